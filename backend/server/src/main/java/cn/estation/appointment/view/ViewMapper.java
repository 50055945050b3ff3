package cn.estation.appointment.view;

import cn.estation.appointment.calendar.ClosedWhy;
import cn.estation.appointment.calendar.SlotStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** One query a view, whatever there is to see: slots by day, bookings by slot from an index alone, flags of the offices. */
@Mapper
interface ViewMapper {

    /** A slot with how its places are used. */
    record SlotRow(
            long slotId,
            long bookableId,
            Instant startsAt,
            Instant endsAt,
            SlotStatus status,
            @Nullable ClosedWhy closedWhy,
            int capacity,
            int extra,
            int taken,
            int walkIn,
            int elders,
            int waiting,
            int held,
            int booked,
            int arrived,
            int done,
            int absent,
            int flagged) {}

    /** All slots of one thing on one day. */
    record DayRow(
            long bookableId,
            LocalDate day,
            int slots,
            int openSlots,
            @Nullable ClosedWhy closedWhy,
            int capacity,
            int taken,
            int walkIn,
            int elders,
            int free,
            int waiting,
            int held,
            int booked,
            int arrived,
            int done,
            int absent,
            int flagged) {}

    /** What there is at a place, and today's places. */
    record PlaceRow(long cellId, @Nullable Long pointId, int things, int capacity, int taken) {}

    String THINGS = """
            <foreach item="one" collection="things" open="(" separator="," close=")">#{one}</foreach>
            """;

    /** Walk-in places go before those kept for elders when staff gave more than there were for all. */
    String SLOTS = """
            SELECT s.id AS slot_id, s.bookable_id, s.day, s.starts_at, s.ends_at, s.status, s.closed_why, s.capacity,
              s.extra, s.taken, s.waiting, GREATEST(0, LEAST(s.walk_in, s.capacity - s.taken)) AS walk_in,
              CASE WHEN s.elder_release_at &lt;= #{now} THEN 0 ELSE GREATEST(0, LEAST(s.elder_reserved - s.elder_taken,
                s.capacity - s.taken - GREATEST(0, LEAST(s.walk_in, s.capacity - s.taken)))) END AS elders
            FROM appointment_slot s WHERE s.bookable_id IN """ + THINGS + """
            AND s.day BETWEEN #{from} AND #{to}
            """;

    String BOOKINGS = """
            SELECT b.slot_id, SUM(b.status = 'HELD') AS held, SUM(b.status = 'BOOKED') AS booked,
              SUM(b.status = 'CHECKED_IN') AS arrived, SUM(b.status = 'FINISHED') AS done,
              SUM(b.status = 'ABSENT') AS absent
            FROM appointment_booking b WHERE b.bookable_id IN """ + THINGS + """
            AND b.day BETWEEN #{from} AND #{to}
            AND b.status IN ('HELD', 'BOOKED', 'CHECKED_IN', 'FINISHED', 'ABSENT')
            GROUP BY b.bookable_id, b.day, b.slot_id
            """;

    String FLAGS = """
            SELECT b.slot_id, COUNT(DISTINCT b.id) AS flagged FROM appointment_flag f
            JOIN appointment_booking b ON b.id = f.booking_id
            WHERE f.pending = 1 AND f.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            AND b.bookable_id IN """ + THINGS + """
            AND b.day BETWEEN #{from} AND #{to} GROUP BY b.slot_id
            """;

    String TOGETHER = " FROM (" + SLOTS + ") s LEFT JOIN (" + BOOKINGS + ") n ON n.slot_id = s.slot_id LEFT JOIN ("
            + FLAGS + ") f ON f.slot_id = s.slot_id ";

    @Select(
            "<script>SELECT s.slot_id, s.bookable_id, s.starts_at, s.ends_at, s.status, s.closed_why, s.capacity, s.extra,"
                    + " s.taken, s.walk_in, s.elders, s.waiting, COALESCE(n.held, 0) AS held, COALESCE(n.booked, 0) AS booked,"
                    + " COALESCE(n.arrived, 0) AS arrived, COALESCE(n.done, 0) AS done, COALESCE(n.absent, 0) AS absent,"
                    + " COALESCE(f.flagged, 0) AS flagged" + TOGETHER + "ORDER BY s.starts_at, s.bookable_id</script>")
    List<SlotRow> slots(
            @Param("things") Collection<Long> things,
            @Param("cells") Collection<Long> cells,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("now") Instant now);

    @Select("<script>SELECT s.bookable_id, s.day, COUNT(*) AS slots, SUM(s.status = 'OPEN') AS open_slots,"
            + " MAX(s.closed_why) AS closed_why,"
            + " SUM(CASE WHEN s.status = 'OPEN' THEN s.capacity + s.extra ELSE 0 END) AS capacity, SUM(s.taken) AS taken,"
            + " SUM(CASE WHEN s.status = 'OPEN' THEN s.walk_in ELSE 0 END) AS walk_in,"
            + " SUM(CASE WHEN s.status = 'OPEN' THEN s.elders ELSE 0 END) AS elders,"
            + " SUM(CASE WHEN s.status = 'OPEN' THEN GREATEST(0, s.capacity - s.taken) - s.walk_in - s.elders ELSE 0 END)"
            + " AS free, SUM(s.waiting) AS waiting, SUM(COALESCE(n.held, 0)) AS held,"
            + " SUM(COALESCE(n.booked, 0)) AS booked, SUM(COALESCE(n.arrived, 0)) AS arrived,"
            + " SUM(COALESCE(n.done, 0)) AS done, SUM(COALESCE(n.absent, 0)) AS absent,"
            + " SUM(COALESCE(f.flagged, 0)) AS flagged" + TOGETHER + "GROUP BY s.bookable_id, s.day</script>")
    List<DayRow> days(
            @Param("things") Collection<Long> things,
            @Param("cells") Collection<Long> cells,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("now") Instant now);

    @Select("""
            <script>
            SELECT b.cell_id, b.point_id, COUNT(DISTINCT b.id) AS things, COALESCE(SUM(s.capacity + s.extra), 0) AS capacity,
              COALESCE(SUM(s.taken), 0) AS taken
            FROM appointment_bookable b
            LEFT JOIN appointment_slot s ON s.bookable_id = b.id AND s.day = #{today} AND s.status = 'OPEN'
            WHERE b.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            GROUP BY b.cell_id, b.point_id ORDER BY b.cell_id, b.point_id LIMIT #{most}
            </script>""")
    List<PlaceRow> places(
            @Param("cells") Collection<Long> cells, @Param("today") LocalDate today, @Param("most") int most);
}
