package cn.estation.points.adjust;

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
interface AdjustmentMapper extends BaseMapper<Adjustment> {

    /** Makes sure there is a row to lock for a community. */
    @Insert("INSERT IGNORE INTO points_community (community_id) VALUES (#{communityId})")
    void introduce(long communityId);

    /** A community's adjustments are approved one after the other, so that its month can be counted. */
    @Select("SELECT community_id FROM points_community WHERE community_id = #{communityId} FOR UPDATE")
    @Nullable Long lock(long communityId);

    /** What was adjusted in a community in a month, ups and downs added. */
    @Select("""
            SELECT COALESCE(SUM(ABS(amount)), 0) FROM points_adjustment
            WHERE community_id = #{communityId} AND decided_month = #{month} AND status = 'APPROVED'""")
    long used(@Param("communityId") long communityId, @Param("month") String month);

    /** Approves what somebody else proposed, unless the month would be over its cap. */
    @Update("""
            UPDATE points_adjustment SET status = 'APPROVED', decided_by = #{by}, decided_at = #{now},
              decision = #{words}, decided_month = #{month}, month_used = #{used}, month_cap = #{cap}
            WHERE id = #{id} AND status = 'PROPOSED' AND proposed_by <> #{by} AND #{used} + ABS(amount) <= #{cap}""")
    int approve(
            @Param("id") long id,
            @Param("by") String by,
            @Param("words") String words,
            @Param("month") String month,
            @Param("used") long used,
            @Param("cap") long cap,
            @Param("now") Instant now);

    @Update("""
            UPDATE points_adjustment SET status = 'REJECTED', decided_by = #{by}, decided_at = #{now}, decision = #{words}
            WHERE id = #{id} AND status = 'PROPOSED' AND proposed_by <> #{by}""")
    int reject(@Param("id") long id, @Param("by") String by, @Param("words") String words, @Param("now") Instant now);

    @Update("""
            UPDATE points_adjustment SET status = 'WITHDRAWN', decided_by = #{by}, decided_at = #{now}
            WHERE id = #{id} AND status = 'PROPOSED' AND proposed_by = #{by}""")
    int withdraw(@Param("id") long id, @Param("by") String by, @Param("now") Instant now);

    @Select("""
            <script>
            SELECT * FROM points_adjustment WHERE id &lt; #{before} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            <if test="status != null">AND status = #{status}</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Adjustment> page(
            @Param("communities") Collection<Long> communities,
            @Param("status") @Nullable AdjustmentStatus status,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT COUNT(*) FROM points_adjustment
            WHERE status = 'PROPOSED' AND proposed_by &lt;&gt; #{other} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            </script>""")
    long proposed(@Param("communities") Collection<Long> communities, @Param("other") String other);
}
