package cn.estation.mall.shelf;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ItemMapper extends BaseMapper<Item> {

    @Update("UPDATE mall_item SET listed = #{listed} WHERE id = #{id} AND listed <> #{listed}")
    int list(@Param("id") long id, @Param("listed") boolean listed);

    @Update("""
            UPDATE mall_item SET name = #{label.name}, description = #{label.description}, price = #{label.price},
                cost_cents = #{label.costCents}, per_person = #{label.perPerson}, person_period = #{label.personPeriod},
                per_household = #{label.perHousehold}, household_period = #{label.householdPeriod},
                opens_at = #{label.opensAt}, closes_at = #{label.closesAt}, collect_days = #{label.collectDays},
                cancel_hours = #{label.cancelHours}, return_days = #{label.returnDays}, low_at = #{label.lowAt},
                supplier_id = #{label.supplierId}
            WHERE id = #{id}""")
    int describe(@Param("id") long id, @Param("label") Label label);

    @Select("SELECT photo_ids FROM mall_item WHERE id = #{id} FOR UPDATE")
    @Nullable String holdPhotos(long id);

    @Update("UPDATE mall_item SET photo_ids = #{photos} WHERE id = #{id}")
    int photos(@Param("id") long id, @Param("photos") String photos);

    @Select("SELECT id FROM mall_item WHERE code = #{code}")
    @Nullable Long idOfCode(String code);

    /** What the people of a community see: listed and not over. */
    @Select("""
            SELECT * FROM mall_item WHERE community_id = #{communityId} AND listed AND id < #{before}
              AND (closes_at IS NULL OR closes_at > #{now})
            ORDER BY id DESC LIMIT #{limit}""")
    List<Item> listed(
            @Param("communityId") long communityId,
            @Param("now") Instant now,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT * FROM mall_item WHERE id &lt; #{before}
            <if test="kind != null">AND kind = #{kind}</if>
            <if test="listed != null">AND listed = #{listed}</if>
            <if test="supplierId != null">AND supplier_id = #{supplierId}</if>
            <if test="low">AND low_at IS NOT NULL AND EXISTS (
              SELECT 1 FROM mall_stock s WHERE s.item_id = mall_item.id AND s.quantity &lt;= mall_item.low_at)</if>
            <if test="siteId != null">AND EXISTS (
              SELECT 1 FROM mall_stock s WHERE s.item_id = mall_item.id AND s.site_id = #{siteId})</if>
            AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Item> inCommunities(
            @Param("communities") Collection<Long> communities,
            @Param("kind") @Nullable ItemKind kind,
            @Param("listed") @Nullable Boolean listed,
            @Param("siteId") @Nullable Long siteId,
            @Param("supplierId") @Nullable Long supplierId,
            @Param("low") boolean low,
            @Param("before") long before,
            @Param("limit") int limit);

    /** Listed items of these communities that are short at a site. */
    @Select("""
            <script>
            SELECT COUNT(DISTINCT i.id) FROM mall_item i JOIN mall_stock s ON s.item_id = i.id
            WHERE i.listed AND i.low_at IS NOT NULL AND s.quantity &lt;= i.low_at AND i.community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            </script>""")
    long low(@Param("communities") Collection<Long> communities);
}
