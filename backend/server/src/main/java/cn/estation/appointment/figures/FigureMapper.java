package cn.estation.appointment.figures;

import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.desk.BookingTerms;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Adds bookings and places up by thing and day. */
@Mapper
interface FigureMapper {

    /** Bookings of one thing on one day that stand alike; those booked so many days ahead among them. */
    record Booked(
            long bookableId,
            LocalDate day,
            BookingStatus status,
            @Nullable Outcome outcome,
            long all,
            long real,
            long lead,
            long sameDay,
            long nextDays,
            long week,
            long later) {}

    /** Places of one thing on one day. */
    record Offered(long bookableId, LocalDate day, long capacity) {}

    String OF = """
            b.bookable_id IN
            <foreach item="one" collection="things" open="(" separator="," close=")">#{one}</foreach>
            AND b.day BETWEEN #{from} AND #{to}
            """;

    @Select("<script>SELECT b.bookable_id, b.day, b.status, b.outcome, COUNT(*) AS `all`, SUM(" + BookingTerms.REAL
            + ") AS `real`, SUM(CASE WHEN " + BookingTerms.REAL + " THEN " + BookingTerms.LEAD + " ELSE 0 END) AS lead,"
            + " SUM(" + BookingTerms.REAL + " AND " + BookingTerms.LEAD + " &lt;= 0) AS same_day,"
            + " SUM(" + BookingTerms.REAL + " AND " + BookingTerms.LEAD + " BETWEEN 1 AND 2) AS next_days,"
            + " SUM(" + BookingTerms.REAL + " AND " + BookingTerms.LEAD + " BETWEEN 3 AND 7) AS week,"
            + " SUM(" + BookingTerms.REAL + " AND " + BookingTerms.LEAD + " >= 8) AS later"
            + " FROM appointment_booking b WHERE " + OF
            + " GROUP BY b.bookable_id, b.day, b.status, b.outcome</script>")
    List<Booked> booked(
            @Param("things") Collection<Long> things, @Param("from") LocalDate from, @Param("to") LocalDate to);

    @Select("<script>SELECT b.bookable_id, b.day, SUM(b.capacity + b.extra) AS capacity FROM appointment_slot b WHERE "
            + OF + " AND b.status = 'OPEN' GROUP BY b.bookable_id, b.day</script>")
    List<Offered> offered(
            @Param("things") Collection<Long> things, @Param("from") LocalDate from, @Param("to") LocalDate to);
}
