package cn.estation.appointment.activity;

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
interface EnrolmentMapper {

    /** How many have enrolled for a slot. */
    record Count(long slotId, int enrolled) {}

    /** Keeps what a booking of an activity is; of anything else it is none, and nothing is kept. */
    @Insert("""
            INSERT INTO appointment_enrolment (booking_id, activity_id, slot_id, revision)
            SELECT #{bookingId}, id, #{slotId}, revision FROM appointment_activity WHERE id = #{bookableId}
            ON DUPLICATE KEY UPDATE booking_id = appointment_enrolment.booking_id""")
    void keep(@Param("bookingId") long bookingId, @Param("bookableId") long bookableId, @Param("slotId") long slotId);

    @Select("SELECT activity_id FROM appointment_enrolment WHERE booking_id = #{bookingId}")
    @Nullable Long activityOf(long bookingId);

    @Update("""
            UPDATE appointment_enrolment SET revision = #{revision}
            WHERE booking_id = #{bookingId} AND revision < #{revision}""")
    int told(@Param("bookingId") long bookingId, @Param("revision") int revision);

    /** A resident's, newest first. */
    @Select("""
            SELECT b.id FROM appointment_booking b JOIN appointment_enrolment e ON e.booking_id = b.id
            WHERE b.resident_id = #{residentId} AND b.id < #{before} ORDER BY b.id DESC LIMIT #{limit}""")
    List<Long> ofResident(
            @Param("residentId") long residentId, @Param("before") long before, @Param("limit") int limit);

    /** How many will come, holds and offers left out. */
    @Select("""
            SELECT COUNT(*) FROM appointment_booking WHERE slot_id = #{slotId}
            AND status IN ('BOOKED', 'CHECKED_IN')""")
    int coming(long slotId);

    @Select("""
            <script>
            SELECT slot_id, COUNT(*) AS enrolled FROM appointment_booking
            WHERE status IN ('BOOKED', 'CHECKED_IN', 'ABSENT', 'FINISHED') AND slot_id IN
            <foreach item="id" collection="slots" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY slot_id
            </script>""")
    List<Count> enrolled(@Param("slots") Collection<Long> slots);

    /** Who has not been told of a change, or has another time than the slot. */
    @Select("""
            SELECT e.booking_id FROM appointment_activity a
            JOIN appointment_enrolment e ON e.activity_id = a.id
            JOIN appointment_booking b ON b.id = e.booking_id AND b.open = 1
            JOIN appointment_slot s ON s.id = b.slot_id
            WHERE a.status = 'PUBLISHED' AND a.ends_at > #{since} AND a.revision > 1
            AND (e.revision < a.revision OR b.starts_at <> s.starts_at OR b.ends_at <> s.ends_at)
            ORDER BY e.booking_id LIMIT #{most}""")
    List<Long> untold(@Param("since") Instant since, @Param("most") int most);
}
