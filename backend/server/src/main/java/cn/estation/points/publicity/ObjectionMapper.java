package cn.estation.points.publicity;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ObjectionMapper extends BaseMapper<Objection> {

    @Select("SELECT * FROM points_objection WHERE score_id = #{scoreId} AND resident_id = #{residentId}")
    @Nullable Objection of(@Param("scoreId") long scoreId, @Param("residentId") long residentId);

    @Select("""
            SELECT * FROM points_objection WHERE resident_id = #{residentId} AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<Objection> raisedBy(
            @Param("residentId") long residentId, @Param("before") long before, @Param("limit") int limit);

    /** Those that wait for an answer, the longest first. */
    @Select("""
            <script>
            SELECT * FROM points_objection WHERE status = 'OPEN' AND id &gt; #{after} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id LIMIT #{limit}
            </script>""")
    List<Objection> waiting(
            @Param("communities") Collection<Long> communities, @Param("after") long after, @Param("limit") int limit);

    /** Those that were answered, the newest first. */
    @Select("""
            <script>
            SELECT * FROM points_objection WHERE status IN ('UPHELD', 'DISMISSED') AND id &lt; #{before} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Objection> answered(
            @Param("communities") Collection<Long> communities,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT COUNT(*) FROM points_objection WHERE status = 'OPEN' AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            </script>""")
    long open(@Param("communities") Collection<Long> communities);

    @Select("""
            <script>
            SELECT COUNT(*) FROM points_objection WHERE status = 'OPEN' AND raised_at &lt;= #{until} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            </script>""")
    long openSince(@Param("communities") Collection<Long> communities, @Param("until") Instant until);

    /** Those that have waited since then, in any community. */
    @Select("""
            SELECT * FROM points_objection WHERE status = 'OPEN' AND raised_at <= #{until} AND id > #{after}
            ORDER BY id LIMIT #{most}""")
    List<Objection> neverAnswered(@Param("until") Instant until, @Param("after") long after, @Param("most") int most);

    @Update("UPDATE points_objection SET text = '' WHERE resident_id = #{residentId}")
    int forget(long residentId);

    @Update("""
            UPDATE points_objection SET status = #{to}, answer = #{answer}, answered_by = #{by}, answered_at = #{now}
            WHERE id = #{id} AND status = 'OPEN'""")
    int answer(
            @Param("id") long id,
            @Param("to") ObjectionStatus to,
            @Param("answer") String answer,
            @Param("by") String by,
            @Param("now") Instant now);
}
