package cn.estation.appointment.calendar;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface BookableMapper extends BaseMapper<Bookable> {

    @Select("SELECT * FROM appointment_bookable WHERE id = #{id} FOR UPDATE")
    @Nullable Bookable lock(long id);

    @Select("SELECT id FROM appointment_bookable WHERE code = #{code}")
    @Nullable Long idOfCode(String code);

    /** What residents may book: all of it, or what a guide, a service point or an office is asked for. */
    @Select("""
            <script>
            SELECT b.* FROM appointment_bookable b WHERE b.active AND b.id &lt; #{before}
            <if test="kind != null">AND b.kind = #{kind}</if>
            <if test="pointId != null">AND b.point_id = #{pointId}</if>
            <if test="guideId != null">
            AND EXISTS (SELECT 1 FROM appointment_bookable_guide g WHERE g.bookable_id = b.id AND g.guide_id = #{guideId})
            </if>
            <if test="cells != null">AND b.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            </if>
            ORDER BY b.id DESC LIMIT #{limit}
            </script>""")
    List<Bookable> open(
            @Param("kind") @Nullable BookableKind kind,
            @Param("pointId") @Nullable Long pointId,
            @Param("guideId") @Nullable Long guideId,
            @Param("cells") @Nullable Collection<Long> cells,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT * FROM appointment_bookable WHERE cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            AND id &lt; #{before} ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Bookable> ofCells(
            @Param("cells") Collection<Long> cells, @Param("before") long before, @Param("limit") int limit);

    @Select("SELECT * FROM appointment_bookable WHERE point_id = #{pointId} ORDER BY id")
    List<Bookable> ofPoint(long pointId);

    /** What an office offers that is at no service point. */
    @Select("SELECT * FROM appointment_bookable WHERE cell_id = #{cellId} AND point_id IS NULL ORDER BY id")
    List<Bookable> elsewhere(long cellId);

    @Select("SELECT id FROM appointment_bookable WHERE active ORDER BY id")
    List<Long> active();

    @Select("""
            <script>
            SELECT b.* FROM appointment_bookable b JOIN appointment_bookable_guide g ON g.bookable_id = b.id
            WHERE g.guide_id = #{guideId} AND b.active AND b.counter_id IN
            <foreach item="counter" collection="counters" open="(" separator="," close=")">#{counter}</foreach>
            </script>""")
    List<Bookable> forGuide(@Param("guideId") long guideId, @Param("counters") Collection<Long> counters);

    @Select("SELECT guide_id FROM appointment_bookable_guide WHERE bookable_id = #{id} ORDER BY guide_id")
    List<Long> guides(long id);

    @Delete("DELETE FROM appointment_bookable_guide WHERE bookable_id = #{id}")
    int forgetGuides(long id);

    @Insert("INSERT INTO appointment_bookable_guide (bookable_id, guide_id) VALUES (#{id}, #{guideId})")
    void addGuide(@Param("id") long id, @Param("guideId") long guideId);

    @Update("UPDATE appointment_bookable SET active = #{active} WHERE id = #{id} AND active <> #{active}")
    int activate(@Param("id") long id, @Param("active") boolean active);
}
