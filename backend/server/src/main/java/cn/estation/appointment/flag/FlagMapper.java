package cn.estation.appointment.flag;

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
interface FlagMapper {

    /** Raises a flag, unless one for this reason is up. */
    @Insert("""
            INSERT INTO appointment_flag (id, booking_id, cell_id, reason, detail, raised_at)
            VALUES (#{id}, #{bookingId}, #{cellId}, #{reason}, #{detail}, #{now})
            ON DUPLICATE KEY UPDATE detail = VALUES(detail)""")
    int raise(
            @Param("id") long id,
            @Param("bookingId") long bookingId,
            @Param("cellId") long cellId,
            @Param("reason") FlagReason reason,
            @Param("detail") String detail,
            @Param("now") Instant now);

    @Select("""
            <script>
            SELECT * FROM appointment_flag WHERE pending = 1 AND booking_id IN
            <foreach item="one" collection="bookings" open="(" separator="," close=")">#{one}</foreach>
            ORDER BY id
            </script>""")
    List<Flag> pending(@Param("bookings") Collection<Long> bookings);

    /** How often staff looked at this and let the booking stand. */
    @Select("""
            SELECT COUNT(*) FROM appointment_flag WHERE booking_id = #{bookingId} AND reason = #{reason}
            AND cleared_by LIKE 'staff:%'""")
    int cleared(@Param("bookingId") long bookingId, @Param("reason") FlagReason reason);

    @Select("SELECT * FROM appointment_flag WHERE id = #{id}")
    @Nullable Flag find(long id);

    @Select("""
            <script>
            SELECT * FROM appointment_flag WHERE pending = 1 AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            AND id &lt; #{before} ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Flag> ofCells(@Param("cells") Collection<Long> cells, @Param("before") long before, @Param("limit") int limit);

    @Update("""
            UPDATE appointment_flag SET cleared_at = #{now}, cleared_by = #{by}, cleared_note = #{note}
            WHERE id = #{id} AND cleared_at IS NULL""")
    int clear(@Param("id") long id, @Param("by") String by, @Param("note") String note, @Param("now") Instant now);

    @Update("""
            UPDATE appointment_flag SET cleared_at = #{now}, cleared_by = #{by}, cleared_note = #{note}
            WHERE booking_id = #{bookingId} AND cleared_at IS NULL""")
    int clearAll(
            @Param("bookingId") long bookingId,
            @Param("by") String by,
            @Param("note") String note,
            @Param("now") Instant now);

    @Update("""
            UPDATE appointment_flag SET cleared_at = #{now}, cleared_by = #{by}, cleared_note = #{note}
            WHERE booking_id = #{bookingId} AND reason = #{reason} AND cleared_at IS NULL""")
    int clearOne(
            @Param("bookingId") long bookingId,
            @Param("reason") FlagReason reason,
            @Param("by") String by,
            @Param("note") String note,
            @Param("now") Instant now);
}
