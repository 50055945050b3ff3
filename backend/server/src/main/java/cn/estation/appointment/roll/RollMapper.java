package cn.estation.appointment.roll;

import cn.estation.appointment.booking.SubStatus;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface RollMapper {

    /** Somebody was there. */
    record Mark(long sessionId, long bookingId, SubStatus how, String markedBy, Instant markedAt) {}

    @Insert("""
            INSERT INTO appointment_attendance (session_id, booking_id, how, marked_by, marked_at)
            VALUES (#{sessionId}, #{bookingId}, #{how}, #{markedBy}, #{markedAt})""")
    void mark(Mark mark);

    @Delete("DELETE FROM appointment_attendance WHERE session_id = #{sessionId} AND booking_id = #{bookingId}")
    int unmark(@Param("sessionId") long sessionId, @Param("bookingId") long bookingId);

    /** One mark, or the undoing of one. */
    record Move(
            long id, long sessionId, long bookingId, boolean present, String movedBy, String reason, Instant movedAt) {}

    @Insert("""
            INSERT INTO appointment_attendance_move (id, session_id, booking_id, present, moved_by, reason, moved_at)
            VALUES (#{id}, #{sessionId}, #{bookingId}, #{present}, #{movedBy}, #{reason}, #{movedAt})""")
    void record(Move move);

    /** Sessions somebody was at. */
    @Select("SELECT COUNT(*) FROM appointment_attendance WHERE booking_id = #{bookingId}")
    int marksOf(long bookingId);

    @Select("SELECT * FROM appointment_attendance WHERE session_id = #{sessionId} AND booking_id = #{bookingId}")
    @Nullable Mark find(@Param("sessionId") long sessionId, @Param("bookingId") long bookingId);

    @Select("SELECT * FROM appointment_attendance WHERE session_id = #{sessionId}")
    List<Mark> of(long sessionId);

    /** Who was there at an activity that is over, and whose enrolment nobody has ended. */
    @Select("""
            SELECT b.id FROM appointment_booking b JOIN appointment_enrolment e ON e.booking_id = b.id
            WHERE b.status = 'CHECKED_IN' AND b.ends_at <= #{before} ORDER BY b.ends_at LIMIT #{most}""")
    List<Long> over(@Param("before") Instant before, @Param("most") int most);
}
