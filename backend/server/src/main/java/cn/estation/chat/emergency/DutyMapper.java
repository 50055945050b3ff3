package cn.estation.chat.emergency;

import com.baomidou.mybatisplus.annotation.TableName;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface DutyMapper extends BaseMapper<DutyMapper.Duty> {

    /** Somebody is on duty for a part of a community, from a moment to another; the week's pattern gives way to it. */
    @TableName("chat_duty")
    record Duty(long id, long communityId, long cellId, long staffId, Instant startsAt, Instant endsAt) {}

    /** Who is on duty now for one of these cells. */
    @Select("""
            <script>
            SELECT * FROM chat_duty WHERE starts_at &lt;= #{now} AND ends_at &gt; #{now}
              AND (FALSE <if test="!cells.isEmpty()">OR cell_id IN
              <foreach collection="cells" item="cell" open="(" separator="," close=")">#{cell}</foreach></if>)
            ORDER BY id
            </script>""")
    List<Duty> on(@Param("cells") Collection<Long> cells, @Param("now") Instant now);

    /** What is to come, soonest first. */
    @Select("""
            <script>
            SELECT * FROM chat_duty WHERE ends_at &gt; #{now}
              AND (FALSE <if test="!communities.isEmpty()">OR community_id IN
              <foreach collection="communities" item="one" open="(" separator="," close=")">#{one}</foreach></if>)
            ORDER BY starts_at, id LIMIT 500
            </script>""")
    List<Duty> ahead(@Param("communities") Collection<Long> communities, @Param("now") Instant now);

    @Delete("DELETE FROM chat_duty WHERE ends_at < #{before} LIMIT 500")
    int deleteBefore(Instant before);
}
