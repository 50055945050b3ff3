package cn.estation.appointment.activity;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ActivitySessionMapper extends BaseMapper<Session> {

    @Select("SELECT * FROM appointment_session WHERE activity_id = #{activityId} ORDER BY position")
    List<Session> of(long activityId);

    @Select("""
            <script>
            SELECT * FROM appointment_session WHERE activity_id IN
            <foreach item="id" collection="activities" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY activity_id, position
            </script>""")
    List<Session> ofAll(@Param("activities") Collection<Long> activities);

    /** What is still to begin at a service point, the soonest first. */
    @Select("""
            SELECT n.* FROM appointment_bookable b
            JOIN appointment_activity a ON a.id = b.id AND a.status = 'PUBLISHED' AND a.ends_at > #{now}
            JOIN appointment_session n ON n.activity_id = a.id AND n.status <> 'CANCELLED' AND n.starts_at > #{now}
            WHERE b.point_id = #{pointId} ORDER BY n.starts_at, n.id LIMIT #{most}""")
    List<Session> aheadAt(@Param("pointId") long pointId, @Param("now") Instant now, @Param("most") int most);

    /** The same of an office, where it is at no service point. */
    @Select("""
            SELECT n.* FROM appointment_bookable b
            JOIN appointment_activity a ON a.id = b.id AND a.status = 'PUBLISHED' AND a.ends_at > #{now}
            JOIN appointment_session n ON n.activity_id = a.id AND n.status <> 'CANCELLED' AND n.starts_at > #{now}
            WHERE b.cell_id = #{cellId} AND b.kind IN ('ACTIVITY', 'COURSE') AND b.point_id IS NULL
            ORDER BY n.starts_at, n.id LIMIT #{most}""")
    List<Session> aheadElsewhere(@Param("cellId") long cellId, @Param("now") Instant now, @Param("most") int most);

    /** Service points where an activity is still to end. */
    @Select("""
            SELECT DISTINCT b.point_id FROM appointment_activity a JOIN appointment_bookable b ON b.id = a.id
            WHERE a.status = 'PUBLISHED' AND a.ends_at > #{now} AND b.point_id IS NOT NULL""")
    List<Long> pointsAhead(@Param("now") Instant now);

    @Select("SELECT * FROM appointment_session WHERE id = #{id} FOR UPDATE")
    @Nullable Session lock(long id);

    /** Only of a draft: what was published stays. */
    @Delete("DELETE FROM appointment_session WHERE activity_id = #{activityId} AND slot_id IS NULL")
    int forget(long activityId);

    @Update("""
            UPDATE appointment_session SET slot_id = #{slotId}, decide_at = #{decideAt}
            WHERE id = #{id} AND slot_id IS NULL""")
    int open(@Param("id") long id, @Param("slotId") long slotId, @Param("decideAt") @Nullable Instant decideAt);

    @Update("""
            UPDATE appointment_session SET starts_at = #{startsAt}, ends_at = #{endsAt}, decide_at = #{decideAt}
            WHERE id = #{id} AND status <> 'CANCELLED'""")
    int move(
            @Param("id") long id,
            @Param("startsAt") Instant startsAt,
            @Param("endsAt") Instant endsAt,
            @Param("decideAt") @Nullable Instant decideAt);

    /** Enough come. */
    @Update("""
            UPDATE appointment_session SET status = 'GOING', decide_at = NULL
            WHERE id = #{id} AND status = 'PLANNED' AND decide_at IS NOT NULL""")
    int goes(long id);

    @Update("""
            UPDATE appointment_session SET status = 'CANCELLED', cancelled_why = #{why}, cancelled_by = #{by},
                reason = #{reason}, decide_at = NULL, dealt_at = #{dealtAt}
            WHERE id = #{id} AND status = #{from}""")
    int cancel(
            @Param("id") long id,
            @Param("from") SessionStatus from,
            @Param("why") Session.CancelledWhy why,
            @Param("by") String by,
            @Param("reason") String reason,
            @Param("dealtAt") @Nullable Instant dealtAt);

    @Update("UPDATE appointment_session SET dealt_at = #{now} WHERE id = #{id} AND undealt = 1")
    int dealt(@Param("id") long id, @Param("now") Instant now);

    @Select("SELECT id FROM appointment_session WHERE decide_at <= #{now} ORDER BY decide_at LIMIT #{most}")
    List<Long> toDecide(@Param("now") Instant now, @Param("most") int most);

    @Select("SELECT * FROM appointment_session WHERE undealt = 1 ORDER BY id LIMIT #{most}")
    List<Session> undealt(int most);
}
