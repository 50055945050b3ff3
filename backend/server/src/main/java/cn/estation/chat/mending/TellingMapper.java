package cn.estation.chat.mending;

import cn.estation.chat.miss.AskStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Whose work a group is, and who is told what came of it. Each move is one guarded statement. */
@Mapper
interface TellingMapper {

    record Ask(
            long id,
            long groupId,
            String person,
            long askerId,
            AskStatus status,
            int round,
            @Nullable Long mendingId,
            int attempts) {}

    record Told(AskStatus status, long people) {}

    /** Takes the open shares of a group for a mending. */
    @Update("""
            <script>
            UPDATE chat_share SET status = 'MENDING', mending_id = #{mending}
            WHERE group_id = #{group} AND status IN ('OPEN', 'NONE', 'ANSWERED') AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    int take(long group, long mending, Collection<Long> communities);

    @Select("""
            <script>
            SELECT EXISTS (SELECT 1 FROM chat_share WHERE group_id = #{group} AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>)
            </script>""")
    boolean isAskedIn(long group, Collection<Long> communities);

    /** Gives them back: to be done, where somebody waits. */
    @Update("""
            UPDATE chat_share SET status = CASE WHEN waiting > 0 THEN 'OPEN' ELSE 'NONE' END, mending_id = NULL
            WHERE mending_id = #{mending} AND status = 'MENDING'""")
    int giveBack(long mending);

    @Select("SELECT community_id FROM chat_share WHERE mending_id = #{mending} AND status = 'MENDING' FOR UPDATE")
    List<Long> holdShares(long mending);

    @Update("""
            <script>
            UPDATE chat_ask SET status = 'DUE', mending_id = #{mending}, changed_at = #{now}, next_at = #{now}
            WHERE group_id = #{group} AND status = 'WAITING' AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    int due(long group, long mending, Collection<Long> communities, Instant now);

    @Update("""
            UPDATE chat_share SET status = 'ANSWERED', waiting = 0
            WHERE mending_id = #{mending} AND status = 'MENDING'""")
    int answered(long mending);

    @Update("""
            <script>
            UPDATE chat_share SET status = 'DISMISSED', waiting = 0, reason = #{reason}, mending_id = NULL
            WHERE group_id = #{group} AND status = 'OPEN' AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    int dismiss(long group, String reason, Collection<Long> communities);

    @Update("""
            <script>
            UPDATE chat_ask SET status = 'DISMISSED', changed_at = #{now}
            WHERE group_id = #{group} AND status = 'WAITING' AND community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    int dismissAsks(long group, Collection<Long> communities, Instant now);

    // Telling

    @Select("SELECT * FROM chat_ask WHERE status = 'DUE' AND next_at <= #{now} ORDER BY next_at, id LIMIT #{most}")
    List<Ask> dueNow(Instant now, int most);

    @Update("""
            UPDATE chat_ask SET status = 'SENDING', attempts = attempts + 1, changed_at = #{now}
            WHERE id = #{id} AND status = 'DUE' AND attempts < #{most}""")
    int sending(long id, int most, Instant now);

    @Update("""
            UPDATE chat_ask SET status = #{to}, outcome_code = #{code}, changed_at = #{now}, next_at = #{nextAt}
            WHERE id = #{id} AND status = 'SENDING'""")
    int sent(long id, AskStatus to, int code, Instant now, Instant nextAt);

    /** Not to be tried by message again: some other way is found. */
    @Update("""
            UPDATE chat_ask SET status = 'DUE', attempts = #{most}, outcome_code = #{code}, changed_at = #{now},
                next_at = #{now}
            WHERE id = #{id} AND status = 'SENDING'""")
    int noMessage(long id, int most, int code, Instant now);

    /** Moves one on, if nobody else did. */
    default int to(long id, AskStatus from, AskStatus to, Instant now) {
        return moved(id, from, from.to(to), now);
    }

    @Update("UPDATE chat_ask SET status = #{to}, changed_at = #{now} WHERE id = #{id} AND status = #{from}")
    int moved(long id, AskStatus from, AskStatus to, Instant now);

    /** Whoever was handing these over is gone: nobody knows how far it came. */
    @Update("""
            UPDATE chat_ask SET status = 'UNKNOWN', changed_at = #{now}
            WHERE status = 'SENDING' AND changed_at < #{before}""")
    int abandoned(Instant before, Instant now);

    @Select("""
            SELECT EXISTS (SELECT 1 FROM chat_ask WHERE group_id = #{group} AND person = #{person}
                AND status IN ('DUE', 'SENDING', 'SENT', 'UNKNOWN', 'INBOX', 'LATER', 'TOLD'))""")
    boolean isTold(long group, String person);

    @Select("""
            SELECT * FROM chat_ask WHERE person = #{person} AND status = 'LATER' ORDER BY id LIMIT #{most}""")
    List<Ask> later(String person, int most);

    @Select("""
            SELECT status, COUNT(*) AS people FROM chat_ask WHERE mending_id = #{mending} GROUP BY status""")
    List<Told> told(long mending);
}
