package cn.estation.identity;

import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface HomeMapper {

    @Select("SELECT building_id FROM identity_home WHERE resident_id = #{residentId}")
    @Nullable Long building(long residentId);

    @Insert("""
            INSERT INTO identity_home (resident_id, building_id, chosen_at)
            VALUES (#{residentId}, #{buildingId}, #{at})
            ON DUPLICATE KEY UPDATE building_id = VALUES(building_id), chosen_at = VALUES(chosen_at)""")
    void choose(long residentId, long buildingId, Instant at);

    @Delete("DELETE FROM identity_home WHERE resident_id = #{residentId}")
    int delete(long residentId);
}
