package cn.estation.task;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ClaimMapper extends BaseMapper<Claim> {

    /** One change of a claim's state. */
    record Move(
            long id,
            long claimId,
            @Nullable ClaimStatus fromStatus,
            ClaimStatus toStatus,
            String movedBy,
            String reason,
            Instant movedAt) {}

    /** A resident's claim with the times of its task. */
    record Held(
            long id,
            long taskId,
            ClaimStatus status,
            Instant claimedAt,
            @Nullable Instant checkedInAt,
            @Nullable Integer minutes,
            @Nullable Integer points,
            String title,
            String place,
            Instant startsAt,
            Instant endsAt) {

        boolean overlaps(VolunteerTask task) {
            return task.overlaps(startsAt, endsAt);
        }
    }

    String HELD = """
            SELECT c.id, c.task_id, c.status, c.claimed_at, c.checked_in_at, c.minutes, c.points, t.title, t.place,
                t.starts_at, t.ends_at
            FROM task_claim c JOIN task_volunteer_task t ON t.id = c.task_id\n""";

    /** The claim that takes a place for this resident; there is one at most. */
    @Select("SELECT * FROM task_claim WHERE task_id = #{taskId} AND resident_id = #{residentId} AND live = 1")
    @Nullable Claim live(@Param("taskId") long taskId, @Param("residentId") long residentId);

    @Select("""
            SELECT COUNT(*) FROM task_claim
            WHERE task_id = #{taskId} AND resident_id = #{residentId} AND status = 'WITHDRAWN'""")
    int withdrawals(@Param("taskId") long taskId, @Param("residentId") long residentId);

    @Select("SELECT COUNT(*) FROM task_claim WHERE resident_id = #{residentId} AND status = 'CLAIMED'")
    int open(long residentId);

    /** What the resident does or did in this span of time, the earliest first. */
    @Select(HELD + """
            WHERE c.resident_id = #{residentId} AND c.live = 1 AND c.status <> 'REJECTED'
            AND t.starts_at < #{end} AND t.ends_at > #{start} ORDER BY t.starts_at, c.id LIMIT #{most}""")
    List<Held> between(
            @Param("residentId") long residentId,
            @Param("start") Instant start,
            @Param("end") Instant end,
            @Param("most") int most);

    @Select(HELD + "WHERE c.resident_id = #{residentId} AND c.id < #{before} ORDER BY c.id DESC LIMIT #{limit}")
    List<Held> ofResident(
            @Param("residentId") long residentId, @Param("before") long before, @Param("limit") int limit);

    @Select("SELECT * FROM task_claim WHERE task_id = #{taskId} ORDER BY id")
    List<Claim> ofTask(long taskId);

    @Select("SELECT id FROM task_claim WHERE task_id = #{taskId} AND status = #{status} ORDER BY id")
    List<Long> idsOfTask(@Param("taskId") long taskId, @Param("status") ClaimStatus status);

    @Select("""
            SELECT COUNT(*) FROM task_claim
            WHERE task_id = #{taskId} AND status IN ('CHECKED_IN', 'VERIFIED', 'REJECTED', 'ABSENT')""")
    int beyondClaimed(long taskId);

    @Update("UPDATE task_claim SET status = #{to} WHERE id = #{id} AND status = #{from}")
    int move(@Param("id") long id, @Param("from") ClaimStatus from, @Param("to") ClaimStatus to);

    @Update("""
            UPDATE task_claim SET status = 'CHECKED_IN', checked_in_at = #{now}, evidence = #{evidence}
            WHERE id = #{id} AND status = 'CLAIMED'""")
    int checkIn(@Param("id") long id, @Param("evidence") String evidence, @Param("now") Instant now);

    @Update("""
            UPDATE task_claim SET status = 'VERIFIED', minutes = #{minutes}, points = #{points}, settled_by = #{by},
                settled_at = #{now}
            WHERE id = #{id} AND status = 'CHECKED_IN'""")
    int verify(
            @Param("id") long id,
            @Param("minutes") int minutes,
            @Param("points") int points,
            @Param("by") String by,
            @Param("now") Instant now);

    @Update("""
            UPDATE task_claim SET status = 'REJECTED', settled_by = #{by}, settled_at = #{now}
            WHERE id = #{id} AND status = 'CHECKED_IN'""")
    int reject(@Param("id") long id, @Param("by") String by, @Param("now") Instant now);

    @Insert("""
            INSERT INTO task_claim_move (id, claim_id, from_status, to_status, moved_by, reason, moved_at)
            VALUES (#{id}, #{claimId}, #{fromStatus}, #{toStatus}, #{movedBy}, #{reason}, #{movedAt})""")
    void record(Move move);

    /** Claims nobody showed up for, of tasks that ended before this moment. */
    @Select("""
            SELECT c.* FROM task_claim c JOIN task_volunteer_task t ON t.id = c.task_id
            WHERE c.status = 'CLAIMED' AND t.status = 'PUBLISHED' AND t.ends_at <= #{before}
            ORDER BY c.id LIMIT #{most}""")
    List<Claim> neverCheckedIn(@Param("before") Instant before, @Param("most") int most);

    default Optional<Claim> find(long id) {
        return Optional.ofNullable(selectById(id));
    }
}
