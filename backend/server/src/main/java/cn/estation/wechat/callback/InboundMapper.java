package cn.estation.wechat.callback;

import cn.estation.privacy.Sealed;
import cn.estation.wechat.WechatApp;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
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
interface InboundMapper extends BaseMapper<Inbound> {

    /** Takes a push, or touches nothing when it was taken before. Returns the number of rows added. */
    @Insert("""
            INSERT IGNORE INTO wechat_inbound (id, app, dedupe_key, kind, status, openid, openid_index, content,
                message_key, attempts, handed_over, said_at, received_at, changed_at, next_at)
            VALUES (#{id}, #{app}, #{dedupeKey}, #{kind}, #{status}, #{openid}, #{openidIndex}, #{content},
                #{messageKey}, 0, 0, #{saidAt}, #{receivedAt}, #{changedAt}, #{nextAt})""")
    int take(Inbound push);

    @Select("SELECT * FROM wechat_inbound WHERE app = #{app} AND dedupe_key = #{key}")
    @Nullable Inbound find(@Param("app") WechatApp app, @Param("key") String key);

    /** Holds a push that still needs its answer; nothing if it has one, or somebody else is at it. */
    @Select("SELECT * FROM wechat_inbound WHERE id = #{id} AND status = 'RECEIVED' FOR UPDATE SKIP LOCKED")
    @Nullable Inbound holdUnanswered(long id);

    @Update("""
            UPDATE wechat_inbound SET status = 'ANSWERED', answer = #{answer}, changed_at = #{now}, next_at = #{nextAt}
            WHERE id = #{id} AND status = 'RECEIVED'""")
    int answered(
            @Param("id") long id,
            @Param("answer") Sealed answer,
            @Param("now") Instant now,
            @Param("nextAt") Instant nextAt);

    @Update("""
            UPDATE wechat_inbound SET status = 'SILENT', changed_at = #{now}
            WHERE id = #{id} AND status = 'RECEIVED'""")
    int silent(@Param("id") long id, @Param("now") Instant now);

    @Update("""
            UPDATE wechat_inbound SET status = 'REPLIED', changed_at = #{now}
            WHERE id = #{id} AND status = 'ANSWERED' AND attempts = 0""")
    int replied(@Param("id") long id, @Param("now") Instant now);

    @Update("""
            UPDATE wechat_inbound SET status = 'SENDING', attempts = attempts + 1, changed_at = #{now}
            WHERE id = #{id} AND status = 'ANSWERED' AND openid IS NOT NULL AND answer IS NOT NULL""")
    int sending(@Param("id") long id, @Param("now") Instant now);

    @Update("""
            UPDATE wechat_inbound SET status = 'SENT', handed_over = handed_over + 1, outcome_code = 0,
                changed_at = #{now}
            WHERE id = #{id} AND status = 'SENDING'""")
    int sent(@Param("id") long id, @Param("now") Instant now);

    @Update("""
            UPDATE wechat_inbound SET status = 'UNKNOWN', handed_over = handed_over + 1, outcome_code = #{code},
                changed_at = #{now}
            WHERE id = #{id} AND status = 'SENDING'""")
    int unknown(@Param("id") long id, @Param("code") int code, @Param("now") Instant now);

    @Update("""
            UPDATE wechat_inbound SET status = 'REFUSED', outcome_code = #{code}, changed_at = #{now}
            WHERE id = #{id} AND status = 'SENDING'""")
    int refused(@Param("id") long id, @Param("code") int code, @Param("now") Instant now);

    /** Nothing was handed over, so it may be tried again. */
    @Update("""
            UPDATE wechat_inbound SET status = 'ANSWERED', outcome_code = #{code}, changed_at = #{now},
                next_at = #{nextAt}
            WHERE id = #{id} AND status = 'SENDING'""")
    int again(
            @Param("id") long id, @Param("code") int code, @Param("now") Instant now, @Param("nextAt") Instant nextAt);

    @Select("""
            SELECT id FROM wechat_inbound WHERE status = #{status} AND next_at <= #{now} AND openid IS NOT NULL
            ORDER BY next_at LIMIT #{most}""")
    List<Long> due(@Param("status") Stage status, @Param("now") Instant now, @Param("most") int most);

    /** Whoever was handing these over is gone: nobody knows how far it came. */
    @Update("""
            UPDATE wechat_inbound SET status = 'UNKNOWN', handed_over = handed_over + 1, changed_at = #{now}
            WHERE status = 'SENDING' AND changed_at < #{before}""")
    int abandoned(@Param("before") Instant before, @Param("now") Instant now);

    /** Forgets who a person was and what they said. What is left only keeps a push from being taken twice. */
    @Update("""
            UPDATE wechat_inbound SET openid = NULL, openid_index = NULL, content = NULL, answer = NULL,
                status = CASE WHEN status IN ('RECEIVED', 'ANSWERED') THEN 'SILENT' ELSE status END
            WHERE openid_index = #{index}""")
    int forget(String index);

    @Delete("DELETE FROM wechat_inbound WHERE received_at < #{before} LIMIT 500")
    int deleteBefore(Instant before);
}
