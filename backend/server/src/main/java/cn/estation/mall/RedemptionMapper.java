package cn.estation.mall;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface RedemptionMapper extends BaseMapper<Redemption> {

    /** One change of a redemption's state. */
    record Move(
            long id,
            long redemptionId,
            @Nullable RedemptionStatus fromStatus,
            RedemptionStatus toStatus,
            String movedBy,
            String reason,
            Instant movedAt) {}

    default Optional<Redemption> find(long id) {
        return Optional.ofNullable(selectById(id));
    }

    @Select("SELECT * FROM mall_redemption WHERE code_index = #{index}")
    @Nullable Redemption byCode(String index);

    /** Units of the item that the resident has or is about to have. */
    @Select("""
            SELECT COUNT(*) FROM mall_redemption
            WHERE resident_id = #{residentId} AND item_id = #{itemId} AND status IN ('READY', 'COLLECTED')""")
    int had(@Param("residentId") long residentId, @Param("itemId") long itemId);

    /** Hands it over, or touches nothing if it was handed over, given back or is too late. */
    @Update("""
            UPDATE mall_redemption SET status = 'COLLECTED', collected_at = #{now}
            WHERE id = #{id} AND status = 'READY' AND expires_at > #{now}""")
    int collect(@Param("id") long id, @Param("now") Instant now);

    @Update("UPDATE mall_redemption SET status = #{to} WHERE id = #{id} AND status = 'READY'")
    int end(@Param("id") long id, @Param("to") RedemptionStatus to);

    @Insert("""
            INSERT INTO mall_redemption_move (id, redemption_id, from_status, to_status, moved_by, reason, moved_at)
            VALUES (#{id}, #{redemptionId}, #{fromStatus}, #{toStatus}, #{movedBy}, #{reason}, #{movedAt})""")
    void record(Move move);

    @Select("""
            SELECT * FROM mall_redemption WHERE resident_id = #{residentId} AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<Redemption> ofResident(
            @Param("residentId") long residentId, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            <script>
            SELECT * FROM mall_redemption WHERE id &lt; #{before}
            <if test="status != null">AND status = #{status}</if>
            AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Redemption> inCommunities(
            @Param("communities") Collection<Long> communities,
            @Param("status") @Nullable RedemptionStatus status,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("""
            SELECT id FROM mall_redemption WHERE status = 'READY' AND expires_at <= #{now}
            ORDER BY expires_at LIMIT #{most}""")
    List<Long> due(@Param("now") Instant now, @Param("most") int most);

    @Insert("INSERT INTO mall_wrong_code (id, staff_id, tried_at) VALUES (#{id}, #{staffId}, #{now})")
    void wrongCode(@Param("id") long id, @Param("staffId") long staffId, @Param("now") Instant now);

    @Select("SELECT COUNT(*) FROM mall_wrong_code WHERE staff_id = #{staffId} AND tried_at > #{since}")
    int wrongCodes(@Param("staffId") long staffId, @Param("since") Instant since);

    @Delete("DELETE FROM mall_wrong_code WHERE tried_at < #{before} LIMIT 1000")
    int forgetWrongCodes(@Param("before") Instant before);
}
