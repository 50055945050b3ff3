package cn.estation.appointment.screen;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ScreenMapper {

    @Insert("""
            INSERT INTO appointment_screen (id, hall_id, code, name, created_by, created_at)
            VALUES (#{id}, #{hallId}, #{code}, #{name}, #{createdBy}, #{createdAt})""")
    void add(Screen screen);

    @Select("""
            SELECT id, hall_id, code, name, created_by, created_at, revoked_at FROM appointment_screen
            WHERE code = #{code}""")
    @Nullable Screen byCode(String code);

    @Select("""
            SELECT id, hall_id, code, name, created_by, created_at, revoked_at FROM appointment_screen
            WHERE id = #{id}""")
    @Nullable Screen find(long id);

    @Select("""
            SELECT id, hall_id, code, name, created_by, created_at, revoked_at FROM appointment_screen
            WHERE hall_id = #{hallId} AND revoked_at IS NULL ORDER BY id""")
    List<Screen> ofHall(long hallId);

    @Update("""
            UPDATE appointment_screen SET revoked_at = #{now}, revoked_by = #{by}
            WHERE id = #{id} AND revoked_at IS NULL""")
    int revoke(@Param("id") long id, @Param("by") String by, @Param("now") Instant now);
}
