package cn.estation.chat.mending;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Mendings, their moves, and what trying them on old questions showed. */
@Mapper
interface MendingMapper extends BaseMapper<Mending> {

    record Move(
            @Nullable MendingStatus fromStatus, MendingStatus toStatus, String actor, String reason, Instant movedAt) {}

    record Revision(long count, long allIds) {}

    @Select("SELECT * FROM chat_mending WHERE id = #{id} FOR UPDATE")
    @Nullable Mending hold(long id);

    @Select("""
            <script>
            SELECT * FROM chat_mending WHERE id &lt; #{before} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            <if test="kind != null">AND kind = #{kind}</if>
            <if test="status != null">AND status = #{status}</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Mending> page(
            Collection<Long> cells, @Nullable MendingKind kind, @Nullable MendingStatus status, long before, int limit);

    @Select("""
            <script>
            SELECT COUNT(*) FROM chat_mending WHERE status = 'PROPOSED' AND author &lt;> #{reader} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            </script>""")
    long countProposed(Collection<Long> cells, String reader);

    @Select("SELECT * FROM chat_mending WHERE group_id = #{group} ORDER BY id DESC LIMIT 50")
    List<Mending> ofGroup(long group);

    @Select("""
            SELECT * FROM chat_mending WHERE guide_id = #{guideId} AND status = #{status} FOR UPDATE""")
    List<Mending> holdOfGuide(long guideId, MendingStatus status);

    @Update("""
            UPDATE chat_mending SET status = 'LIVE', reviewer = #{reviewer}, digest = #{digest}, live_at = #{now}
            WHERE id = #{id} AND status = 'PROPOSED' AND author <> #{reviewer}""")
    int live(long id, String reviewer, String digest, Instant now);

    @Update("""
            UPDATE chat_mending SET status = 'CLEARED', reviewer = #{reviewer}, digest = #{digest}
            WHERE id = #{id} AND status = 'PROPOSED' AND author <> #{reviewer}""")
    int clear(long id, String reviewer, String digest);

    @Update("UPDATE chat_mending SET status = 'LIVE', live_at = #{now} WHERE id = #{id} AND status = 'CLEARED'")
    int liveWithGuide(long id, Instant now);

    /** Moves one on, if nobody else did. */
    default int to(long id, MendingStatus from, MendingStatus to) {
        return moved(id, from, from.to(to));
    }

    @Update("UPDATE chat_mending SET status = #{to} WHERE id = #{id} AND status = #{from}")
    int moved(long id, MendingStatus from, MendingStatus to);

    @Insert("""
            INSERT INTO chat_move (id, mending_id, from_status, to_status, actor, reason, moved_at)
            VALUES (#{id}, #{mending}, #{from}, #{to}, #{actor}, #{reason}, #{now})""")
    void move(
            long id,
            long mending,
            @Nullable MendingStatus from,
            MendingStatus to,
            String actor,
            String reason,
            Instant now);

    @Select(
            "SELECT from_status, to_status, actor, reason, moved_at FROM chat_move WHERE mending_id = #{mending} ORDER BY id")
    List<Move> moves(long mending);

    // What is tried out

    @Update("UPDATE chat_mending SET replay_job_id = #{job}, replayed_edits = 0 WHERE id = #{id}")
    void replaying(long id, long job);

    @Select("SELECT * FROM chat_mending WHERE status = 'PROPOSED' AND replayed_edits < edits ORDER BY id")
    List<Mending> toReplay();

    @Delete("DELETE FROM chat_replay WHERE mending_id = #{mending}")
    void forgetReplay(long mending);

    @Insert("""
            INSERT INTO chat_replay (id, mending_id, effect, question, community_id, times, before_title, after_title)
            VALUES (#{id}, #{mendingId}, #{effect}, #{question}, #{communityId}, #{times}, #{beforeTitle},
                #{afterTitle})""")
    void addReplay(Replayed line);

    @Update("""
            UPDATE chat_mending SET replayed_edits = #{edits}, replayed_digest = #{digest}, replayed_at = #{now},
                replayed = #{replayed}, mended = #{mended}, changed = #{changed}
            WHERE id = #{id} AND edits = #{edits} AND replayed_edits < #{edits} AND status = 'PROPOSED'""")
    int replayed(long id, int edits, String digest, Instant now, int replayed, int mended, int changed);

    @Select("""
            SELECT * FROM chat_replay WHERE mending_id = #{mending} AND effect = #{effect}
            ORDER BY times DESC, id LIMIT #{most}""")
    List<Replayed> replay(long mending, Replayed.Effect effect, int most);

    // Standing answers

    @Select("""
            SELECT COUNT(*) AS count, BIT_XOR(id) AS all_ids FROM chat_mending
            WHERE status = 'LIVE' AND kind = 'STANDING'""")
    Revision standing();

    @Select("""
            SELECT * FROM chat_mending WHERE status = 'LIVE' AND kind = 'STANDING' ORDER BY id""")
    List<Mending> allStanding();
}
