package cn.estation.grid;

import cn.estation.grid.OpeningHours.Closure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Service points, their counters, whom they serve, and when they are exceptionally closed or open. */
@Mapper
interface PlaceMapper {

    @Select("SELECT * FROM grid_point WHERE id = #{id}")
    @Nullable ServicePoint point(long id);

    @Select("SELECT * FROM grid_point WHERE code = #{code}")
    @Nullable ServicePoint pointOfCode(String code);

    @Select("""
            <script>
            SELECT * FROM grid_point WHERE id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<ServicePoint> points(Collection<Long> ids);

    @Select("""
            SELECT p.* FROM grid_point p JOIN grid_cell c ON c.id = p.cell_id
            WHERE c.path LIKE CONCAT(#{path}, '%') ORDER BY p.id""")
    List<ServicePoint> pointsBelow(String path);

    /** Near enough for an order: degrees, east and west shortened as the meridians come together. */
    @Select("""
            <script>
            SELECT p.* FROM grid_point p JOIN grid_cell o ON o.id = p.cell_id
            WHERE p.in_use AND p.longitude IS NOT NULL
            <if test="path != null">AND (o.path LIKE CONCAT(#{path}, '%') OR #{path} LIKE CONCAT(o.path, '%'))</if>
            <if test="level != null">AND p.level = #{level}
                AND EXISTS (SELECT 1 FROM grid_counter c WHERE c.point_id = p.id AND c.general AND c.in_use)</if>
            ORDER BY POW((p.longitude - #{longitude}) * COS(RADIANS(#{latitude})), 2) + POW(p.latitude - #{latitude}, 2),
                p.id
            LIMIT #{most}
            </script>""")
    List<ServicePoint> nearest(
            @Nullable CellKind level, @Nullable String path, double longitude, double latitude, int most);

    @Select("SELECT * FROM grid_point WHERE in_use AND id < #{before} ORDER BY id DESC LIMIT #{limit}")
    List<ServicePoint> page(long before, int limit);

    /**
     * Points that serve who lives at the end of the path: those of its organisations, unless they serve others in
     * particular, and those that serve a cell of it in particular.
     */
    @Select("""
            <script>
            SELECT * FROM grid_point p WHERE p.in_use AND p.id &lt; #{before} AND (p.cell_id IN
            <foreach item="cell" collection="path" open="(" separator="," close=")">#{cell}</foreach>
            AND NOT EXISTS (SELECT 1 FROM grid_coverage v WHERE v.point_id = p.id) OR p.id IN (SELECT point_id FROM grid_coverage WHERE cell_id IN
            <foreach item="cell" collection="path" open="(" separator="," close=")">#{cell}</foreach>))
            ORDER BY p.id DESC LIMIT #{limit}
            </script>""")
    List<ServicePoint> along(Collection<Long> path, long before, int limit);

    @Insert("""
            INSERT INTO grid_point (id, cell_id, code, name, level, address, transit, longitude, latitude, phone,
                accessibility, hours, assisted, photos, in_use, edits, demonstration, created_at)
            VALUES (#{id}, #{cellId}, #{code}, #{name}, #{level}, #{address}, #{transit}, #{longitude}, #{latitude},
                #{phone}, #{accessibility}, #{hours}, #{assisted}, #{photos}, #{inUse}, #{edits}, #{demonstration},
                #{createdAt})""")
    void insertPoint(ServicePoint point);

    /** Changes the point if nobody saved it since, or touches nothing. */
    @Update("""
            UPDATE grid_point SET name = #{name}, level = #{level}, address = #{address}, transit = #{transit},
                longitude = #{longitude}, latitude = #{latitude}, phone = #{phone}, accessibility = #{accessibility},
                hours = #{hours}, assisted = #{assisted}, photos = #{photos}, in_use = #{inUse}, edits = edits + 1
            WHERE id = #{id} AND edits = #{edits}""")
    int changePoint(ServicePoint point);

    @Update("UPDATE grid_point SET edits = edits + 1 WHERE id = #{id} AND edits = #{edits}")
    int touch(long id, int edits);

    @Update("UPDATE grid_point SET photos = #{photos} WHERE id = #{id}")
    int photos(long id, @Nullable String photos);

    @Select("SELECT * FROM grid_point WHERE id = #{id} FOR UPDATE")
    @Nullable ServicePoint hold(long id);

    @Select("SELECT * FROM grid_counter WHERE id = #{id}")
    @Nullable Counter counter(long id);

    @Select("SELECT * FROM grid_counter WHERE point_id = #{pointId} ORDER BY position, id")
    List<Counter> countersOf(long pointId);

    @Select("""
            <script>
            SELECT * FROM grid_counter WHERE point_id IN
            <foreach item="id" collection="points" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY point_id, position, id
            </script>""")
    List<Counter> countersOfAll(Collection<Long> points);

    @Select("""
            <script>
            SELECT * FROM grid_counter WHERE id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<Counter> counters(Collection<Long> ids);

    @Select("""
            SELECT p.* FROM grid_point p JOIN grid_cell o ON o.id = p.cell_id
            WHERE p.in_use AND p.level = #{level}
              AND (o.path LIKE CONCAT(#{path}, '%') OR #{path} LIKE CONCAT(o.path, '%'))
              AND EXISTS (SELECT 1 FROM grid_counter c WHERE c.point_id = p.id AND c.general AND c.in_use)
            ORDER BY p.id LIMIT #{most}""")
    List<ServicePoint> general(CellKind level, String path, int most);

    @Insert("""
            INSERT INTO grid_counter (id, point_id, code, name, handles, general, phone, hours, position, in_use)
            VALUES (#{id}, #{pointId}, #{code}, #{name}, #{handles}, #{general}, #{phone}, #{hours}, #{position},
                #{inUse})""")
    void insertCounter(Counter counter);

    @Update("""
            UPDATE grid_counter SET name = #{name}, handles = #{handles}, general = #{general}, phone = #{phone},
                hours = #{hours}, position = #{position}, in_use = #{inUse}
            WHERE id = #{id} AND point_id = #{pointId}""")
    int changeCounter(Counter counter);

    @Select("SELECT cell_id FROM grid_coverage WHERE point_id = #{pointId} ORDER BY cell_id")
    List<Long> coverage(long pointId);

    record Covered(long pointId, long cellId) {}

    @Select("""
            <script>
            SELECT point_id, cell_id FROM grid_coverage WHERE point_id IN
            <foreach item="id" collection="points" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<Covered> coverageOf(Collection<Long> points);

    @Insert("INSERT INTO grid_coverage (point_id, cell_id) VALUES (#{pointId}, #{cellId})")
    void cover(long pointId, long cellId);

    @Delete("DELETE FROM grid_coverage WHERE point_id = #{pointId}")
    void uncover(long pointId);

    @Select("SELECT * FROM grid_closure WHERE id = #{id}")
    @Nullable Closure closure(long id);

    @Select("""
            <script>
            SELECT * FROM grid_closure WHERE withdrawn_at IS NULL AND from_day &lt;= #{to} AND to_day &gt;= #{from}
            AND point_id IN
            <foreach item="id" collection="points" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY from_day, id
            </script>""")
    List<Closure> closures(Collection<Long> points, LocalDate from, LocalDate to);

    @Insert("""
            INSERT INTO grid_closure (id, point_id, counter_id, opens, from_day, to_day, from_minute, to_minute, reason,
                author, created_at)
            VALUES (#{id}, #{pointId}, #{counterId}, #{opens}, #{fromDay}, #{toDay}, #{fromMinute}, #{toMinute},
                #{reason}, #{author}, #{createdAt})""")
    void insertClosure(Closure closure);

    @Update("UPDATE grid_closure SET withdrawn_at = #{now} WHERE id = #{id} AND withdrawn_at IS NULL")
    int withdraw(long id, Instant now);
}
