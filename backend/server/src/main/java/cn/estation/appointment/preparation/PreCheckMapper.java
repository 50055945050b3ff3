package cn.estation.appointment.preparation;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface PreCheckMapper {

    /** What was said of one thing. */
    record Said(int position, String item, PreChecks.Answer answer) {}

    @Select(
            "SELECT position, item, answer FROM appointment_pre_check WHERE booking_id = #{bookingId} ORDER BY position")
    List<Said> of(long bookingId);

    @Insert("""
            INSERT INTO appointment_pre_check (booking_id, position, item, answer, answered_at)
            VALUES (#{bookingId}, #{position}, #{item}, #{answer}, #{now})
            ON DUPLICATE KEY UPDATE item = VALUES(item), answer = VALUES(answer), answered_at = VALUES(answered_at)""")
    void say(
            @Param("bookingId") long bookingId,
            @Param("position") int position,
            @Param("item") String item,
            @Param("answer") PreChecks.Answer answer,
            @Param("now") Instant now);
}
