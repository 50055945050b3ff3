package cn.estation.appointment.arrival;

import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface WrongCodeMapper {

    @Select("SELECT COUNT(*) FROM appointment_wrong_code WHERE staff_id = #{staffId} AND tried_at > #{since}")
    int since(@Param("staffId") long staffId, @Param("since") Instant since);

    @Insert("INSERT INTO appointment_wrong_code (id, staff_id, tried_at) VALUES (#{id}, #{staffId}, #{now})")
    void add(@Param("id") long id, @Param("staffId") long staffId, @Param("now") Instant now);

    @Delete("DELETE FROM appointment_wrong_code WHERE tried_at < #{before}")
    int forget(Instant before);
}
