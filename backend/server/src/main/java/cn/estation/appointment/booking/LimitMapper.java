package cn.estation.appointment.booking;

import java.time.Instant;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface LimitMapper {

    /** Why somebody may not book, and until when. */
    record Restricted(String reason, Instant endsAt) {}

    @Select("""
            SELECT reason, ends_at FROM appointment_restriction
            WHERE person_key = #{key} AND cell_id = #{cellId} AND lifted_at IS NULL
            AND starts_at <= #{now} AND ends_at > #{now} ORDER BY ends_at DESC LIMIT 1""")
    @Nullable Restricted restriction(@Param("key") String key, @Param("cellId") long cellId, @Param("now") Instant now);
}
