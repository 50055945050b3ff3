package cn.estation.identity;

import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface StaffResidentMapper {

    @Select("SELECT resident_id FROM identity_staff_resident WHERE staff_id = #{staffId}")
    @Nullable Long residentOf(long staffId);

    @Select("""
            SELECT r.resident_id FROM identity_staff_resident r JOIN identity_staff s ON s.id = r.staff_id
            WHERE s.login = #{login}""")
    @Nullable Long residentOfLogin(String login);

    @Insert("""
            INSERT INTO identity_staff_resident (staff_id, resident_id, linked_by, linked_at)
            VALUES (#{staffId}, #{residentId}, #{by}, #{now})
            ON DUPLICATE KEY UPDATE resident_id = VALUES(resident_id), linked_by = VALUES(linked_by),
                linked_at = VALUES(linked_at)""")
    void link(
            @Param("staffId") long staffId,
            @Param("residentId") long residentId,
            @Param("by") String by,
            @Param("now") Instant now);
}
