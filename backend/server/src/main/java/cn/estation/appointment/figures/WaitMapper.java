package cn.estation.appointment.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** How long people waited and were served, from the queue of the day. */
@Mapper
interface WaitMapper {

    /** Times of one hall, in seconds; absent where nobody was served. */
    record Times(
            long hallId,
            String hall,
            String kind,
            long came,
            long served,
            long gone,
            @Nullable Double waited,
            @Nullable Long longest,
            @Nullable Double took) {}

    /** One who came. */
    record Came(
            long id,
            String label,
            String title,
            String kind,
            String status,
            Instant arrivedAt,
            @Nullable Instant servingAt,
            @Nullable Instant endedAt) {}

    String WHERE = """
            FROM appointment_entry e JOIN appointment_hall h ON h.id = e.hall_id
            WHERE e.cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            AND e.day BETWEEN #{from} AND #{to}
            <if test="place != null">AND h.place_id = #{place}</if>
            """;

    /** Who was served, in part too. */
    String SERVED = "(e.serving_at IS NOT NULL AND e.status IN ('SERVED', 'PARTLY'))";

    @Select("<script>SELECT h.id AS hall_id, h.name AS hall, e.kind, COUNT(*) AS came, SUM(" + SERVED + ") AS served,"
            + " SUM(e.status = 'LEFT') AS gone,"
            + " AVG(CASE WHEN " + SERVED + " THEN TIMESTAMPDIFF(SECOND, e.arrived_at, e.serving_at) END) AS waited,"
            + " MAX(CASE WHEN " + SERVED + " THEN TIMESTAMPDIFF(SECOND, e.arrived_at, e.serving_at) END) AS longest,"
            + " AVG(CASE WHEN " + SERVED + " THEN TIMESTAMPDIFF(SECOND, e.serving_at, e.ended_at) END) AS took " + WHERE
            + " GROUP BY h.id, h.name, e.kind ORDER BY h.id, e.kind</script>")
    List<Times> times(
            @Param("cells") Collection<Long> cells,
            @Param("place") @Nullable Long place,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to);

    /** What who took a number came for; no guide where nobody asked. */
    record Topic(
            @Nullable Long guideId,
            String title,
            long came,
            long served,
            long gone,
            @Nullable Double took) {}

    @Select("<script>SELECT e.guide_id, MAX(CASE WHEN e.guide_id IS NULL THEN '' ELSE e.title END) AS title,"
            + " COUNT(*) AS came, SUM(" + SERVED + ") AS served, SUM(e.status = 'LEFT') AS gone,"
            + " AVG(CASE WHEN " + SERVED + " THEN TIMESTAMPDIFF(SECOND, e.serving_at, e.ended_at) END) AS took " + WHERE
            + " AND e.kind = 'WALK_IN' GROUP BY e.guide_id ORDER BY came DESC, e.guide_id LIMIT #{most}</script>")
    List<Topic> topics(
            @Param("cells") Collection<Long> cells,
            @Param("place") @Nullable Long place,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("most") int most);

    @Select("<script>SELECT e.id, e.label, e.title, e.kind, e.status, e.arrived_at, e.serving_at, e.ended_at " + WHERE
            + """
            <if test="hall != null">AND e.hall_id = #{hall}</if>
            <if test="kind != null">AND e.kind = #{kind}</if>
            <if test="served">AND\s""" + SERVED + """
            </if>
            <if test="gone">AND e.status = 'LEFT'</if>
            <if test="guide != null">AND e.guide_id = #{guide}</if>
            <if test="untold">AND e.guide_id IS NULL</if>
            AND e.id &lt; #{before} ORDER BY e.id DESC LIMIT #{limit}
            </script>""")
    List<Came> list(
            @Param("cells") Collection<Long> cells,
            @Param("place") @Nullable Long place,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("hall") @Nullable Long hall,
            @Param("kind") @Nullable String kind,
            @Param("served") boolean served,
            @Param("gone") boolean gone,
            @Param("guide") @Nullable Long guide,
            @Param("untold") boolean untold,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("<script>SELECT COUNT(*) " + WHERE + """
            <if test="hall != null">AND e.hall_id = #{hall}</if>
            <if test="kind != null">AND e.kind = #{kind}</if>
            <if test="served">AND\s""" + SERVED + """
            </if>
            <if test="gone">AND e.status = 'LEFT'</if>
            <if test="guide != null">AND e.guide_id = #{guide}</if>
            <if test="untold">AND e.guide_id IS NULL</if>
            </script>""")
    long count(
            @Param("cells") Collection<Long> cells,
            @Param("place") @Nullable Long place,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("hall") @Nullable Long hall,
            @Param("kind") @Nullable String kind,
            @Param("served") boolean served,
            @Param("gone") boolean gone,
            @Param("guide") @Nullable Long guide,
            @Param("untold") boolean untold);
}
