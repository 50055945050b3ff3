package cn.estation.appointment.person;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface CaredForMapper extends BaseMapper<CaredFor> {

    @Select("SELECT * FROM appointment_cared_for WHERE resident_id = #{residentId} AND live = 1 ORDER BY id")
    List<CaredFor> of(long residentId);

    @Select("""
            SELECT * FROM appointment_cared_for
            WHERE id = #{id} AND resident_id = #{residentId} AND live = 1""")
    @Nullable CaredFor own(@Param("id") long id, @Param("residentId") long residentId);

    @Select("""
            SELECT id FROM appointment_cared_for
            WHERE resident_id = #{residentId} AND person_key = #{key} AND live = 1""")
    @Nullable Long has(@Param("residentId") long residentId, @Param("key") String key);

    @Select("SELECT COUNT(*) FROM appointment_cared_for WHERE resident_id = #{residentId} AND consented_at > #{since}")
    int addedSince(@Param("residentId") long residentId, @Param("since") Instant since);

    /** Nothing of the person stays but that there was one. */
    @Update("""
            UPDATE appointment_cared_for SET removed_at = #{now}, name = NULL, phone = NULL
            WHERE id = #{id} AND removed_at IS NULL""")
    int remove(@Param("id") long id, @Param("now") Instant now);

    @Update("""
            UPDATE appointment_cared_for SET removed_at = #{now}, name = NULL, phone = NULL
            WHERE resident_id = #{residentId} AND removed_at IS NULL""")
    int removeAll(@Param("residentId") long residentId, @Param("now") Instant now);
}
