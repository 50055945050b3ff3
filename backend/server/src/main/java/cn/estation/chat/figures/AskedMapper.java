package cn.estation.chat.figures;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The ledger as staff see it. */
@Mapper
interface AskedMapper {

    /** @param people who ever asked anything of its group, in these communities */
    record Entry(
            long id,
            String channel,
            String person,
            String conversation,
            long communityId,
            String outcome,
            @Nullable Long guideId,
            @Nullable Long standingId,
            @Nullable Long chosenGuideId,
            @Nullable Long groupId,
            long people,
            Instant askedAt) {}

    @Select("""
            <script>
            SELECT q.id, q.channel, q.person, q.conversation, q.community_id, q.outcome, q.guide_id, q.standing_id,
                q.chosen_guide_id, q.group_id, q.asked_at,
                COALESCE((SELECT SUM(s.people) FROM chat_share s WHERE s.group_id = q.group_id AND s.community_id IN
                <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>), 0) AS people
            FROM chat_question q
            WHERE q.id &lt; #{before} AND q.id >= #{from} AND q.community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            <if test="channel != null">AND q.channel = #{channel}</if>
            <if test="outcome != null">AND q.outcome = #{outcome}</if>
            <if test="group != null">AND q.group_id = #{group}</if>
            ORDER BY q.id DESC LIMIT #{limit}
            </script>""")
    List<Entry> page(
            Collection<Long> communities,
            @Nullable String channel,
            @Nullable String outcome,
            @Nullable Long group,
            long from,
            long before,
            int limit);

    @Select("""
            SELECT id, channel, person, conversation, community_id, outcome, guide_id, standing_id, chosen_guide_id,
                group_id, 0 AS people, asked_at FROM chat_question WHERE id = #{id}""")
    @Nullable Entry find(long id);

    /** What somebody asked around a moment, oldest first. */
    @Select("""
            <script>
            SELECT id, channel, person, conversation, community_id, outcome, guide_id, standing_id, chosen_guide_id,
                group_id, 0 AS people, asked_at FROM chat_question
            WHERE person = #{person} AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id DESC LIMIT #{most}
            </script>""")
    List<Entry> ofPerson(String person, Collection<Long> communities, int most);
}
