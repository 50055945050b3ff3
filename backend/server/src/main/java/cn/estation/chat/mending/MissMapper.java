package cn.estation.chat.mending;

import cn.estation.chat.miss.ShareStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Groups as staff see them: added up over the communities that are theirs. */
@Mapper
interface MissMapper {

    /** @param status of the share that most needs work */
    record Line(
            long groupId,
            long asked,
            long missed,
            long people,
            long waiting,
            int communities,
            Instant lastAt,
            @Nullable Long mendingId) {}

    record Share(
            long groupId,
            long communityId,
            int asked,
            int missed,
            int people,
            int waiting,
            ShareStatus status,
            @Nullable Long mendingId,
            String reason,
            Instant firstAt,
            Instant lastAt) {}

    record Wording(long id, int times, long people, int missed) {}

    /** Most waiting first; {@code waiting} and {@code after} are where the page before ended. */
    @Select("""
            <script>
            SELECT group_id, SUM(asked) AS asked, SUM(missed) AS missed, SUM(people) AS people,
                SUM(waiting) AS waiting, COUNT(*) AS communities, MAX(last_at) AS last_at,
                MAX(mending_id) AS mending_id
            FROM chat_share WHERE status = #{status} AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY group_id
            HAVING SUM(waiting) &lt; #{waiting} OR (SUM(waiting) = #{waiting} AND group_id &lt; #{after})
            ORDER BY SUM(waiting) DESC, group_id DESC LIMIT #{limit}
            </script>""")
    List<Line> page(
            @Param("communities") Collection<Long> communities,
            @Param("status") ShareStatus status,
            @Param("waiting") long waiting,
            @Param("after") long after,
            @Param("limit") int limit);

    @Select("""
            <script>
            SELECT COUNT(DISTINCT group_id) FROM chat_share WHERE status = 'OPEN' AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    long open(@Param("communities") Collection<Long> communities);

    @Select("""
            <script>
            SELECT * FROM chat_share WHERE group_id = #{group} AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY waiting DESC, community_id
            </script>""")
    List<Share> shares(@Param("group") long group, @Param("communities") Collection<Long> communities);

    /** The wordings of a group in some communities, most often first. */
    @Select("""
            <script>
            SELECT MAX(id) AS id, COUNT(*) AS times, COUNT(DISTINCT person) AS people,
                SUM(outcome = 'MISS' OR (outcome = 'CHOICES' AND chosen_at IS NULL)) AS missed
            FROM chat_question WHERE group_id = #{group} AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY question_index ORDER BY times DESC, id DESC LIMIT #{most}
            </script>""")
    List<Wording> wordings(
            @Param("group") long group, @Param("communities") Collection<Long> communities, @Param("most") int most);
}
