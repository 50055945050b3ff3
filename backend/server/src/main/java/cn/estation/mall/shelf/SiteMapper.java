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
interface SiteMapper {

    /** Returns 0 if the community has one of this name and these hours. */
    @Insert("""
            INSERT IGNORE INTO mall_site (id, community_id, code, kind, name, address, hours, phone, in_use, created_at)
            VALUES (#{id}, #{communityId}, #{code}, #{kind}, #{name}, #{address}, #{hours}, #{phone}, #{inUse},
              #{createdAt})""")
    int insert(Site site);

    @Update("""
            UPDATE mall_site SET name = #{name}, address = #{address}, hours = #{hours}, phone = #{phone},
              in_use = #{inUse}
            WHERE id = #{id}""")
    void update(Site site);

    @Select("SELECT * FROM mall_site WHERE id = #{id}")
    @Nullable Site find(long id);

    @Select("SELECT * FROM mall_site WHERE code = #{code}")
    @Nullable Site ofCode(String code);

    @Select("""
            SELECT * FROM mall_site
            WHERE community_id = #{communityId} AND kind = #{kind} AND name = #{name} AND hours = #{hours}""")
    @Nullable Site named(
            @Param("communityId") long communityId,
            @Param("kind") Site.Kind kind,
            @Param("name") String name,
            @Param("hours") String hours);

    @Select("""
            <script>
            SELECT * FROM mall_site WHERE kind = 'COUNTER' AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY community_id, id LIMIT 500
            </script>""")
    List<Site> inCommunities(@Param("communities") Collection<Long> communities);

    @Select("""
            <script>
            SELECT * FROM mall_site WHERE id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<Site> all(@Param("ids") Collection<Long> ids);

    @Select("SELECT item_id FROM mall_stock WHERE site_id = #{siteId}")
    List<Long> items(long siteId);
}
