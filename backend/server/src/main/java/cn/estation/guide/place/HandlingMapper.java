package cn.estation.guide.place;

import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Which counter handles which items. */
@Mapper
interface HandlingMapper {

    /** What decides where a published guide is done. */
    record Facts(long itemId, long cellId, String useLevel, boolean assisted, String phone) {}

    record Handled(long counterId, long itemId, String name) {}

    record Named(long id, String name, long cellId) {}

    @Select("""
            SELECT i.id AS item_id, i.cell_id, v.use_level, v.assisted, v.phone
            FROM guide_item i JOIN guide_version v ON v.item_id = i.id AND v.status = 'PUBLISHED'
            WHERE i.id = #{guideId}""")
    @Nullable Facts facts(long guideId);

    @Select("SELECT counter_id FROM guide_handling WHERE item_id = #{itemId}")
    List<Long> countersOf(long itemId);

    @Select("""
            <script>
            SELECT h.counter_id, h.item_id, i.name FROM guide_handling h JOIN guide_item i ON i.id = h.item_id
            WHERE h.counter_id IN
            <foreach item="id" collection="counters" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY h.counter_id, i.name
            </script>""")
    List<Handled> handledBy(Collection<Long> counters);

    /** Items by a part of their name, those of these cells only. */
    @Select("""
            <script>
            SELECT id, name, cell_id FROM guide_item WHERE name LIKE #{like} AND cell_id IN
            <foreach item="id" collection="cells" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY CHAR_LENGTH(name), id LIMIT #{most}
            </script>""")
    List<Named> byName(String like, Collection<Long> cells, int most);

    @Select("""
            <script>
            SELECT id, name, cell_id FROM guide_item WHERE id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<Named> items(Collection<Long> ids);

    @Select("SELECT id FROM guide_item WHERE code = #{code}")
    @Nullable Long itemOfCode(String code);

    @Insert("INSERT INTO guide_handling (counter_id, item_id) VALUES (#{counterId}, #{itemId})")
    void handle(long counterId, long itemId);

    @Delete("DELETE FROM guide_handling WHERE counter_id = #{counterId}")
    void clear(long counterId);
}
