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

    /** What a registration says of skills, sealed. */
    record Skilled(long id, @Nullable Sealed skillCodes) {}

    /** Who has asked to move on is a member here until the other community agrees. */
    @Select("""
            SELECT resident_id, community_id, active_since AS since FROM identity_registration
            WHERE open_resident_id = #{residentId} AND status IN ('ACTIVE', 'MOVE_ASKED')""")
    Members.@Nullable Membership active(long residentId);

    @Select("""
            SELECT s.resident_id, s.unit_id, u.name AS unit FROM identity_registration r
            JOIN identity_unit_share s ON s.open_resident_id = r.resident_id AND s.detail IN ('TOTALS', 'WORKS')
            JOIN identity_unit u ON u.id = s.unit_id AND u.status = 'ACTIVE'
            WHERE r.community_id = #{community} AND r.status IN ('ACTIVE', 'MOVE_ASKED')
            ORDER BY u.name, s.unit_id, s.resident_id LIMIT 5000""")
    List<Members.Sharing> sharing(long community);

    @Select("""
            SELECT id, resident_id, community_id, unit FROM identity_registration
            WHERE resident_id = #{residentId} AND active_since IS NOT NULL ORDER BY id DESC LIMIT 1""")
    @Nullable Row workOf(long residentId);

    @Select("""
            SELECT id, skill_codes FROM identity_registration
            WHERE open_resident_id = #{residentId} AND status IN ('ACTIVE', 'MOVE_ASKED')""")
    @Nullable Skilled skilled(long residentId);

    @Select("""
            <script>
            SELECT resident_id FROM identity_registration
            WHERE status IN ('ACTIVE', 'MOVE_ASKED') AND resident_id > #{after} AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY resident_id LIMIT #{most}
            </script>""")
    List<Long> activeIn(
            @Param("communities") List<Long> communities, @Param("after") long after, @Param("most") int most);

    /** Members of a community who told that they live in this part of it. */
    @Select("""
            SELECT r.resident_id FROM identity_registration r
            JOIN identity_home h ON h.resident_id = r.resident_id
            JOIN grid_cell b ON b.id = h.building_id
            WHERE r.status IN ('ACTIVE', 'MOVE_ASKED') AND r.community_id = #{community} AND r.resident_id > #{after}
              AND b.path LIKE CONCAT(#{path}, '%')
            ORDER BY r.resident_id LIMIT #{most}""")
    List<Long> activeLivingIn(
            @Param("community") long community,
            @Param("path") String path,
            @Param("after") long after,
            @Param("most") int most);

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
            WHERE status IN ('ACTIVE', 'MOVE_ASKED') AND id &lt; #{before} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Row> atWork(
            @Param("communities") Collection<Long> communities,
            @Param("before") long before,
            @Param("limit") int limit);
}
