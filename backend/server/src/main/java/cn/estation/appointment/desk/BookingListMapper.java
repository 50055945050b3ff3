package cn.estation.appointment.desk;

import cn.estation.appointment.booking.Booking;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Lists bookings and counts them by the same conditions. */
@Mapper
interface BookingListMapper {

    String WHERE = """
            WHERE b.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            <if test="s.point != null">AND t.point_id = #{s.point.value}</if>
            <if test="s.office != null">AND t.cell_id = #{s.office.value} AND t.point_id IS NULL</if>
            <if test="s.bookable != null">AND b.bookable_id = #{s.bookable.value}</if>
            <if test="s.slot != null">AND b.slot_id = #{s.slot.value}</if>
            <if test="s.from != null">AND b.day >= #{s.from}</if>
            <if test="s.to != null">AND b.day &lt;= #{s.to}</if>
            <if test="s.status != null">AND b.status = #{s.status}</if>
            <if test="s.sub != null">AND b.sub_status = #{s.sub}</if>
            <if test="s.outcome != null">AND b.outcome = #{s.outcome}</if>
            <if test="s.seated != null and s.seated">AND b.status &lt;> 'RELEASED'</if>
            <if test="s.real != null and s.real">
            AND\s""" + BookingTerms.REAL + """
            </if>
            <if test="s.flagged != null and s.flagged">
            AND b.id IN (SELECT f.booking_id FROM appointment_flag f WHERE f.pending = 1 AND f.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>)
            </if>
            <if test="s.leadFrom != null">
            AND\s""" + BookingTerms.LEAD + """
             >= #{s.leadFrom}
            </if>
            <if test="s.leadTo != null">
            AND\s""" + BookingTerms.LEAD + """
             &lt;= #{s.leadTo}
            </if>
            """;

    String FROM = """
            FROM appointment_booking b
            <if test="s.point != null or s.office != null">
            JOIN appointment_bookable t ON t.id = b.bookable_id
            </if>
            """;

    @Select("<script>SELECT COUNT(*) " + FROM + WHERE + "</script>")
    long count(@Param("cells") Collection<Long> cells, @Param("s") BookingSearch search);

    /** In the order of their time, from after the last of the page before. */
    @Select("<script>SELECT b.* " + FROM + WHERE + """
            <if test="start != null">
            AND (b.starts_at > #{start} OR (b.starts_at = #{start} AND b.id > #{after}))
            </if>
            ORDER BY b.starts_at, b.id LIMIT #{limit}
            </script>""")
    List<Booking> page(
            @Param("cells") Collection<Long> cells,
            @Param("s") BookingSearch search,
            @Param("start") @Nullable Instant start,
            @Param("after") @Nullable Long after,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT * FROM appointment_booking WHERE cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            AND name_index = #{index} AND starts_at > #{since} ORDER BY starts_at DESC, id DESC LIMIT #{most}
            </script>""")
    List<Booking> byName(
            @Param("cells") Collection<Long> cells,
            @Param("index") String index,
            @Param("since") Instant since,
            @Param("most") int most);

    /** By the phone that was left, and what the accounts with this phone have booked for themselves. */
    @Select("""
            <script>
            SELECT * FROM (
              SELECT * FROM appointment_booking WHERE phone_index = #{index} AND day >= #{from}
              <if test="!residents.isEmpty()">
              UNION
              SELECT * FROM appointment_booking WHERE starts_at > #{since} AND resident_id IN
              <foreach item="one" collection="residents" open="(" separator="," close=")">#{one}</foreach>
              </if>
            ) b WHERE b.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            ORDER BY b.starts_at DESC, b.id DESC LIMIT #{most}
            </script>""")
    List<Booking> byPhone(
            @Param("cells") Collection<Long> cells,
            @Param("index") String index,
            @Param("residents") Collection<Long> residents,
            @Param("from") LocalDate from,
            @Param("since") Instant since,
            @Param("most") int most);

    /** How many things somebody said are still missing. */
    record Missing(long bookingId, int missing, int answered) {}

    @Select("""
            <script>
            SELECT booking_id, SUM(answer = 'MISSING') AS missing, COUNT(*) AS answered FROM appointment_pre_check
            WHERE booking_id IN
            <foreach item="one" collection="bookings" open="(" separator="," close=")">#{one}</foreach>
            GROUP BY booking_id
            </script>""")
    List<Missing> missing(@Param("bookings") Collection<Long> bookings);
}
