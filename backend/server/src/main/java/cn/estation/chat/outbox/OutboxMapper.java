package cn.estation.chat.outbox;

import cn.estation.privacy.Sealed;
import cn.estation.wechat.WechatApp;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface OutboxMapper {

    /** @param openid sealed for what the line is about; null once that is forgotten */
    record Due(
            long id,
            About about,
            long aboutId,
            String person,
            long place,
            int attempts,
            @Nullable WechatApp app,
            @Nullable Sealed openid,
            Instant heardAt) {}

    @Insert("""
            INSERT INTO chat_delivery (id, about, about_id, person, place, status, attempts, handed_over, heard_at,
                due_at, changed_at)
            VALUES (#{id}, #{about}, #{aboutId}, #{person}, #{place}, 'WAITING', 0, 0, #{heardAt}, #{now}, #{now})""")
    void add(
            @Param("id") long id,
            @Param("about") About about,
            @Param("aboutId") long aboutId,
            @Param("person") String person,
            @Param("place") long place,
            @Param("heardAt") Instant heardAt,
            @Param("now") Instant now);

    /** What may be sent now: for each person only the first that is not through, so that nothing overtakes. */
    @Select("""
            SELECT d.id, d.about, d.about_id, d.person, d.place, d.attempts, COALESCE(h.app, a.app) AS app,
                COALESCE(h.openid, a.openid) AS openid, d.heard_at
            FROM chat_delivery d
            LEFT JOIN chat_handover h ON d.about = 'HANDOVER' AND h.id = d.about_id
            LEFT JOIN chat_alert a ON d.about = 'ALERT' AND a.id = d.about_id
            WHERE d.status = 'WAITING' AND d.due_at <= #{now} AND NOT EXISTS (
              SELECT 1 FROM chat_delivery e WHERE e.person = d.person AND e.place < d.place
                AND e.status IN ('WAITING', 'SENDING', 'HELD'))
            ORDER BY d.place LIMIT 100""")
    List<Due> due(Instant now);

    /** From now on it is handed over at most once. */
    @Update("""
            UPDATE chat_delivery SET status = 'SENDING', attempts = attempts + 1, changed_at = #{now}
            WHERE id = #{id} AND status = 'WAITING'""")
    int sending(@Param("id") long id, @Param("now") Instant now);

    @Update("""
            UPDATE chat_delivery SET status = #{status}, handed_over = handed_over + #{handedOver}, code = #{code},
                changed_at = #{now}
            WHERE id = #{id} AND status = 'SENDING'""")
    int finish(
            @Param("id") long id,
            @Param("status") String status,
            @Param("handedOver") int handedOver,
            @Param("code") int code,
            @Param("now") Instant now);

    /** Nothing was handed over, so it may be tried again. */
    @Update("""
            UPDATE chat_delivery SET status = 'WAITING', code = #{code}, changed_at = #{now}, due_at = #{dueAt}
            WHERE id = #{id} AND status = 'SENDING'""")
    int again(@Param("id") long id, @Param("code") int code, @Param("now") Instant now, @Param("dueAt") Instant dueAt);

    @Update("UPDATE chat_delivery SET status = 'HELD', changed_at = #{now} WHERE id = #{id} AND status = 'WAITING'")
    int hold(@Param("id") long id, @Param("now") Instant now);

    /** The person is here again: what was held may go, and what waits may go for as long as WeChat allows from now. */
    @Update("""
            UPDATE chat_delivery SET due_at = CASE status WHEN 'HELD' THEN #{now} ELSE due_at END, heard_at = #{now},
                changed_at = #{now}, status = 'WAITING'
            WHERE person = #{person} AND status IN ('HELD', 'WAITING')""")
    int wake(@Param("person") String person, @Param("now") Instant now);

    /** Whoever was handing these over is gone: nobody knows how far it came. */
    @Update("""
            UPDATE chat_delivery SET status = 'UNKNOWN', handed_over = handed_over + 1, changed_at = #{now}
            WHERE status = 'SENDING' AND changed_at < #{before}""")
    int abandoned(@Param("before") Instant before, @Param("now") Instant now);

    @Select("SELECT place, status FROM chat_delivery WHERE person = #{person}")
    List<Outbox.State> states(String person);

    @Delete("DELETE FROM chat_delivery WHERE person = #{person}")
    int forget(String person);

    @Delete("DELETE FROM chat_delivery WHERE changed_at < #{before} LIMIT 500")
    int deleteBefore(Instant before);
}
