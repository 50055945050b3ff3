package cn.estation.identity.unit;

import cn.estation.identity.registration.RegistrationStatus;
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
interface UnitMapper {

    record Link(long unitId, long staffId, String proof) {}

    record Share(
            long id,
            long residentId,
            long unitId,
            UnitDetail detail,
            Instant givenAt,
            @Nullable Instant withdrawnAt) {}

    /** A member who agreed, with where they stand now. */
    record Seen(
            long id,
            long residentId,
            long unitId,
            UnitDetail detail,
            Instant givenAt,
            long communityId,
            RegistrationStatus status,
            @Nullable Instant activeSince,
            @Nullable Instant endedAt) {}

    @Insert("""
            INSERT INTO identity_unit (id, cell_id, name, status, created_by, created_at)
            VALUES (#{id}, #{cellId}, #{name}, 'ACTIVE', #{by}, #{at})""")
    void insert(long id, long cellId, String name, String by, Instant at);

    @Select("SELECT id, cell_id, name, status = 'ACTIVE' AS active FROM identity_unit WHERE id = #{id}")
    Units.@Nullable Unit find(long id);

    @Select("SELECT id, cell_id, name, status = 'ACTIVE' AS active FROM identity_unit WHERE id = #{id} FOR UPDATE")
    Units.@Nullable Unit hold(long id);

    @Select("""
            SELECT id, cell_id, name, TRUE AS active FROM identity_unit WHERE cell_id = #{cellId} AND live_name = #{name}""")
    Units.@Nullable Unit named(long cellId, String name);

    @Select("""
            <script>
            SELECT id, cell_id, name, status = 'ACTIVE' AS active FROM identity_unit WHERE id &lt; #{before} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Units.Unit> page(
            @Param("cells") Collection<Long> cells, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            SELECT id, cell_id, name, TRUE AS active FROM identity_unit
            WHERE live_name LIKE CONCAT('%', #{part}, '%') ORDER BY live_name, id LIMIT #{most}""")
    List<Units.Unit> matching(String part, int most);

    @Update("UPDATE identity_unit SET status = 'ENDED', ended_at = #{at} WHERE id = #{id} AND status = 'ACTIVE'")
    int end(long id, Instant at);

    @Insert("""
            INSERT INTO identity_unit_staff (unit_id, staff_id, proof, linked_by, linked_at)
            VALUES (#{unitId}, #{staffId}, #{proof}, #{by}, #{at})""")
    void link(long unitId, long staffId, String proof, String by, Instant at);

    @Delete("DELETE FROM identity_unit_staff WHERE unit_id = #{unitId} AND staff_id = #{staffId}")
    int unlink(long unitId, long staffId);

    @Select("SELECT unit_id, staff_id, proof FROM identity_unit_staff WHERE unit_id = #{unitId} ORDER BY staff_id")
    List<Link> staffOf(long unitId);

    @Select("""
            SELECT l.unit_id, l.staff_id, l.proof FROM identity_unit_staff l
            JOIN identity_unit u ON u.id = l.unit_id AND u.status = 'ACTIVE'
            WHERE l.staff_id = #{staffId} ORDER BY l.unit_id LIMIT 100""")
    List<Link> unitsOf(long staffId);

    @Insert("""
            INSERT INTO identity_unit_share (id, resident_id, unit_id, detail, notice_version, given_at)
            VALUES (#{id}, #{residentId}, #{unitId}, #{detail}, #{version}, #{at})""")
    void share(long id, long residentId, long unitId, UnitDetail detail, String version, Instant at);

    @Select("""
            SELECT id, resident_id, unit_id, detail, given_at, withdrawn_at FROM identity_unit_share
            WHERE open_resident_id = #{residentId}""")
    @Nullable Share open(long residentId);

    @Update("UPDATE identity_unit_share SET withdrawn_at = #{at} WHERE open_resident_id = #{residentId}")
    int withdraw(long residentId, Instant at);

    @Select("SELECT resident_id FROM identity_unit_share WHERE open_unit_id = #{unitId} ORDER BY resident_id")
    List<Long> sharing(long unitId);

    /** With each member's latest registration, in force or not. */
    @Select("""
            <script>
            SELECT s.id, s.resident_id, s.unit_id, s.detail, s.given_at, r.community_id, r.status, r.active_since, r.ended_at
            FROM identity_unit_share s
            JOIN identity_registration r ON r.id = (SELECT MAX(l.id) FROM identity_registration l
              WHERE l.resident_id = s.resident_id)
            WHERE s.id &lt; #{before} AND s.open_unit_id IN
            <foreach item="unit" collection="units" open="(" separator="," close=")">#{unit}</foreach>
            ORDER BY s.id DESC LIMIT #{limit}
            </script>""")
    List<Seen> seen(@Param("units") Collection<Long> units, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            SELECT s.id, s.resident_id, s.unit_id, s.detail, s.given_at, r.community_id, r.status, r.active_since, r.ended_at
            FROM identity_unit_share s
            JOIN identity_registration r ON r.id = (SELECT MAX(l.id) FROM identity_registration l
              WHERE l.resident_id = s.resident_id)
            WHERE s.id = #{id} AND s.withdrawn_at IS NULL""")
    @Nullable Seen one(long id);
}
