package cn.estation.points.ranking;

import cn.estation.identity.Members;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.points.Accounts;
import cn.estation.points.publicity.Preferences;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ranking inside a community, where it is turned on: only of those who chose to be named. */
@RestController
class RankingController {

    private static final int SHOWN = 50;

    private final RankingSwitch ranking;
    private final RankMapper ranks;
    private final Accounts accounts;
    private final Members members;
    private final Preferences preferences;
    private final Residents residents;

    RankingController(
            RankingSwitch ranking,
            RankMapper ranks,
            Accounts accounts,
            Members members,
            Preferences preferences,
            Residents residents) {
        this.ranking = ranking;
        this.ranks = ranks;
        this.accounts = accounts;
        this.members = members;
        this.preferences = preferences;
        this.residents = residents;
    }

    /** This year's scores of those in one's community who chose to be named, the highest first. */
    @GetMapping("/api/v1/points/ranking")
    Ranking ranking(@AuthenticationPrincipal Resident resident) {
        long community =
                members.activeOf(resident.id()).orElseThrow(NotFound::new).communityId();
        if (!ranking.on(community)) {
            throw new Off();
        }
        int year = accounts.standing(resident.id()).year();
        var top = ranks.top(community, year, SHOWN);
        var names = residents.maskedNames(top.stream().map(Rank::residentId).toList());
        var places = IntStream.range(0, top.size())
                .mapToObj(n -> new Place(
                        1
                                + (int) top.stream()
                                        .filter(one -> one.score() > top.get(n).score())
                                        .count(),
                        names.getOrDefault(top.get(n).residentId(), "居民"),
                        top.get(n).score(),
                        top.get(n).residentId() == resident.id()))
                .toList();
        return new Ranking(year, preferences.named(resident.id()), places);
    }

    /** @param named whether the reader is among those who chose to be */
    record Ranking(int year, boolean named, List<Place> places) {}

    record Place(int place, String who, long score, boolean mine) {}

    record Rank(long residentId, long score) {}

    @Mapper
    interface RankMapper {

        @Select("""
                SELECT a.owner_id AS resident_id, SUM(l.amount) AS score
                FROM points_preference p
                JOIN points_account a ON a.owner_id = p.resident_id AND a.kind = 'MEMBER' AND a.ledger = 'APPRAISAL'
                  AND a.score_year = #{year}
                JOIN points_line l ON l.account_id = a.id
                JOIN points_transaction t ON t.id = l.transaction_id AND t.community_id = #{community}
                WHERE p.show_name
                GROUP BY a.owner_id HAVING SUM(l.amount) > 0
                ORDER BY score DESC, a.owner_id LIMIT #{most}""")
        List<Rank> top(@Param("community") long community, @Param("year") int year, @Param("most") int most);
    }

    static final class Off extends Refusal {
        Off() {
            super(HttpStatus.CONFLICT, "ranking-off", "本社区没有开启积分排名。");
        }
    }
}
