package cn.estation.appointment.plan;

import com.baomidou.mybatisplus.annotation.TableName;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ClosingMapper extends BaseMapper<ClosingMapper.Closing> {

    /** Some days on which something is not open. */
    @TableName("appointment_closing")
    record Closing(
            long id,
            long bookableId,
            long cellId,
            LocalDate fromDay,
            LocalDate toDay,
            String reason,
            String closedBy,
            Instant closedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant revokedAt) {

        boolean covers(LocalDate day) {
            return revokedAt == null && !day.isBefore(fromDay) && !day.isAfter(toDay);
        }
    }

    @Select("""
            SELECT * FROM appointment_closing
            WHERE bookable_id = #{bookableId} AND to_day >= #{from} AND revoked_at IS NULL ORDER BY id""")
    List<Closing> from(@Param("bookableId") long bookableId, @Param("from") LocalDate from);

    /** Those of many things that cover one of these days. */
    @Select("""
            <script>
            SELECT * FROM appointment_closing WHERE bookable_id IN
            <foreach item="one" collection="bookables" open="(" separator="," close=")">#{one}</foreach>
            AND to_day >= #{from} AND from_day &lt;= #{to} AND revoked_at IS NULL ORDER BY id
            </script>""")
    List<Closing> between(
            @Param("bookables") Collection<Long> bookables, @Param("from") LocalDate from, @Param("to") LocalDate to);

    @Select("SELECT id FROM appointment_closing WHERE pending = 1 ORDER BY id LIMIT #{most}")
    List<Long> pending(int most);

    @Update("UPDATE appointment_closing SET finished_at = #{now} WHERE id = #{id} AND finished_at IS NULL")
    int finish(@Param("id") long id, @Param("now") Instant now);

    @Update("UPDATE appointment_closing SET revoked_at = #{now} WHERE id = #{id} AND revoked_at IS NULL")
    int revoke(@Param("id") long id, @Param("now") Instant now);
}
