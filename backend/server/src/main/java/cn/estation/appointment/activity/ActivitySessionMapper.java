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
