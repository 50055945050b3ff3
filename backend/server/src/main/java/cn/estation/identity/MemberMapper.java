package cn.estation.identity;

import cn.estation.privacy.Sealed;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface MemberMapper {

    @Select("""
            SELECT resident_id, community_id, active_since AS since FROM identity_registration
            WHERE open_resident_id = #{residentId} AND status = 'ACTIVE'""")
    Members.@Nullable Membership active(long residentId);

    @Select("""
            SELECT resident_id, community_id, active_since AS since FROM identity_registration
            WHERE resident_id = #{residentId} AND active_since IS NOT NULL ORDER BY id DESC LIMIT 1""")
    Members.@Nullable Membership latest(long residentId);

    record Row(
            long id,
            long residentId,
            long communityId,
            @Nullable Sealed unit) {}

    @Select("""
            <script>
            SELECT id, resident_id, community_id, unit FROM identity_registration
            WHERE status = 'ACTIVE' AND id &lt; #{before} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Row> atWork(
            @Param("communities") Collection<Long> communities,
            @Param("before") long before,
            @Param("limit") int limit);
}
