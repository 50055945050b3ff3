package cn.estation.points.member;

import cn.estation.points.Accounts;
import cn.estation.task.MemberScores;
import org.springframework.stereotype.Component;

@Component
class ScoresOnCard implements MemberScores {

    private final Accounts accounts;

    ScoresOnCard(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Standing of(long residentId) {
        var standing = accounts.standing(residentId);
        var years = standing.years().stream()
                .map(year -> new Year(year.year(), year.score()))
                .toList();
        return new Standing(standing.year(), standing.score(), standing.points(), standing.owed(), years);
    }
}
