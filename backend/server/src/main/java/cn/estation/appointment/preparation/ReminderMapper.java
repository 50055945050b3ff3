package cn.estation.appointment.preparation;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface ReminderMapper {

    /** One that is due. */
    record Due(long bookingId, Reminders.Kind kind, Instant dueAt) {}

    /** One that is due at another time than it was planned for is due again. */
    @Insert("""
            INSERT INTO appointment_reminder (booking_id, kind, due_at) VALUES (#{bookingId}, #{kind}, #{dueAt})
            ON DUPLICATE KEY UPDATE sent_at = CASE WHEN due_at = VALUES(due_at) THEN sent_at ELSE NULL END,
              due_at = VALUES(due_at)""")
    void add(@Param("bookingId") long bookingId, @Param("kind") Reminders.Kind kind, @Param("dueAt") Instant dueAt);

    @Select("""
            SELECT booking_id, kind, due_at FROM appointment_reminder WHERE pending = 1 AND due_at <= #{now}
            ORDER BY due_at LIMIT #{most}""")
    List<Due> due(@Param("now") Instant now, @Param("most") int most);

    @Update("""
            UPDATE appointment_reminder SET sent_at = #{now}
            WHERE booking_id = #{bookingId} AND kind = #{kind} AND sent_at IS NULL""")
    int sent(@Param("bookingId") long bookingId, @Param("kind") Reminders.Kind kind, @Param("now") Instant now);
}
