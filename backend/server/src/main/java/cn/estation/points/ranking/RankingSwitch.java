package cn.estation.points.ranking;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether members are compared by their scores. Nobody is unless an organisation's administrator turns it on, and what was
 * said for the nearest organisation holds (国办函〔2026〕12号: no compulsory ranking).
 */
@Service
class RankingSwitch {

    /** One turn of the switch. */
    record Turn(long id, long cellId, boolean turnedOn, String reason, String switchedBy, Instant switchedAt) {}

    private final SwitchMapper switches;
    private final Grid grid;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    RankingSwitch(SwitchMapper switches, Grid grid, Authority authority, AuditTrail audit, Ids ids, Clock clock) {
        this.switches = switches;
        this.grid = grid;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** True if it was turned on for this community, or for what is above and not off again nearer by. */
    boolean on(long communityId) {
        var cell = grid.find(communityId);
        if (cell.isEmpty()) {
            return false;
        }
        var turns = switches.latest(cell.get().lineage());
        return cell.get().lineage().reversed().stream()
                .flatMap(id -> turns.stream().filter(turn -> turn.cellId() == id))
                .findFirst()
                .map(Turn::turnedOn)
                .orElse(false);
    }

    /**
     * Turns it on or off for a part of the tree.
     *
     * @throws Authority.NotAllowed if the staff member is no administrator
     * @throws cn.estation.kernel.NotFound if the part of the tree is not theirs
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void turn(Staff staff, long cellId, boolean on, String reason) {
        authority.require(staff, Permission.SWITCH_RANKING, cellId);
        switches.insert(new Turn(ids.next(), cellId, on, reason, staff.actorKey(), clock.instant()));
        audit.record(
                staff,
                cellId,
                on ? "points.ranking-on" : "points.ranking-off",
                "cell:" + cellId,
                (on ? "开启排名（已阅知不得强制排名）：" : "关闭排名：") + reason);
    }

    /** The latest turns for some cells. */
    List<Turn> history(Collection<Long> cells) {
        return cells.isEmpty() ? List.of() : switches.history(cells);
    }

    @Mapper
    interface SwitchMapper {

        @Insert("""
                INSERT INTO points_ranking_switch (id, cell_id, turned_on, reason, switched_by, switched_at)
                VALUES (#{id}, #{cellId}, #{turnedOn}, #{reason}, #{switchedBy}, #{switchedAt})""")
        void insert(Turn turn);

        @Select("""
                <script>
                SELECT * FROM points_ranking_switch WHERE id IN (
                  SELECT MAX(id) FROM points_ranking_switch WHERE cell_id IN
                  <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
                  GROUP BY cell_id)
                </script>""")
        List<Turn> latest(@Param("cells") Collection<Long> cells);

        @Select("""
                <script>
                SELECT * FROM points_ranking_switch WHERE cell_id IN
                <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
                ORDER BY id DESC LIMIT 50
                </script>""")
        List<Turn> history(@Param("cells") Collection<Long> cells);
    }
}
