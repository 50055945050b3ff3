package cn.estation.mall.order;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
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

    /** A redemption that nobody collected until then. */
    record Due(long id, Instant expiresAt) {}

    default Optional<Redemption> find(long id) {
        return Optional.ofNullable(selectById(id));
    }

    @Select("SELECT * FROM mall_redemption WHERE code_index = #{index}")
    @Nullable Redemption byCode(String index);

    /** Units of the item that the resident has or is about to have, redeemed since a day in China. */
    @Select("""
            SELECT COUNT(*) FROM mall_redemption
            WHERE resident_id = #{residentId} AND item_id = #{itemId} AND created_day >= #{since}
              AND status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED')""")
    int had(@Param("residentId") long residentId, @Param("itemId") long itemId, @Param("since") LocalDate since);

    /** The same of a household, and of its people from before they belonged to it. */
    @Select("""
            <script>
            SELECT COUNT(*) FROM mall_redemption
            WHERE item_id = #{itemId} AND created_day &gt;= #{since}
              AND status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED')
              AND (household_id = #{household.id} OR resident_id IN
            <foreach item="one" collection="household.people" open="(" separator="," close=")">#{one}</foreach>)
            </script>""")
    int householdHad(
            @Param("household") Households.Household household,
            @Param("itemId") long itemId,
            @Param("since") LocalDate since);

    /** Hands it over, or touches nothing if it was handed over, given back or is too late. */
    @Update("""
            UPDATE mall_redemption SET status = 'COLLECTED', collected_at = #{now}
            WHERE id = #{id} AND status = 'READY' AND expires_at > #{now}""")
    int collect(@Param("id") long id, @Param("now") Instant now);

    /** The buyer's own cancelling, or nothing if it is too late for that. */
    @Update("""
            UPDATE mall_redemption SET status = 'CANCELLED_BY_MEMBER'
            WHERE id = #{id} AND status = 'READY' AND cancel_until > #{now}""")
    int cancel(@Param("id") long id, @Param("now") Instant now);

    @Update("UPDATE mall_redemption SET status = #{to} WHERE id = #{id} AND status = #{from}")
    int move(@Param("id") long id, @Param("from") RedemptionStatus from, @Param("to") RedemptionStatus to);

    @Insert("""
            INSERT INTO mall_redemption_move (id, redemption_id, from_status, to_status, moved_by, reason, moved_at)
            VALUES (#{id}, #{redemptionId}, #{fromStatus}, #{toStatus}, #{movedBy}, #{reason}, #{movedAt})""")
    void record(Orders.Move move);

    @Select("SELECT * FROM mall_redemption_move WHERE redemption_id = #{id} ORDER BY id LIMIT 20")
    List<Orders.Move> moves(long id);

    @Insert("""
            INSERT INTO mall_return (redemption_id, community_id, reason, asked_at, answer)
            VALUES (#{id}, #{communityId}, #{reason}, #{now}, '')""")
    void ask(
            @Param("id") long id,
            @Param("communityId") long communityId,
            @Param("reason") String reason,
            @Param("now") Instant now);

    @Update("""
            UPDATE mall_return SET unit_state = #{state}, answer = #{answer}, decided_by = #{by}, decided_at = #{now}
            WHERE redemption_id = #{id} AND decided_at IS NULL""")
    int decide(
            @Param("id") long id,
            @Param("state") Returns.@Nullable UnitState state,
            @Param("answer") String answer,
            @Param("by") String by,
            @Param("now") Instant now);

    @Select(
            "SELECT redemption_id, reason, asked_at, unit_state, answer, decided_at FROM mall_return WHERE redemption_id = #{id}")
    Orders.@Nullable AskedBack asked(long id);

    @Select("""
            SELECT * FROM mall_redemption WHERE resident_id = #{residentId} AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<Redemption> ofResident(
            @Param("residentId") long residentId, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            <script>
            SELECT * FROM mall_redemption WHERE id &lt; #{before}
            <if test="search.status != null">AND status = #{search.status}</if>
            <if test="search.siteId != null">AND site_id = #{search.siteId}</if>
            <if test="search.itemId != null">AND item_id = #{search.itemId}</if>
            <if test="search.live">AND status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED')</if>
            <if test="search.from != null">AND created_day &gt;= #{search.from}</if>
            <if test="search.to != null">AND created_day &lt;= #{search.to}</if>
            AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Redemption> inCommunities(
            @Param("communities") Collection<Long> communities,
            @Param("search") Orders.Search search,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT COUNT(*) FROM mall_redemption WHERE status = #{status}
            <if test="siteId != null">AND site_id = #{siteId}</if>
            AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    long count(
            @Param("communities") Collection<Long> communities,
            @Param("status") RedemptionStatus status,
            @Param("siteId") @Nullable Long siteId);

    /** Redemptions past their time, the longest past it first, after one that was dealt with. */
    @Select("""
            SELECT id, expires_at FROM mall_redemption
            WHERE status = 'READY' AND expires_at BETWEEN #{done.expiresAt} AND #{now}
              AND (expires_at > #{done.expiresAt} OR id > #{done.id})
            ORDER BY expires_at, id LIMIT #{most}""")
    List<Due> due(@Param("now") Instant now, @Param("done") Due done, @Param("most") int most);

    /** Deletes why a resident wanted to give things back. */
    @Update("""
            UPDATE mall_return b JOIN mall_redemption r ON r.id = b.redemption_id SET b.reason = ''
            WHERE r.resident_id = #{residentId}""")
    int forgetWords(long residentId);

    @Insert("INSERT INTO mall_wrong_code (id, staff_id, tried_at) VALUES (#{id}, #{staffId}, #{now})")
    void wrongCode(@Param("id") long id, @Param("staffId") long staffId, @Param("now") Instant now);

    @Select("SELECT COUNT(*) FROM mall_wrong_code WHERE staff_id = #{staffId} AND tried_at > #{since}")
    int wrongCodes(@Param("staffId") long staffId, @Param("since") Instant since);

    @Delete("DELETE FROM mall_wrong_code WHERE tried_at < #{before} LIMIT 1000")
    int forgetWrongCodes(@Param("before") Instant before);
}
