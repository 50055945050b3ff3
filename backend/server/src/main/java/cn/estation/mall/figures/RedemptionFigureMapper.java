package cn.estation.mall.figures;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface RedemptionFigureMapper {

    /**
     * @param redeemed made in this time, whatever became of them
     * @param live those not given back
     * @param points of those
     * @param cents what those cost
     * @param ended cancelled, expired or brought back
     * @param people who made them
     */
    record Total(
            long redeemed, long live, long points, long cents, long ended, long waiting, long returns, long people) {}

    /** The same of one item. */
    record OfItem(long itemId, String name, long live, long ended, long points, long cents) {}

    /** The same of one month, written 202611. */
    record OfMonth(int month, long live, long points, long cents) {}

    /** One redemption as it stands in the file. */
    record Line(
            long id,
            LocalDate day,
            String itemName,
            String kind,
            String site,
            @Nullable String supplier,
            long price,
            long cents,
            String status) {}

    String WHERE = """
            FROM mall_redemption WHERE created_day BETWEEN #{from} AND #{to} AND community_id IN
            <foreach item="one" collection="communities" open="(" separator="," close=")">#{one}</foreach>
            """;
    String LIVE = "status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED')";

    @Select("<script>SELECT COUNT(*) AS redeemed, COALESCE(SUM(" + LIVE + "), 0) AS live, COALESCE(SUM(CASE WHEN "
            + LIVE
            + " THEN price ELSE 0 END), 0) AS points, COALESCE(SUM(CASE WHEN " + LIVE
            + " THEN cost_cents ELSE 0 END), 0) AS cents, COALESCE(SUM(NOT (" + LIVE
            + ")), 0) AS ended, COALESCE(SUM(status = 'READY'), 0) AS waiting,"
            + " COALESCE(SUM(status = 'RETURN_ASKED'), 0) AS returns, COUNT(DISTINCT resident_id) AS people "
            + WHERE + "</script>")
    Total total(
            @Param("communities") Collection<Long> communities,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to);

    @Select("<script>SELECT item_id, MAX(item_name) AS name, COALESCE(SUM(" + LIVE + "), 0) AS live, COALESCE(SUM(NOT ("
            + LIVE + ")), 0) AS ended, COALESCE(SUM(CASE WHEN " + LIVE
            + " THEN price ELSE 0 END), 0) AS points, COALESCE(SUM(CASE WHEN " + LIVE
            + " THEN cost_cents ELSE 0 END), 0) AS cents "
            + WHERE + " GROUP BY item_id ORDER BY live DESC, item_id LIMIT 50</script>")
    List<OfItem> items(
            @Param("communities") Collection<Long> communities,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to);

    @Select("<script>SELECT EXTRACT(YEAR_MONTH FROM created_day) AS month, COALESCE(SUM(" + LIVE
            + "), 0) AS live, COALESCE(SUM(CASE WHEN " + LIVE
            + " THEN price ELSE 0 END), 0) AS points, COALESCE(SUM(CASE WHEN " + LIVE
            + " THEN cost_cents ELSE 0 END), 0) AS cents "
            + WHERE + " GROUP BY EXTRACT(YEAR_MONTH FROM created_day) ORDER BY month LIMIT 60</script>")
    List<OfMonth> months(
            @Param("communities") Collection<Long> communities,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to);

    @Select("""
            <script>
            SELECT r.id, r.created_day AS day, r.item_name, r.kind, t.name AS site, p.name AS supplier, r.price,
              r.cost_cents AS cents, r.status
            FROM mall_redemption r JOIN mall_site t ON t.id = r.site_id
            LEFT JOIN mall_supplier p ON p.id = r.supplier_id
            WHERE r.id &gt; #{after} AND r.created_day BETWEEN #{from} AND #{to} AND r.community_id IN
            <foreach item="one" collection="communities" open="(" separator="," close=")">#{one}</foreach>
            ORDER BY r.id LIMIT #{limit}
            </script>""")
    List<Line> lines(
            @Param("communities") Collection<Long> communities,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("after") long after,
            @Param("limit") int limit);
}
