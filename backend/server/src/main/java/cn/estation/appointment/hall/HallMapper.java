package cn.estation.appointment.hall;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface HallMapper extends BaseMapper<Hall> {

    /** Adds a hall unless its place has one. */
    @Insert("""
            INSERT INTO appointment_hall (id, cell_id, place_id, name, phone, notice, near_ahead, late_minutes,
              patience_minutes, elder_minutes, most_calls, self_tickets, created_at)
            VALUES (#{id}, #{cellId}, #{placeId}, #{name}, #{phone}, #{notice}, #{nearAhead}, #{lateMinutes},
              #{patienceMinutes}, #{elderMinutes}, #{mostCalls}, #{selfTickets}, #{createdAt})
            ON DUPLICATE KEY UPDATE id = appointment_hall.id""")
    void addUnlessThere(Hall hall);

    @Select("SELECT * FROM appointment_hall WHERE place_id = #{placeId}")
    @Nullable Hall ofPlace(long placeId);

    /** Makes what changes the hall's lines and desks take turns. */
    @Select("SELECT * FROM appointment_hall WHERE id = #{id} FOR UPDATE")
    @Nullable Hall lock(long id);

    @Select("""
            <script>
            SELECT * FROM appointment_hall WHERE cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            ORDER BY id LIMIT #{most}
            </script>""")
    List<Hall> ofCells(@Param("cells") Collection<Long> cells, @Param("most") int most);

    @Update("""
            UPDATE appointment_hall SET name = #{name}, phone = #{phone}, notice = #{notice},
              near_ahead = #{nearAhead}, late_minutes = #{lateMinutes}, patience_minutes = #{patienceMinutes},
              elder_minutes = #{elderMinutes}, most_calls = #{mostCalls}, self_tickets = #{selfTickets}
            WHERE id = #{id}""")
    int change(Hall hall);

    /** Where people of a hall's lines go when nothing was said: the line of what they booked. */
    @Select("SELECT line_id FROM appointment_line_bookable WHERE bookable_id = #{bookableId}")
    @Nullable Long lineOf(long bookableId);

    @Select("SELECT bookable_id FROM appointment_line_bookable WHERE line_id = #{lineId} ORDER BY bookable_id")
    List<Long> bookablesOf(long lineId);

    @Insert("""
            INSERT INTO appointment_line_bookable (bookable_id, line_id) VALUES (#{bookableId}, #{lineId})
            ON DUPLICATE KEY UPDATE line_id = VALUES(line_id)""")
    void join(@Param("bookableId") long bookableId, @Param("lineId") long lineId);

    @Insert("""
            INSERT INTO appointment_line (id, hall_id, cell_id, letter, title, created_at)
            VALUES (#{id}, #{hallId}, #{cellId}, #{letter}, #{title}, #{createdAt})""")
    void addLine(Line line);

    @Select("SELECT * FROM appointment_line WHERE id = #{id}")
    @Nullable Line line(long id);

    @Select("SELECT id FROM appointment_line WHERE id = #{id} FOR UPDATE")
    @Nullable Long lockLine(long id);

    @Select("SELECT * FROM appointment_line WHERE hall_id = #{hallId} ORDER BY letter, id")
    List<Line> linesOf(long hallId);

    @Update("UPDATE appointment_line SET title = #{title} WHERE id = #{id}")
    int rename(@Param("id") long id, @Param("title") String title);
}
