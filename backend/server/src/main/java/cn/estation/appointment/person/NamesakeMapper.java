package cn.estation.appointment.person;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface NamesakeMapper extends BaseMapper<Namesake> {

    /** An appointment of somebody of a name. */
    record Seen(long id, String personKey, Instant startsAt, String title) {}

    @Select("""
            SELECT * FROM appointment_namesake WHERE community_id = #{communityId} AND name_index = #{name}
            ORDER BY id LIMIT #{most}""")
    List<Namesake> named(@Param("communityId") long communityId, @Param("name") String name, @Param("most") int most);

    @Select("SELECT * FROM appointment_namesake WHERE person_key = #{key}")
    @Nullable Namesake of(String key);

    /** What people of a name who left no phone have booked in these offices, the latest first. */
    @Select("""
            SELECT b.id, b.person_key, b.starts_at, t.title
            FROM appointment_booking b JOIN appointment_bookable t ON t.id = b.bookable_id
            WHERE b.name_index = #{name} AND b.starts_at > #{since} AND b.phone_index IS NULL
            AND b.cell_id IN (#{community}, #{cell}) ORDER BY b.starts_at DESC, b.id DESC LIMIT #{most}""")
    List<Seen> seen(
            @Param("name") String name,
            @Param("community") long community,
            @Param("cell") long cell,
            @Param("since") Instant since,
            @Param("most") int most);
}
