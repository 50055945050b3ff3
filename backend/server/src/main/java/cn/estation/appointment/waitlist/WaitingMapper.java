package cn.estation.appointment.waitlist;

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
interface WaitingMapper extends BaseMapper<Waiting> {

    @Update("""
            UPDATE appointment_waiting SET status = #{to}, note = #{note}, booking_id = COALESCE(#{bookingId}, booking_id),
                ended_at = #{endedAt}
            WHERE id = #{id} AND status = #{from}""")
    int move(
            @Param("id") long id,
            @Param("from") WaitingStatus from,
            @Param("to") WaitingStatus to,
            @Param("note") String note,
            @Param("bookingId") @Nullable Long bookingId,
            @Param("endedAt") @Nullable Instant endedAt);

    @Insert("""
            INSERT INTO appointment_waiting_move (id, waiting_id, from_status, to_status, moved_by, reason, moved_at)
            VALUES (#{id}, #{waitingId}, #{from}, #{to}, #{by}, #{reason}, #{now})""")
    void record(
            @Param("id") long id,
            @Param("waitingId") long waitingId,
            @Param("from") @Nullable WaitingStatus from,
            @Param("to") WaitingStatus to,
            @Param("by") String by,
            @Param("reason") String reason,
            @Param("now") Instant now);

    @Select("SELECT * FROM appointment_waiting WHERE slot_id = #{slotId} AND status = 'WAITING' ORDER BY id")
    List<Waiting> ofSlot(long slotId);

    @Select("SELECT * FROM appointment_waiting WHERE slot_id = #{slotId} AND person_key = #{key} AND live = 1")
    @Nullable Waiting live(@Param("slotId") long slotId, @Param("key") String key);

    @Select("""
            SELECT * FROM appointment_waiting WHERE resident_id = #{residentId} AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<Waiting> ofResident(
            @Param("residentId") long residentId, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            <script>
            SELECT w.* FROM appointment_waiting w JOIN appointment_slot s ON s.id = w.slot_id
            WHERE w.live = 1 AND w.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            <if test="slotId != null">AND w.slot_id = #{slotId}</if>
            ORDER BY s.starts_at, w.slot_id, w.id LIMIT #{most}
            </script>""")
    List<Waiting> liveOf(
            @Param("cells") Collection<Long> cells, @Param("slotId") @Nullable Long slotId, @Param("most") int most);

    @Select("SELECT COUNT(*) FROM appointment_waiting WHERE resident_id = #{residentId} AND live = 1")
    int liveOfResident(long residentId);

    /** How many wait before somebody. */
    @Select("SELECT COUNT(*) FROM appointment_waiting WHERE slot_id = #{slotId} AND status = 'WAITING' AND id < #{id}")
    int before(@Param("slotId") long slotId, @Param("id") long id);

    @Select("SELECT * FROM appointment_waiting WHERE booking_id = #{bookingId} AND status = 'OFFERED'")
    @Nullable Waiting ofOffer(long bookingId);

    @Select("SELECT id FROM appointment_waiting WHERE resident_id = #{residentId} AND live = 1")
    List<Long> liveIds(long residentId);

    @Update("""
            UPDATE appointment_waiting SET name = NULL, phone = NULL, phone_index = NULL
            WHERE resident_id = #{residentId}""")
    int forget(long residentId);
}
