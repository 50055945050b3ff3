package cn.estation.points.ranking;

import cn.estation.grid.Grid;
import cn.estation.identity.Members;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.points.Accounts;
import cn.estation.points.publicity.Preferences;
import java.util.ArrayList;
import java.util.Comparator;
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
    private static final int BITE = 500;

    private final RankingSwitch ranking;
    private final RankMapper ranks;
    private final Accounts accounts;
    private final Members members;
    private final Grid grid;
    private final Preferences preferences;
    private final Residents residents;

    RankingController(
            RankingSwitch ranking,
            RankMapper ranks,
            Accounts accounts,
            Members members,
            Grid grid,
            Preferences preferences,
            Residents residents) {
        this.ranking = ranking;
        this.ranks = ranks;
        this.accounts = accounts;
        this.members = members;
        this.grid = grid;
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
        var top = top(community, year);
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

    /** Only this community's members are looked at, whatever they wish: nobody's score is added up to find out. */
    private List<Rank> top(long community, int year) {
        var cell = grid.cell(community);
        var all = new ArrayList<Rank>();
        for (var some = members.activeIn(cell, 0, BITE);
                !some.isEmpty();
                some = members.activeIn(cell, some.getLast(), BITE)) {
            all.addAll(ranks.of(some, year));
        }
        return all.stream()
                .sorted(Comparator.comparingLong(Rank::score).reversed().thenComparingLong(Rank::residentId))
                .limit(SHOWN)
                .toList();
    }

    /** @param named whether the reader is among those who chose to be */
    record Ranking(int year, boolean named, List<Place> places) {}

    record Place(int place, String who, long score, boolean mine) {}

    record Rank(long residentId, long score) {}

    @Mapper
    interface RankMapper {

        /** What those of the members who chose to be named have this year, if it is anything. */
        @Select("""
                <script>
                SELECT a.owner_id AS resident_id, a.balance AS score
                FROM points_preference p
                JOIN points_account a ON a.owner_id = p.resident_id AND a.kind = 'MEMBER' AND a.ledger = 'APPRAISAL'
                  AND a.score_year = #{year} AND a.balance > 0
                WHERE p.show_name AND p.resident_id IN
                <foreach item="member" collection="members" open="(" separator="," close=")">#{member}</foreach>
                </script>""")
        List<Rank> of(@Param("members") List<Long> members, @Param("year") int year);
    }

    static final class Off extends Refusal {
        Off() {
            super(HttpStatus.CONFLICT, "ranking-off", "本社区没有开启积分排名。");
        }
    }
}
