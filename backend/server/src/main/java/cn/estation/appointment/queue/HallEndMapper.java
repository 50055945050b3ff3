package cn.estation.appointment.queue;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface HallEndMapper {

    @Insert("""
            INSERT INTO appointment_hall_end (hall_id, day, reason, waited, ended_by, ended_at)
            VALUES (#{hallId}, #{day}, #{reason}, #{waited}, #{by}, #{now})""")
    void end(
            @Param("hallId") long hallId,
            @Param("day") LocalDate day,
            @Param("reason") String reason,
            @Param("waited") int waited,
            @Param("by") String by,
            @Param("now") Instant now);

    @Select("SELECT reason FROM appointment_hall_end WHERE hall_id = #{hallId} AND day = #{day}")
    @Nullable String reason(@Param("hallId") long hallId, @Param("day") LocalDate day);
}
