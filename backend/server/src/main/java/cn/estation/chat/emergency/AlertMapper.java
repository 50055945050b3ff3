package cn.estation.chat.emergency;

import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface AlertMapper extends BaseMapper<Alert> {

    record Move(
            long id,
            long alertId,
            @Nullable AlertStatus fromStatus,
            AlertStatus toStatus,
            String actor,
            @Nullable Sealed note,
            Instant movedAt) {}

    record Call(
            long alertId, int round, long staffId, @Nullable Long residentId, boolean duty, Instant calledAt) {}

    @Select("""
            SELECT * FROM chat_alert WHERE person = #{person} AND kind = #{kind} AND raised_at > #{since}
            ORDER BY id DESC LIMIT 1""")
    @Nullable Alert recent(@Param("person") String person, @Param("kind") EmergencyKind kind, @Param("since") Instant since);

    @Update("UPDATE chat_alert SET messages = messages + 1, heard_at = #{now} WHERE id = #{id}")
    int again(@Param("id") long id, @Param("now") Instant now);

    @Update("UPDATE chat_alert SET position = #{position} WHERE id = #{id} AND person = #{person}")
    int locate(@Param("id") long id, @Param("person") String person, @Param("position") Sealed position);

    @Update("""
            UPDATE chat_alert SET status = 'TAKEN', taken_by = #{staffId}, taken_at = #{now}
            WHERE id = #{id} AND status = 'OPEN'""")
    int take(@Param("id") long id, @Param("staffId") long staffId, @Param("now") Instant now);

    @Update("UPDATE chat_alert SET status = 'CLOSED', closed_at = #{now} WHERE id = #{id} AND status = 'TAKEN'")
    int close(@Param("id") long id, @Param("now") Instant now);

    @Select("SELECT id FROM chat_alert WHERE status = 'OPEN' AND next_call_at <= #{now} ORDER BY next_call_at LIMIT 50")
    List<Long> due(Instant now);

    @Select("""
            SELECT * FROM chat_alert WHERE id = #{id} AND status = 'OPEN' AND next_call_at <= #{now}
            FOR UPDATE SKIP LOCKED""")
    @Nullable Alert holdDue(@Param("id") long id, @Param("now") Instant now);

    @Update("UPDATE chat_alert SET rounds = #{round}, next_call_at = #{next} WHERE id = #{id}")
    int called(@Param("id") long id, @Param("round") int round, @Param("next") Instant next);

    @Insert("""
            INSERT INTO chat_alert_call (alert_id, round, staff_id, resident_id, duty, called_at)
            VALUES (#{alertId}, #{round}, #{staffId}, #{residentId}, #{duty}, #{calledAt})""")
    void call(Call call);

    @Select("SELECT * FROM chat_alert_call WHERE alert_id = #{alertId} ORDER BY round, staff_id")
    List<Call> calls(long alertId);

    @Insert("""
            INSERT INTO chat_alert_move (id, alert_id, from_status, to_status, actor, note, moved_at)
            VALUES (#{id}, #{alertId}, #{fromStatus}, #{toStatus}, #{actor}, #{note}, #{movedAt})""")
    void move(Move move);

    @Select("SELECT * FROM chat_alert_move WHERE alert_id = #{alertId} ORDER BY id")
    List<Move> moves(long alertId);

    @Select("""
            <script>
            SELECT * FROM chat_alert WHERE id &lt; #{before}
              AND (FALSE <if test="unplaced">OR community_id IS NULL</if>
                <if test="!communities.isEmpty()">OR community_id IN
                <foreach collection="communities" item="one" open="(" separator="," close=")">#{one}</foreach></if>)
              <if test="status != null">AND status = #{status}</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Alert> page(
            @Param("communities") Collection<Long> communities,
            @Param("unplaced") boolean unplaced,
            @Param("status") @Nullable AlertStatus status,
            @Param("before") long before,
            @Param("limit") int limit);

    @Update("UPDATE chat_alert SET person = NULL, openid = NULL, text = NULL, position = NULL WHERE person = #{person}")
    int forgetPerson(String person);

    @Update("""
            UPDATE chat_alert SET person = NULL, resident_id = NULL, openid = NULL, text = NULL, position = NULL
            WHERE resident_id = #{residentId}""")
    int forgetResident(long residentId);

    /** What was said is forgotten like every other conversation; that somebody called and who came stays. */
    @Update("""
            UPDATE chat_alert SET person = NULL, openid = NULL, text = NULL, position = NULL
            WHERE id < #{id} AND status = 'CLOSED' AND text IS NOT NULL LIMIT 500""")
    int forgetWords(long id);
}
