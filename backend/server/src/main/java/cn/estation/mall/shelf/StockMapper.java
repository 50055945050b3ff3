package cn.estation.mall.shelf;

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
interface StockMapper {

    String HELD = """
            SELECT s.item_id, s.site_id, s.quantity, t.name, t.address, t.hours, t.in_use,
              (SELECT COUNT(*) FROM mall_redemption r
               WHERE r.site_id = s.site_id AND r.item_id = s.item_id AND r.status = 'READY') AS waiting
            FROM mall_stock s JOIN mall_site t ON t.id = s.site_id
            """;

    @Insert("""
            INSERT IGNORE INTO mall_stock (item_id, site_id, community_id, quantity)
            VALUES (#{itemId}, #{siteId}, #{communityId}, 0)""")
    int introduce(@Param("itemId") long itemId, @Param("siteId") long siteId, @Param("communityId") long communityId);

    /** Takes one unit of what is for sale now at this price, or touches nothing. */
    @Update("""
            UPDATE mall_stock SET quantity = quantity - 1
            WHERE item_id = #{itemId} AND site_id = #{siteId} AND quantity > 0
              AND EXISTS (SELECT 1 FROM mall_item i WHERE i.id = #{itemId} AND i.listed AND i.price = #{price}
                AND (i.opens_at IS NULL OR i.opens_at <= #{now}) AND (i.closes_at IS NULL OR i.closes_at > #{now}))
              AND EXISTS (SELECT 1 FROM mall_site t WHERE t.id = #{siteId} AND t.in_use)""")
    int takeOne(
            @Param("itemId") long itemId,
            @Param("siteId") long siteId,
            @Param("price") long price,
            @Param("now") Instant now);

    @Update("UPDATE mall_stock SET quantity = quantity + 1 WHERE item_id = #{itemId} AND site_id = #{siteId}")
    int putBack(@Param("itemId") long itemId, @Param("siteId") long siteId);

    /** Adds units, or takes some away if there are that many. */
    @Update("""
            UPDATE mall_stock SET quantity = quantity + #{by}
            WHERE item_id = #{itemId} AND site_id = #{siteId} AND quantity + #{by} BETWEEN 0 AND 100000""")
    int change(@Param("itemId") long itemId, @Param("siteId") long siteId, @Param("by") int by);

    @Select("SELECT quantity FROM mall_stock WHERE item_id = #{itemId} AND site_id = #{siteId}")
    @Nullable Integer quantity(@Param("itemId") long itemId, @Param("siteId") long siteId);

    /** Nobody buys or gives back here until the transaction ends. */
    @Select("SELECT quantity FROM mall_stock WHERE item_id = #{itemId} AND site_id = #{siteId} FOR UPDATE")
    @Nullable Integer hold(@Param("itemId") long itemId, @Param("siteId") long siteId);

    @Select("""
            SELECT COUNT(*) FROM mall_redemption
            WHERE item_id = #{itemId} AND site_id = #{siteId} AND status = 'READY'""")
    int waiting(@Param("itemId") long itemId, @Param("siteId") long siteId);

    @Select(HELD + " WHERE s.item_id = #{itemId} ORDER BY s.site_id")
    List<Stock.Held> of(long itemId);

    @Select("""
            <script>
            SELECT s.item_id, s.site_id, s.quantity, t.name, t.address, t.hours, t.in_use, 0 AS waiting
            FROM mall_stock s JOIN mall_site t ON t.id = s.site_id WHERE s.item_id IN
            <foreach item="item" collection="items" open="(" separator="," close=")">#{item}</foreach>
            ORDER BY s.item_id, s.site_id
            </script>""")
    List<Stock.Held> ofAll(@Param("items") Collection<Long> items);

    @Insert("""
            INSERT INTO mall_stock_movement (id, item_id, site_id, community_id, kind, quantity, counted, batch_id, reason,
              moved_by, moved_at)
            VALUES (#{id}, #{itemId}, #{siteId}, #{communityId}, #{kind}, #{quantity}, #{counted}, #{batchId}, #{reason},
              #{movedBy}, #{movedAt})""")
    void record(Stock.Movement movement);

    @Select("""
            SELECT * FROM mall_stock_movement WHERE item_id = #{itemId} AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<Stock.Movement> movements(
            @Param("itemId") long itemId, @Param("before") long before, @Param("limit") int limit);
}
