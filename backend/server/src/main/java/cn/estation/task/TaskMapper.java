package cn.estation.task;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface TaskMapper extends BaseMapper<VolunteerTask> {

    /** One change of a task's state. */
    record Move(
            long id,
            long taskId,
            @Nullable TaskStatus fromStatus,
            TaskStatus toStatus,
            String movedBy,
            String reason,
            Instant movedAt) {}

    default Optional<VolunteerTask> find(long id) {
        return Optional.ofNullable(selectById(id));
    }

    /** Takes a place, or touches nothing when there is none or it is too late. */
    @Update("""
            UPDATE task_volunteer_task SET claimed = claimed + 1
            WHERE id = #{id} AND status = 'PUBLISHED' AND claimed < places AND ends_at > #{now}""")
    int takePlace(@Param("id") long id, @Param("now") Instant now);

    /** Gives a place back, or touches nothing once the task began or is no longer on. */
    @Update("""
            UPDATE task_volunteer_task SET claimed = claimed - 1
            WHERE id = #{id} AND status = 'PUBLISHED' AND claimed > 0 AND starts_at > #{now}""")
    int givePlaceBack(@Param("id") long id, @Param("now") Instant now);

    @Update("UPDATE task_volunteer_task SET status = #{to} WHERE id = #{id} AND status = #{from}")
    int move(@Param("id") long id, @Param("from") TaskStatus from, @Param("to") TaskStatus to);

    /** Publishes a draft whose time is still to come. */
    @Update("""
            UPDATE task_volunteer_task SET status = 'PUBLISHED'
            WHERE id = #{id} AND status = 'DRAFT' AND ends_at > #{now}""")
    int publish(@Param("id") long id, @Param("now") Instant now);

    /** Takes a task off; its claims are released in the same transaction. */
    @Update("""
            UPDATE task_volunteer_task SET status = 'CANCELLED', claimed = 0
            WHERE id = #{id} AND status = #{from}""")
    int cancel(@Param("id") long id, @Param("from") TaskStatus from);

    @Update("""
            UPDATE task_volunteer_task SET title = #{title}, description = #{description}, place = #{place},
                starts_at = #{startsAt}, ends_at = #{endsAt}, places = #{places}, points_rule = #{pointsRule},
                points = #{points}
            WHERE id = #{id} AND status = 'DRAFT'""")
    int redraft(VolunteerTask task);

    @Insert("""
            INSERT INTO task_move (id, task_id, from_status, to_status, moved_by, reason, moved_at)
            VALUES (#{id}, #{taskId}, #{fromStatus}, #{toStatus}, #{movedBy}, #{reason}, #{movedAt})""")
    void record(Move move);

    @Select("SELECT * FROM task_move WHERE task_id = #{taskId} ORDER BY id")
    List<Move> moves(long taskId);

    @Select("SELECT id FROM task_volunteer_task WHERE code = #{code}")
    @Nullable Long idOfCode(String code);

    @Select("""
            SELECT * FROM task_volunteer_task
            WHERE community_id = #{communityId} AND status = 'PUBLISHED' AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<VolunteerTask> published(
            @Param("communityId") long communityId, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            <script>
            SELECT * FROM task_volunteer_task WHERE id &lt; #{before}
            <if test="status != null">AND status = #{status}</if>
            AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<VolunteerTask> inCommunities(
            @Param("communities") Collection<Long> communities,
            @Param("status") @Nullable TaskStatus status,
            @Param("before") long before,
            @Param("limit") int limit);

    /** Published tasks that are over and have nobody left whose work is open. */
    @Select("""
            SELECT t.* FROM task_volunteer_task t
            WHERE t.status = 'PUBLISHED' AND t.ends_at <= #{now}
            AND NOT EXISTS (SELECT 1 FROM task_claim c
                WHERE c.task_id = t.id AND c.status IN ('CLAIMED', 'CHECKED_IN'))
            ORDER BY t.ends_at LIMIT #{most}""")
    List<VolunteerTask> doneWith(@Param("now") Instant now, @Param("most") int most);
}
