package cn.estation.appointment.activity;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ActivityMapper extends BaseMapper<Activity> {

    /** One change of an activity or of one of its sessions. */
    record Move(
            long id,
            long activityId,
            @Nullable Long sessionId,
            @Nullable String fromStatus,
            String toStatus,
            String movedBy,
            String reason,
            Instant movedAt) {}

    /** What residents may see: published, and not over. */
    @Select("""
            <script>
            SELECT a.* FROM appointment_activity a JOIN appointment_bookable b ON b.id = a.id AND b.active
            WHERE a.status = 'PUBLISHED' AND a.ends_at > #{now} AND a.id &lt; #{before}
            <if test="cells != null">AND a.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            </if>
            ORDER BY a.id DESC LIMIT #{limit}
            </script>""")
    List<Activity> open(
            @Param("cells") @Nullable Collection<Long> cells,
            @Param("now") Instant now,
            @Param("before") long before,
            @Param("limit") int limit);

    /** The same, what comes next first. */
    @Select("""
            <script>
            SELECT a.* FROM appointment_activity a JOIN appointment_bookable b ON b.id = a.id AND b.active
            WHERE a.status = 'PUBLISHED' AND a.ends_at > #{now}
            <if test="cells != null">AND a.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            </if>
            ORDER BY a.starts_at, a.id LIMIT #{most}
            </script>""")
    List<Activity> next(
            @Param("cells") @Nullable Collection<Long> cells, @Param("now") Instant now, @Param("most") int most);

    @Select("""
            <script>
            SELECT * FROM appointment_activity WHERE cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            <if test="status != null">AND status = #{status}</if>
            AND id &lt; #{before} ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Activity> ofCells(
            @Param("cells") Collection<Long> cells,
            @Param("status") @Nullable ActivityStatus status,
            @Param("before") long before,
            @Param("limit") int limit);

    /** Writes a draft anew, or touches nothing if it is none any more. */
    @Update("""
            UPDATE appointment_activity SET cell_id = #{cellId}, whole = #{whole}, audience_cell_id = #{audienceCellId},
                places = #{places}, elder_places = #{elderPlaces}, elder_hours = #{elderHours}, opens_at = #{opensAt},
                close_minutes = #{closeMinutes}, minimum = #{minimum}, decide_minutes = #{decideMinutes},
                starts_at = #{startsAt}, ends_at = #{endsAt}, minutes = #{minutes}, every = #{every},
                sessions = #{sessions}, skip_holidays = #{skipHolidays}
            WHERE id = #{id} AND status = 'DRAFT'""")
    int redraft(Activity activity);

    @Update("UPDATE appointment_activity SET status = 'PUBLISHED' WHERE id = #{id} AND status = 'DRAFT'")
    int publish(long id);

    @Update("""
            UPDATE appointment_activity SET status = 'CANCELLED', reason = #{reason}
            WHERE id = #{id} AND status = #{from}""")
    int cancel(@Param("id") long id, @Param("from") ActivityStatus from, @Param("reason") String reason);

    /** Something of time or place is other than it was; the span follows its sessions. */
    @Update("""
            UPDATE appointment_activity SET revision = revision + 1, news = #{news},
                starts_at = (SELECT MIN(n.starts_at) FROM appointment_session n WHERE n.activity_id = #{id}),
                ends_at = (SELECT MAX(n.ends_at) FROM appointment_session n WHERE n.activity_id = #{id})
            WHERE id = #{id} AND status = 'PUBLISHED'""")
    int changed(@Param("id") long id, @Param("news") String news);

    @Insert("""
            INSERT INTO appointment_activity_move (id, activity_id, session_id, from_status, to_status, moved_by, reason,
              moved_at)
            VALUES (#{id}, #{activityId}, #{sessionId}, #{fromStatus}, #{toStatus}, #{movedBy}, #{reason}, #{movedAt})""")
    void record(Move move);

    @Select("SELECT * FROM appointment_activity_move WHERE activity_id = #{activityId} ORDER BY id DESC LIMIT 200")
    List<Move> moves(long activityId);
}
