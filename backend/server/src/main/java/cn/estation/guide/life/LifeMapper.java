package cn.estation.guide.life;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface LifeMapper extends BaseMapper<LifeEvent> {

    /** One line of a checklist. */
    record Step(long itemId, String phrase) {}

    @Select("SELECT * FROM guide_life_event WHERE code = #{code}")
    @Nullable LifeEvent byCode(String code);

    @Select("SELECT * FROM guide_life_event WHERE shown ORDER BY position, id LIMIT 200")
    List<LifeEvent> shown();

    @Select("""
            <script>
            SELECT * FROM guide_life_event WHERE id &lt; #{before} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<LifeEvent> page(Collection<Long> cells, long before, int limit);

    @Select("SELECT item_id, phrase FROM guide_life_step WHERE event_id = #{eventId} ORDER BY position")
    List<Step> steps(long eventId);

    /** Saves it, or touches nothing when somebody saved it meanwhile. */
    @Update("""
            UPDATE guide_life_event SET title = #{e.title}, summary = #{e.summary}, position = #{e.position},
                shown = #{e.shown}, edits = edits + 1
            WHERE id = #{e.id} AND edits = #{edits}""")
    int save(LifeEvent e, int edits);

    @Delete("DELETE FROM guide_life_step WHERE event_id = #{eventId}")
    void forgetSteps(long eventId);

    @Insert("""
            INSERT INTO guide_life_step (event_id, position, item_id, phrase)
            VALUES (#{eventId}, #{position}, #{s.itemId}, #{s.phrase})""")
    void step(long eventId, int position, Step s);
}
