package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Pool;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface BookingMapper extends BaseMapper<Booking> {

    /** One change of a booking. */
    record Move(
            long id,
            long bookingId,
            @Nullable BookingStatus fromStatus,
            BookingStatus toStatus,
            SubStatus subStatus,
            @Nullable Outcome outcome,
            String movedBy,
            String forPerson,
            String reason,
            Instant movedAt) {}

    /** What a booking becomes, and what it must be for that. */
    record Change(
            long id,
            BookingStatus from,
            SubStatus fromSub,
            BookingStatus to,
            SubStatus sub,
            @Nullable Outcome outcome,
            String note,
            @Nullable Instant expiresAt,
            @Nullable Instant contestUntil,
            @Nullable Instant checkedInAt,
            @Nullable Instant endedAt) {}

    /** Changes it, or touches nothing if somebody else did. */
    @Update("""
            UPDATE appointment_booking SET status = #{to}, sub_status = #{sub}, outcome = #{outcome}, note = #{note},
                expires_at = #{expiresAt}, contest_until = #{contestUntil},
                checked_in_at = IF(#{to} = 'BOOKED', NULL, COALESCE(#{checkedInAt}, checked_in_at)),
                ended_at = #{endedAt}
            WHERE id = #{id} AND status = #{from} AND sub_status = #{fromSub}""")
    int change(Change change);

    @Insert("""
            INSERT INTO appointment_move (id, booking_id, from_status, to_status, sub_status, outcome, moved_by,
              for_person, reason, moved_at)
            VALUES (#{id}, #{bookingId}, #{fromStatus}, #{toStatus}, #{subStatus}, #{outcome}, #{movedBy},
              #{forPerson}, #{reason}, #{movedAt})""")
    void record(Move move);

    @Select("SELECT * FROM appointment_move WHERE booking_id = #{bookingId} ORDER BY id")
    List<Move> moves(long bookingId);

    /** The promised time becomes another. */
    @Update("""
            UPDATE appointment_booking SET day = #{day}, starts_at = #{startsAt}, ends_at = #{endsAt},
                cancel_until = #{cancelUntil}
            WHERE id = #{id} AND open = 1""")
    int rearrange(
            @Param("id") long id,
            @Param("day") LocalDate day,
            @Param("startsAt") Instant startsAt,
            @Param("endsAt") Instant endsAt,
            @Param("cancelUntil") Instant cancelUntil);

    @Update("UPDATE appointment_booking SET pool = #{pool} WHERE id = #{id}")
    int pool(@Param("id") long id, @Param("pool") Pool pool);

    @Select("SELECT * FROM appointment_booking WHERE id = #{id} FOR UPDATE")
    @Nullable Booking lock(long id);

    @Select("SELECT * FROM appointment_booking WHERE code_index = #{index}")
    @Nullable Booking byCode(String index);

    @Select("SELECT * FROM appointment_booking WHERE slot_id = #{slotId} AND person_key = #{key} AND open = 1")
    @Nullable Booking openIn(@Param("slotId") long slotId, @Param("key") String key);

    /** Holds of a slot whose time is up, except those somebody is changing this moment. */
    @Select("""
            SELECT * FROM appointment_booking
            WHERE slot_id = #{slotId} AND status = 'HELD' AND expires_at <= #{now} ORDER BY id
            FOR UPDATE SKIP LOCKED""")
    List<Booking> expiredIn(@Param("slotId") long slotId, @Param("now") Instant now);

    @Select("""
            SELECT id FROM appointment_booking WHERE status = 'HELD' AND expires_at <= #{now}
            ORDER BY expires_at LIMIT #{most}""")
    List<Long> expired(@Param("now") Instant now, @Param("most") int most);

    /** Who has or is about to have a place in a slot, the first first. */
    @Select("""
            SELECT * FROM appointment_booking WHERE slot_id = #{slotId} AND status IN ('HELD', 'BOOKED', 'CHECKED_IN')
            ORDER BY id""")
    List<Booking> openOf(long slotId);

    @Select("SELECT * FROM appointment_booking WHERE slot_id = #{slotId} AND status <> 'RELEASED' ORDER BY id")
    List<Booking> seatedIn(long slotId);

    @Select("""
            SELECT * FROM appointment_booking
            WHERE bookable_id = #{bookableId} AND day BETWEEN #{from} AND #{to} AND status IN ('HELD', 'BOOKED')
            ORDER BY starts_at, id""")
    List<Booking> openBetween(
            @Param("bookableId") long bookableId, @Param("from") LocalDate from, @Param("to") LocalDate to);

    @Select("""
            <script>
            SELECT * FROM appointment_booking WHERE bookable_id IN
            <foreach item="one" collection="bookables" open="(" separator="," close=")">#{one}</foreach>
            AND day BETWEEN #{from} AND #{to} AND status &lt;> 'RELEASED' ORDER BY starts_at, id
            </script>""")
    List<Booking> seatedBetween(
            @Param("bookables") Collection<Long> bookables, @Param("from") LocalDate from, @Param("to") LocalDate to);

    @Select("""
            SELECT * FROM appointment_booking WHERE resident_id = #{residentId} AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<Booking> ofResident(
            @Param("residentId") long residentId, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            SELECT * FROM appointment_booking WHERE resident_id = #{residentId} AND open = 1
            AND ends_at > #{now} ORDER BY starts_at LIMIT #{most}""")
    List<Booking> upcoming(@Param("residentId") long residentId, @Param("now") Instant now, @Param("most") int most);

    @Select("""
            SELECT * FROM appointment_booking WHERE phone_index = #{index} AND day = #{day}
            AND status IN ('BOOKED', 'CHECKED_IN') ORDER BY starts_at""")
    List<Booking> byPhone(@Param("index") String index, @Param("day") LocalDate day);

    @Select("""
            <script>
            SELECT * FROM appointment_booking WHERE resident_id IN
            <foreach item="one" collection="residents" open="(" separator="," close=")">#{one}</foreach>
            AND day = #{day} AND status IN ('BOOKED', 'CHECKED_IN') ORDER BY starts_at
            </script>""")
    List<Booking> ofResidentsOn(@Param("residents") Collection<Long> residents, @Param("day") LocalDate day);

    @Select(
            "SELECT id FROM appointment_booking WHERE guide_id = #{guideId} AND status IN ('HELD', 'BOOKED') ORDER BY id")
    List<Long> openForGuide(long guideId);

    @Select("""
            SELECT DISTINCT guide_id FROM appointment_booking
            WHERE status IN ('HELD', 'BOOKED') AND guide_id IS NOT NULL""")
    List<Long> guidesBookedFor();

    @Select("SELECT * FROM appointment_booking WHERE offered_for_id = #{id} AND offered_for_id IS NOT NULL ORDER BY id")
    List<Booking> offeredFor(long id);

    /** What the person has with this thing and has not finished, the first first. */
    @Select("""
            SELECT * FROM appointment_booking WHERE person_key = #{key} AND bookable_id = #{bookableId} AND open = 1
            AND ends_at > #{now} ORDER BY starts_at""")
    List<Booking> openOfPerson(
            @Param("key") String key, @Param("bookableId") long bookableId, @Param("now") Instant now);

    /** Places the person had or has with this thing on these days. */
    @Select("""
            SELECT * FROM appointment_booking WHERE person_key = #{key} AND bookable_id = #{bookableId}
            AND day BETWEEN #{from} AND #{to} AND seated = 1 ORDER BY starts_at""")
    List<Booking> seatsOfPerson(
            @Param("key") String key,
            @Param("bookableId") long bookableId,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to);

    /** What the person does at that time, courses and holds that have run out aside. */
    @Select("""
            SELECT b.* FROM appointment_booking b JOIN appointment_bookable t ON t.id = b.bookable_id
            WHERE b.person_key = #{key} AND b.open = 1 AND b.starts_at < #{end} AND b.ends_at > #{start}
            AND t.kind <> 'COURSE' AND (b.expires_at IS NULL OR b.expires_at > #{now}) ORDER BY b.starts_at LIMIT 1""")
    @Nullable Booking overlapping(
            @Param("key") String key,
            @Param("start") Instant start,
            @Param("end") Instant end,
            @Param("now") Instant now);

    @Select("""
            SELECT * FROM appointment_booking WHERE bookable_id = #{bookableId} AND day = #{day}
            AND household_index = #{household} AND seated = 1""")
    @Nullable Booking ofHousehold(
            @Param("bookableId") long bookableId, @Param("day") LocalDate day, @Param("household") String household);

    /** How many open bookings an account has. */
    @Select("""
            SELECT COUNT(*) FROM appointment_booking
            WHERE resident_id = #{residentId} AND open = 1 AND ends_at > #{now}""")
    int openOfAccount(@Param("residentId") long residentId, @Param("now") Instant now);

    @Select("""
            SELECT COUNT(*) FROM appointment_booking WHERE resident_id = #{residentId} AND status = 'HELD'
            AND sub_status = 'LOOKING' AND expires_at > #{now}""")
    int holdsOfAccount(@Param("residentId") long residentId, @Param("now") Instant now);

    /** Holds of an account that came to nothing, counted by age of their ids. */
    @Select("""
            SELECT COUNT(*) FROM appointment_booking WHERE resident_id = #{residentId} AND id > #{since}
            AND (outcome IN ('EXPIRED', 'ABANDONED') OR (status = 'HELD' AND sub_status = 'LOOKING'
              AND expires_at <= #{now}))""")
    int wastedHolds(@Param("residentId") long residentId, @Param("since") long since, @Param("now") Instant now);

    /** Booked, over for some time, and nobody came. */
    @Select("""
            SELECT id FROM appointment_booking WHERE status = 'BOOKED' AND ends_at <= #{before}
            ORDER BY ends_at LIMIT #{most}""")
    List<Long> neverCame(@Param("before") Instant before, @Param("most") int most);

    @Select("""
            SELECT id FROM appointment_booking
            WHERE status = 'ABSENT' AND contest_until <= #{now} AND sub_status = 'CONTESTABLE'
            ORDER BY contest_until LIMIT #{most}""")
    List<Long> uncontested(@Param("now") Instant now, @Param("most") int most);

    /** What waits for staff: requests to decide, absences that are contested. */
    @Select("""
            <script>
            SELECT * FROM appointment_booking WHERE status = #{status} AND sub_status = #{sub} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            AND id &lt; #{before} ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Booking> toDecide(
            @Param("cells") Collection<Long> cells,
            @Param("status") BookingStatus status,
            @Param("sub") SubStatus sub,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("SELECT id FROM appointment_booking WHERE resident_id = #{residentId} AND status IN ('HELD', 'BOOKED')")
    List<Long> openOfResident(long residentId);

    @Update("""
            UPDATE appointment_booking SET name = NULL, phone = NULL, phone_index = NULL, name_index = NULL
            WHERE resident_id = #{residentId}""")
    int forget(long residentId);
}
