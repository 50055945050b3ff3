package cn.estation.points.earning;

import cn.estation.points.rule.PastScores;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class KeptPastScores implements PastScores {

    private final ScoreMapper scores;

    KeptPastScores(ScoreMapper scores) {
        this.scores = scores;
    }

    @Override
    public List<Past> scores(List<Long> communities, LocalDate from, LocalDate to, int most) {
        if (communities.isEmpty()) {
            return List.of();
        }
        return scores.counting(communities, from, to, most).stream()
                .map(kept -> new Past(kept.work(), kept.points()))
                .toList();
    }
}
