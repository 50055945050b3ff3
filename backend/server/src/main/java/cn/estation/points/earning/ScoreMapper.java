package cn.estation.points.earning;

import cn.estation.points.Grade;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ScoreMapper extends BaseMapper<KeptScore> {

    @Select("SELECT * FROM points_score WHERE source_kind = #{kind} AND source_id = #{id}")
    @Nullable KeptScore find(@Param("kind") String kind, @Param("id") long id);

    /** What a member's work of some days has counted, of one kind or grade where it is named. */
    @Select("""
            <script>
            SELECT COALESCE(SUM(points), 0) FROM points_score
            WHERE resident_id = #{resident} AND worked_on BETWEEN #{first} AND #{last} AND status IN ('PENDING', 'POSTED')
              AND NOT (source_kind = #{exceptKind} AND source_id = #{exceptId})
            <if test="workKind != null">AND work_kind = #{workKind}</if>
            <if test="grade != null">AND grade = #{grade}</if>
            </script>""")
    long counted(
            @Param("resident") long resident,
            @Param("first") LocalDate first,
            @Param("last") LocalDate last,
            @Param("workKind") @Nullable String workKind,
            @Param("grade") @Nullable Grade grade,
            @Param("exceptKind") String exceptKind,
            @Param("exceptId") long exceptId);

    @Update("""
            UPDATE points_score SET status = #{to}, settled_at = #{now} WHERE id = #{id} AND status = #{from}""")
    int move(
            @Param("id") long id,
            @Param("from") ScoreStatus from,
            @Param("to") ScoreStatus to,
            @Param("now") Instant now);

    /** Those that have been shown long enough. */
    @Select("""
            SELECT id FROM points_score
            WHERE status = 'PENDING' AND publish_until <= #{now} AND id > #{after} ORDER BY id LIMIT #{most}""")
    List<Long> shownLongEnough(@Param("now") Instant now, @Param("after") long after, @Param("most") int most);
}
