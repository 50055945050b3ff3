package cn.estation.mall.order;

import java.time.Instant;
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
interface HouseholdMapper {

    @Select("SELECT household_id FROM mall_household_member WHERE resident_id = #{residentId}")
    @Nullable Long registered(long residentId);

    @Select("SELECT resident_id FROM mall_household_member WHERE household_id = #{id}")
    List<Long> people(long id);

    @Insert("INSERT IGNORE INTO mall_household (id, household_key) VALUES (#{id}, #{key})")
    int introduce(@Param("id") long id, @Param("key") String key);

    @Insert("""
            INSERT INTO mall_household (id, household_key, community_id)
            VALUES (#{id}, #{key}, #{communityId})""")
    void register(@Param("id") long id, @Param("key") String key, @Param("communityId") long communityId);

    @Select("SELECT community_id FROM mall_household WHERE id = #{id}")
    @Nullable Long communityOf(long id);

    @Select("SELECT id FROM mall_household WHERE household_key = #{key}")
    @Nullable Long ofKey(String key);

    /** The members' redemptions that are limited by household take turns until the transaction ends. */
    @Select("SELECT id FROM mall_household WHERE id = #{id} FOR UPDATE")
    @Nullable Long hold(long id);

    /** Returns 0 if the resident belongs to a household. */
    @Insert("""
            INSERT IGNORE INTO mall_household_member (resident_id, household_id, community_id, added_by, added_at)
            VALUES (#{residentId}, #{householdId}, #{communityId}, #{by}, #{now})""")
    int join(
            @Param("residentId") long residentId,
            @Param("householdId") long householdId,
            @Param("communityId") long communityId,
            @Param("by") String by,
            @Param("now") Instant now);

    @Delete("DELETE FROM mall_household_member WHERE household_id = #{householdId}")
    int dissolve(long householdId);

    @Delete("DELETE FROM mall_household_member WHERE resident_id = #{residentId}")
    int leave(long residentId);

    /** A household that was told by a phone number. */
    record Keyed(long id, String householdKey) {}

    /** Those by whose number a resident redeemed something. */
    @Select("""
            SELECT DISTINCT h.id, h.household_key FROM mall_redemption r JOIN mall_household h ON h.id = r.household_id
            WHERE r.resident_id = #{residentId} AND h.household_key LIKE 'phone:%'""")
    List<Keyed> byPhone(long residentId);

    /** Whoever redeemed as one of this household. */
    @Select("SELECT DISTINCT resident_id FROM mall_redemption WHERE household_id = #{householdId}")
    List<Long> redeemed(long householdId);

    /** The number no longer leads to the household; what was redeemed stays together. */
    @Update("UPDATE mall_household SET household_key = CONCAT('gone:', id) WHERE id = #{id}")
    int forgetKey(long id);

    /** Everybody of the households of one page. */
    @Select("""
            <script>
            SELECT m.* FROM mall_household_member m JOIN (
              SELECT DISTINCT household_id FROM mall_household_member WHERE household_id &lt; #{before} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
              ORDER BY household_id DESC LIMIT #{limit}) page ON page.household_id = m.household_id
            ORDER BY m.household_id DESC, m.resident_id
            </script>""")
    List<Households.Member> inCommunities(
            @Param("communities") Collection<Long> communities,
            @Param("before") long before,
            @Param("limit") int limit);
}
