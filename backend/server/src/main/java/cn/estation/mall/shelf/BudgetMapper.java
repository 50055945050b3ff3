package cn.estation.mall.shelf;

import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface BudgetMapper {

    /** Returns 0 if the community has one for this year. */
    @Insert("""
            INSERT IGNORE INTO mall_budget (id, community_id, year, limit_cents, spent_cents)
            VALUES (#{id}, #{communityId}, #{year}, #{cents}, 0)""")
    int add(
            @Param("id") long id,
            @Param("communityId") long communityId,
            @Param("year") int year,
            @Param("cents") long cents);

    @Update("UPDATE mall_budget SET limit_cents = #{cents} WHERE community_id = #{communityId} AND year = #{year}")
    int limit(@Param("communityId") long communityId, @Param("year") int year, @Param("cents") long cents);

    /** The one of this year; without it, of the last year that had one. */
    @Select("""
            SELECT * FROM mall_budget WHERE community_id = #{communityId} AND year <= #{year}
            ORDER BY year DESC LIMIT 1""")
    Budgets.@Nullable Budget latest(@Param("communityId") long communityId, @Param("year") int year);

    /** Those of the communities that had one in an earlier year and have none for this. */
    @Select("""
            <script>
            SELECT community_id FROM mall_budget WHERE community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            GROUP BY community_id HAVING MIN(year) &lt; #{year} AND SUM(year = #{year}) = 0 ORDER BY community_id
            </script>""")
    List<Long> without(@Param("communities") Collection<Long> communities, @Param("year") int year);

    /** Spends, or touches nothing if that would be more than there is. */
    @Update("""
            UPDATE mall_budget SET spent_cents = spent_cents + #{cents}
            WHERE id = #{id} AND spent_cents + #{cents} <= limit_cents""")
    int spend(@Param("id") long id, @Param("cents") long cents);

    @Update("UPDATE mall_budget SET spent_cents = spent_cents - #{cents} WHERE id = #{id} AND spent_cents >= #{cents}")
    int giveBack(@Param("id") long id, @Param("cents") long cents);

    @Select("""
            <script>
            SELECT * FROM mall_budget WHERE community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY year DESC, community_id LIMIT 500
            </script>""")
    List<Budgets.Budget> inCommunities(@Param("communities") Collection<Long> communities);
}
