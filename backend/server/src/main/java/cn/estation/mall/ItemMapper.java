package cn.estation.mall;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ItemMapper extends BaseMapper<Item> {

    /** Units that came to the shelf or left it other than by redemption. */
    record Movement(
            long id,
            long itemId,
            long communityId,
            String kind,
            int quantity,
            String reason,
            String movedBy,
            Instant movedAt) {}

    default Optional<Item> find(long id) {
        return Optional.ofNullable(selectById(id));
    }

    /** Takes one unit at this price, or touches nothing when there is none, or no longer at this price. */
    @Update("""
            UPDATE mall_item SET stock = stock - 1
            WHERE id = #{id} AND listed AND price = #{price} AND stock > 0""")
    int takeOne(@Param("id") long id, @Param("price") long price);

    @Update("UPDATE mall_item SET stock = stock + 1 WHERE id = #{id}")
    int putBack(long id);

    /** Adds units, or takes some away if there are that many. */
    @Update("""
            UPDATE mall_item SET stock = stock + #{quantity}
            WHERE id = #{id} AND stock + #{quantity} BETWEEN 0 AND 100000""")
    int stock(@Param("id") long id, @Param("quantity") int quantity);

    @Update("UPDATE mall_item SET listed = #{listed} WHERE id = #{id} AND listed <> #{listed}")
    int list(@Param("id") long id, @Param("listed") boolean listed);

    @Update("""
            UPDATE mall_item SET name = #{name}, description = #{description}, price = #{price},
                per_person = #{perPerson}, pickup_place = #{pickupPlace}, pickup_hours = #{pickupHours}
            WHERE id = #{id}""")
    int describe(Item item);

    @Insert("""
            INSERT INTO mall_stock_movement (id, item_id, community_id, kind, quantity, reason, moved_by, moved_at)
            VALUES (#{id}, #{itemId}, #{communityId}, #{kind}, #{quantity}, #{reason}, #{movedBy}, #{movedAt})""")
    void record(Movement movement);

    @Select("SELECT * FROM mall_stock_movement WHERE item_id = #{itemId} ORDER BY id DESC LIMIT 50")
    List<Movement> movements(long itemId);

    @Select("SELECT id FROM mall_item WHERE code = #{code}")
    @Nullable Long idOfCode(String code);

    @Select("""
            SELECT * FROM mall_item WHERE community_id = #{communityId} AND listed AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<Item> listed(@Param("communityId") long communityId, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            <script>
            SELECT * FROM mall_item WHERE id &lt; #{before} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Item> inCommunities(
            @Param("communities") Collection<Long> communities,
            @Param("before") long before,
            @Param("limit") int limit);
}
