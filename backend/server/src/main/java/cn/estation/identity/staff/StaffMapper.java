package cn.estation.identity.staff;

import cn.estation.identity.StaffRole;
import cn.estation.privacy.Sealed;
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
interface StaffMapper {

    record Row(
            long id,
            String login,
            String name,
            String status,
            String passwordHash,
            boolean mustChangePassword,
            @Nullable Sealed totpSecret,
            @Nullable Instant totpConfirmedAt,
            boolean demonstration,
            Instant createdAt,
            @Nullable Instant endedAt) {

        boolean active() {
            return status.equals("ACTIVE");
        }
    }

    record Role(long id, long staffId, StaffRole role, long cellId, String proof) {}

    @Insert("""
            INSERT INTO identity_staff (id, login, name, status, password_hash, must_change_password, totp_secret,
              totp_confirmed_at, totp_last_step, demonstration, created_at, password_changed_at)
            VALUES (#{id}, #{login}, #{name}, 'ACTIVE', #{passwordHash}, #{mustChangePassword}, #{totpSecret},
              #{totpConfirmedAt}, 0, #{demonstration}, #{createdAt}, #{createdAt})""")
    void insert(Row row);

    @Select("SELECT * FROM identity_staff WHERE id = #{id}")
    @Nullable Row find(long id);

    @Select("SELECT * FROM identity_staff WHERE login = #{login}")
    @Nullable Row byLogin(String login);

    @Select("SELECT * FROM identity_staff WHERE id = #{id} FOR UPDATE")
    @Nullable Row lock(long id);

    @Update("UPDATE identity_staff SET status = 'ENDED', ended_at = #{at} WHERE id = #{id} AND status = 'ACTIVE'")
    int end(long id, Instant at);

    @Update("""
            UPDATE identity_staff SET password_hash = #{hash}, must_change_password = #{mustChange},
              password_changed_at = #{at}
            WHERE id = #{id} AND status = 'ACTIVE'""")
    int password(long id, String hash, boolean mustChange, Instant at);

    @Update("""
            UPDATE identity_staff SET totp_secret = #{secret}, totp_confirmed_at = #{confirmedAt}, totp_last_step = 0
            WHERE id = #{id} AND status = 'ACTIVE'""")
    int totp(long id, @Nullable Sealed secret, @Nullable Instant confirmedAt);

    @Update("""
            UPDATE identity_staff SET totp_confirmed_at = #{at}
            WHERE id = #{id} AND totp_secret IS NOT NULL AND totp_confirmed_at IS NULL""")
    int confirmTotp(long id, Instant at);

    /** Uses up a time step, and every one before it. */
    @Update("UPDATE identity_staff SET totp_last_step = #{step} WHERE id = #{id} AND totp_last_step < #{step}")
    int useStep(long id, long step);

    @Insert("""
            INSERT INTO identity_staff_role (id, staff_id, role, cell_id, proof, granted_by, granted_at)
            VALUES (#{id}, #{staffId}, #{role}, #{cellId}, #{proof}, #{by}, #{at})""")
    void grant(long id, long staffId, StaffRole role, long cellId, String proof, String by, Instant at);

    @Delete("DELETE FROM identity_staff_role WHERE staff_id = #{staffId} AND role = #{role} AND cell_id = #{cellId}")
    int revoke(long staffId, StaffRole role, long cellId);

    @Select(
            "SELECT id, staff_id, role, cell_id, proof FROM identity_staff_role WHERE staff_id = #{staffId} ORDER BY id")
    List<Role> roles(long staffId);

    @Select("""
            SELECT s.* FROM identity_staff s WHERE s.status = 'ACTIVE' AND EXISTS (
              SELECT 1 FROM identity_staff_role r WHERE r.staff_id = s.id AND r.role = 'ADMINISTRATOR') ORDER BY s.id""")
    List<Row> administrators();

    record Named(long id, String name) {}

    /** Who still works and has a role for one of these cells. */
    @Select("""
            <script>
            SELECT DISTINCT s.id, s.name FROM identity_staff s JOIN identity_staff_role r ON r.staff_id = s.id
            WHERE s.status = 'ACTIVE' AND r.cell_id IN
              <foreach collection="cells" item="cell" open="(" separator="," close=")">#{cell}</foreach>
            ORDER BY s.id
            </script>""")
    List<Named> workingAt(@Param("cells") Collection<Long> cells);

    @Select("""
            <script>
            SELECT id, name FROM identity_staff WHERE id IN
              <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<Named> named(@Param("ids") Collection<Long> ids);

    @Select("SELECT DISTINCT cell_id FROM identity_staff_role")
    List<Long> cellsWithRoles();

    /** The same, kept from changing until the transaction ends. */
    @Select("""
            SELECT s.id FROM identity_staff s JOIN identity_staff_role r ON r.staff_id = s.id
            WHERE s.status = 'ACTIVE' AND r.role = 'ADMINISTRATOR' ORDER BY s.id FOR UPDATE""")
    List<Long> lockAdministrators();

    @Select("""
            <script>
            SELECT s.* FROM identity_staff s WHERE s.id &lt; #{before} AND EXISTS (
              SELECT 1 FROM identity_staff_role r WHERE r.staff_id = s.id AND r.cell_id IN
              <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>)
            ORDER BY s.id DESC LIMIT #{limit}
            </script>""")
    List<Row> page(@Param("cells") Collection<Long> cells, @Param("before") long before, @Param("limit") int limit);

    @Select("""
            <script>
            SELECT id, staff_id, role, cell_id, proof FROM identity_staff_role WHERE staff_id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach> ORDER BY id
            </script>""")
    List<Role> rolesOf(@Param("ids") Collection<Long> ids);
}
