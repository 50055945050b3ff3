package cn.estation.chat.talk;

import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ConversationMapper {

    @Insert("""
            INSERT INTO chat_conversation (person, awaiting, guides, expires_at)
            VALUES (#{person}, #{awaiting}, #{guides}, #{expiresAt})
            ON DUPLICATE KEY UPDATE awaiting = VALUES(awaiting), guides = VALUES(guides),
                expires_at = VALUES(expires_at)""")
    void remember(
            @Param("person") String person,
            @Param("awaiting") String awaiting,
            @Param("guides") String guides,
            @Param("expiresAt") Instant expiresAt);

    @Update("""
            UPDATE chat_conversation SET awaiting = 'NOTHING'
            WHERE person = #{person} AND awaiting = 'FEEDBACK' AND expires_at > #{now}""")
    int takeFeedback(@Param("person") String person, @Param("now") Instant now);

    @Select("SELECT guides FROM chat_conversation WHERE person = #{person} AND expires_at > #{now}")
    @Nullable String guides(@Param("person") String person, @Param("now") Instant now);

    @Delete("DELETE FROM chat_conversation WHERE person = #{person}")
    int forget(String person);

    @Delete("DELETE FROM chat_conversation WHERE expires_at < #{now} LIMIT 500")
    int forgetExpired(Instant now);
}
