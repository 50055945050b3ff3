package cn.estation.appointment.hall;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
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
interface DeskMapper extends BaseMapper<Desk> {

    /** One opening, pause or closing of a desk. */
    record Move(
            long id,
            long deskId,
            long lineId,
            DeskStatus fromStatus,
            DeskStatus toStatus,
            String movedBy,
            String reason,
            Instant movedAt) {}

    @Select("SELECT * FROM appointment_desk WHERE id = #{id} FOR UPDATE")
    @Nullable Desk lock(long id);

    @Select("SELECT * FROM appointment_desk WHERE hall_id = #{hallId} AND in_use ORDER BY name, id")
    List<Desk> ofHall(long hallId);

    @Select("SELECT * FROM appointment_desk WHERE line_id = #{lineId} AND in_use ORDER BY name, id")
    List<Desk> ofLine(long lineId);

    @Select("""
            <script>
            SELECT * FROM appointment_desk WHERE hall_id IN
            <foreach item="hall" collection="halls" open="(" separator="," close=")">#{hall}</foreach>
            AND in_use ORDER BY name, id
            </script>""")
    List<Desk> ofHalls(@Param("halls") Collection<Long> halls);

    /** Changes it, or touches nothing if somebody else did. */
    @Update("""
            UPDATE appointment_desk SET status = #{to}, staff_id = #{staffId}, reason = #{reason}, since = #{now}
            WHERE id = #{id} AND status = #{from} AND in_use""")
    int change(
            @Param("id") long id,
            @Param("from") DeskStatus from,
            @Param("to") DeskStatus to,
            @Param("staffId") @Nullable Long staffId,
            @Param("reason") String reason,
            @Param("now") Instant now);

    @Insert("""
            INSERT INTO appointment_desk_move (id, desk_id, line_id, from_status, to_status, moved_by, reason, moved_at)
            VALUES (#{id}, #{deskId}, #{lineId}, #{fromStatus}, #{toStatus}, #{movedBy}, #{reason}, #{movedAt})""")
    void record(Move move);

    /** Gives a desk that nobody sits at another line. */
    @Update("UPDATE appointment_desk SET line_id = #{lineId} WHERE id = #{id} AND status = 'CLOSED'")
    int assign(@Param("id") long id, @Param("lineId") long lineId);

    @Update("UPDATE appointment_desk SET in_use = FALSE WHERE id = #{id} AND status = 'CLOSED' AND in_use")
    int retire(long id);

    /** The name is kept for one that comes back. */
    @Update("""
            UPDATE appointment_desk SET in_use = TRUE, line_id = #{lineId}
            WHERE hall_id = #{hallId} AND name = #{name} AND NOT in_use""")
    int revive(@Param("hallId") long hallId, @Param("name") String name, @Param("lineId") long lineId);

    @Select("SELECT id FROM appointment_desk WHERE status <> 'CLOSED' AND since < #{before} ORDER BY id LIMIT #{most}")
    List<Long> forgotten(@Param("before") Instant before, @Param("most") int most);

    /** What happened at the desks of a line from a moment to another, the first first. */
    @Select("""
            SELECT * FROM appointment_desk_move WHERE line_id = #{lineId} AND moved_at > #{from} AND moved_at <= #{to}
            ORDER BY moved_at, id""")
    List<Move> between(@Param("lineId") long lineId, @Param("from") Instant from, @Param("to") Instant to);
}
