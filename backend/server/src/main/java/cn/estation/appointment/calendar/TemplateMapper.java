package cn.estation.appointment.calendar;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface TemplateMapper extends BaseMapper<SessionTemplate> {

    @Select("""
            SELECT * FROM appointment_template WHERE bookable_id = #{bookableId} AND ended_at IS NULL
            ORDER BY valid_from, starts_minute, id""")
    List<SessionTemplate> inUse(long bookableId);

    /** Ends before this day those that would still hold on it. */
    @Update("""
            UPDATE appointment_template SET valid_to = #{lastDay}
            WHERE bookable_id = #{bookableId} AND ended_at IS NULL AND valid_from <= #{lastDay}
            AND (valid_to IS NULL OR valid_to > #{lastDay})""")
    int cut(@Param("bookableId") long bookableId, @Param("lastDay") LocalDate lastDay);

    /** Ends those that would only begin after this day. */
    @Update("""
            UPDATE appointment_template SET ended_at = #{now}
            WHERE bookable_id = #{bookableId} AND ended_at IS NULL AND valid_from > #{lastDay}""")
    int drop(@Param("bookableId") long bookableId, @Param("lastDay") LocalDate lastDay, @Param("now") Instant now);
}
