package cn.estation.grid.estate;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface EstateMapper {

    /** @param like escaped, with its wildcards; absent for all */
    @Select("""
            <script>
            SELECT * FROM grid_estate WHERE id &lt; #{before}
            <if test="like != null">AND (name LIKE #{like} OR aliases LIKE #{like})</if>
            <if test="communityId != null">AND community_id = #{communityId}</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Estate> page(@Nullable String like, @Nullable Long communityId, long before, int limit);

    @Select("SELECT * FROM grid_estate WHERE id = #{id}")
    @Nullable Estate find(long id);

    @Select("SELECT * FROM grid_estate WHERE code = #{code}")
    @Nullable Estate findByCode(String code);

    @Select("SELECT building_id FROM grid_estate_building WHERE estate_id = #{estateId}")
    List<Long> buildings(long estateId);

    @Insert("""
            INSERT INTO grid_estate (id, community_id, code, name, aliases, address, demonstration)
            VALUES (#{id}, #{communityId}, #{code}, #{name}, #{aliases}, #{address}, #{demonstration})""")
    void insert(Estate estate);

    @Insert("INSERT INTO grid_estate_building (building_id, estate_id) VALUES (#{buildingId}, #{estateId})")
    void insertBuilding(long estateId, long buildingId);
}
