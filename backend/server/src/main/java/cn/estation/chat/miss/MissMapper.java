package cn.estation.chat.miss;

import cn.estation.privacy.Sealed;
import cn.estation.wechat.WechatApp;
import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.jspecify.annotations.Nullable;

@Mapper
interface MissMapper {

    record Miss(
            long id,
            WechatApp app,
            @Nullable Long communityId,
            String person,
            Sealed question,
            String questionIndex,
            Misses.Reason reason,
            Instant askedAt) {}

    @Insert("""
            INSERT INTO chat_miss (id, app, community_id, person, question, question_index, reason, asked_at)
            VALUES (#{id}, #{app}, #{communityId}, #{person}, #{question}, #{questionIndex}, #{reason}, #{askedAt})""")
    void add(Miss miss);

    @Delete("DELETE FROM chat_miss WHERE person = #{person}")
    int forget(String person);

    @Delete("DELETE FROM chat_miss WHERE id < #{id} LIMIT 500")
    int forgetBefore(long id);
}
