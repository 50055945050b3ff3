package cn.estation.chat.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Figures by day. Adding a day up again gives the same rows. */
@Mapper
interface DayMapper {

    record Daily(LocalDate day, String channel, String outcome, long asked, long chosen) {}

    record Top(long groupId, long asked, long missed, long chosen, long people) {}

    record GuideAsks(long guideId, long asked) {}

    @Select("SELECT MAX(day) FROM chat_day")
    @Nullable LocalDate last();

    @Select("SELECT MIN(asked_at) FROM chat_question")
    @Nullable Instant first();

    @Insert("""
            INSERT INTO chat_day (day, community_id, channel, outcome, asked, chosen)
            SELECT #{day}, community_id, channel, outcome, COUNT(*), SUM(chosen_at IS NOT NULL) FROM chat_question
            WHERE asked_at >= #{from} AND asked_at < #{to} GROUP BY community_id, channel, outcome
            ON DUPLICATE KEY UPDATE asked = VALUES(asked), chosen = VALUES(chosen)""")
    void addUp(LocalDate day, Instant from, Instant to);

    @Insert("""
            INSERT INTO chat_day_group (day, community_id, group_id, asked, missed, chosen)
            SELECT #{day}, community_id, group_id, COUNT(*),
                SUM(outcome = 'MISS' OR (outcome = 'CHOICES' AND chosen_at IS NULL)), SUM(chosen_at IS NOT NULL)
            FROM chat_question WHERE asked_at >= #{from} AND asked_at < #{to} AND group_id > 0
            GROUP BY community_id, group_id
            ON DUPLICATE KEY UPDATE asked = VALUES(asked), missed = VALUES(missed), chosen = VALUES(chosen)""")
    void addUpGroups(LocalDate day, Instant from, Instant to);

    @Insert("""
            INSERT INTO chat_day_guide (day, guide_id, asked)
            SELECT #{day}, guide, COUNT(*) FROM (
                SELECT guide_id AS guide FROM chat_question
                WHERE asked_at >= #{from} AND asked_at < #{to} AND outcome = 'GUIDE' AND guide_id IS NOT NULL
                UNION ALL
                SELECT chosen_guide_id FROM chat_question
                WHERE asked_at >= #{from} AND asked_at < #{to} AND outcome = 'CHOICES' AND chosen_guide_id IS NOT NULL
            ) answers GROUP BY guide
            ON DUPLICATE KEY UPDATE asked = VALUES(asked)""")
    void addUpGuides(LocalDate day, Instant from, Instant to);

    @Select("""
            <script>
            SELECT day, channel, outcome, SUM(asked) AS asked, SUM(chosen) AS chosen FROM chat_day
            WHERE day BETWEEN #{from} AND #{to} AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY day, channel, outcome ORDER BY day
            </script>""")
    List<Daily> daily(Collection<Long> communities, LocalDate from, LocalDate to);

    /** The groups most asked of, or most missed. People are those who ever asked, which does not tell when. */
    @Select("""
            <script>
            SELECT d.group_id, SUM(d.asked) AS asked, SUM(d.missed) AS missed, SUM(d.chosen) AS chosen,
                COALESCE((SELECT SUM(s.people) FROM chat_share s WHERE s.group_id = d.group_id AND s.community_id IN
                <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>), 0) AS people
            FROM chat_day_group d
            WHERE d.day BETWEEN #{from} AND #{to} AND d.community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY d.group_id
            <if test="missed">HAVING SUM(d.missed) > 0 ORDER BY SUM(d.missed) DESC, d.group_id</if>
            <if test="!missed">ORDER BY SUM(d.asked) DESC, d.group_id</if>
            LIMIT #{most}
            </script>""")
    List<Top> top(Collection<Long> communities, LocalDate from, LocalDate to, boolean missed, int most);

    @Select("""
            SELECT guide_id, SUM(asked) AS asked FROM chat_day_guide WHERE day >= #{from} GROUP BY guide_id""")
    List<GuideAsks> guides(LocalDate from);
}
