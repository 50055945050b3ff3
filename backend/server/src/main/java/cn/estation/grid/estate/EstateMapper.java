package cn.estation.grid.estate;

import cn.estation.grid.Estate;
import cn.estation.grid.Estates;
import cn.estation.kernel.CleanText;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface EstateMapper {

    Pattern WILDCARD = Pattern.compile("[\\\\%_]");

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

    /** Text as a pattern of {@code LIKE} that finds it anywhere; absent for none. */
    static @Nullable String like(String words) {
        var plain = CleanText.normalize(words).replaceAll("\\s+", "");
        return plain.isEmpty() ? null : "%" + WILDCARD.matcher(plain).replaceAll("\\\\$0") + "%";
    }

    @Select("""
            <script>
            SELECT * FROM grid_estate WHERE id &lt; #{before} AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            <if test="like != null">AND (name LIKE #{like} OR aliases LIKE #{like})</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Estate> of(Collection<Long> communities, @Nullable String like, long before, int limit);

    @Select("SELECT * FROM grid_estate WHERE community_id = #{communityId}")
    List<Estate> ofCommunity(long communityId);

    record Belonging(long estateId, long buildingId) {}

    @Select("""
            <script>
            SELECT estate_id, building_id FROM grid_estate_building WHERE estate_id IN
            <foreach item="id" collection="estates" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<Belonging> buildingsOf(Collection<Long> estates);

    @Select("SELECT id FROM grid_cell WHERE id = #{communityId} FOR UPDATE")
    @Nullable Long holdCommunity(long communityId);

    @Update("""
            UPDATE grid_estate SET name = #{text.name}, aliases = #{text.aliases}, address = #{text.address},
                edits = edits + 1
            WHERE id = #{id} AND edits = #{edits}""")
    int change(long id, int edits, Estates.Text text);

    @Update("UPDATE grid_estate SET edits = edits + 1 WHERE id = #{id} AND edits = #{edits}")
    int touch(long id, int edits);

    @Delete("DELETE FROM grid_estate_building WHERE estate_id = #{estateId}")
    void detach(long estateId);

    @Select("SELECT building_id FROM grid_estate_building WHERE estate_id = #{estateId}")
    List<Long> buildings(long estateId);

    @Insert("""
            INSERT INTO grid_estate (id, community_id, code, name, aliases, address, edits, demonstration)
            VALUES (#{id}, #{communityId}, #{code}, #{name}, #{aliases}, #{address}, #{edits}, #{demonstration})""")
    void insert(Estate estate);

    @Insert("INSERT INTO grid_estate_building (building_id, estate_id) VALUES (#{buildingId}, #{estateId})")
    void insertBuilding(long estateId, long buildingId);
}
