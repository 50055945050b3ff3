package cn.estation.points.earning;

import cn.estation.points.Grade;
import cn.estation.points.PointsSource;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
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

    @Select("""
            <script>
            SELECT * FROM points_score WHERE source_kind = #{kind} AND source_id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<KeptScore> ofSources(@Param("kind") String kind, @Param("ids") Collection<Long> ids);

    /** The scores of some sources, of whatever kinds. */
    @Select("""
            <script>
            SELECT * FROM points_score WHERE
            <foreach item="source" collection="sources" separator=" OR ">
              (source_kind = #{source.kind} AND source_id = #{source.id})
            </foreach>
            </script>""")
    List<KeptScore> ofAll(@Param("sources") Collection<PointsSource> sources);

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

    /** Objections of the days in which it was shown; later ones hold nothing up, or one after the other could for ever. */
    String HOLDING_UP = "o.status = 'OPEN' AND o.raised_at < s.publish_until";

    /** Those that have been shown long enough, unless somebody objected meanwhile and waits for the answer. */
    @Select("""
            SELECT id FROM points_score s
            WHERE status = 'PENDING' AND publish_until <= #{now} AND id > #{after}
              AND NOT EXISTS (
                SELECT 1 FROM points_objection o WHERE o.score_id = s.id AND
            """ + HOLDING_UP + """
            )
            ORDER BY id LIMIT #{most}""")
    List<Long> shownLongEnough(@Param("now") Instant now, @Param("after") long after, @Param("most") int most);

    /** What counts of these communities and days, in the order in which it was scored. */
    @Select("""
            <script>
            SELECT * FROM points_score
            WHERE worked_on BETWEEN #{from} AND #{to} AND status IN ('PENDING', 'POSTED') AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id LIMIT #{most}
            </script>""")
    List<KeptScore> counting(
            @Param("communities") Collection<Long> communities,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("most") int most);

    @Select("""
            <script>
            SELECT * FROM points_score WHERE status = 'PENDING' AND id &lt; #{before} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<KeptScore> pending(
            @Param("communities") Collection<Long> communities,
            @Param("before") long before,
            @Param("limit") int limit);

    /**
     * What is shown, and what was shown in the community and can still be objected to. Each part by a key of its own; without
     * a community the first and the last are empty.
     *
     * @param since no rules hear objections to what was posted before
     */
    @Select("""
            (SELECT * FROM points_score WHERE status = 'PENDING' AND community_id = #{community} AND id < #{before}
             ORDER BY id DESC LIMIT #{limit})
            UNION
            (SELECT * FROM points_score WHERE status = 'PENDING' AND resident_id = #{resident} AND id < #{before}
             ORDER BY id DESC LIMIT #{limit})
            UNION
            (SELECT s.* FROM points_score s FORCE INDEX (points_score_settled) JOIN points_rule_book b ON b.id = s.rule_id
             WHERE s.community_id = #{community} AND s.status = 'POSTED' AND s.settled_at >= #{since}
               AND s.publish_until > s.scored_at AND TIMESTAMPADD(DAY, b.objection_days, s.settled_at) >= #{now}
               AND s.id < #{before}
             ORDER BY s.id DESC LIMIT #{limit})
            ORDER BY id DESC LIMIT #{limit}""")
    List<KeptScore> shownTo(
            @Param("resident") long resident,
            @Param("community") @Nullable Long community,
            @Param("since") Instant since,
            @Param("now") Instant now,
            @Param("before") long before,
            @Param("limit") int limit);

    /** How many hold it up. Whoever objects holds the member's accounts, as whoever posts does. */
    @Select("""
            SELECT COUNT(*) FROM points_objection o JOIN points_score s ON s.id = o.score_id
            WHERE s.id = #{scoreId} AND
            """ + HOLDING_UP)
    long holdingUp(long scoreId);
}
