package cn.estation.chat.talk;

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
interface ConversationMapper {

    record Row(
            Conversation.Awaiting awaiting,
            String guides,
            @Nullable Long guideId,
            @Nullable Long versionId,
            String path,
            int misses,
            @Nullable Long alertId,
            long lastLine,
            Instant expiresAt) {}

    /**
     * Makes what one person says take turns until the transaction ends, and reserves two places for lines: they only
     * grow, whichever node counts.
     */
    @Insert("""
            INSERT INTO chat_conversation (person, resident_id, awaiting, guides, path, misses, last_line, expires_at,
                touched_at)
            VALUES (#{person}, #{residentId}, 'NOTHING', '', '', 0, #{place}, #{now}, #{now})
            ON DUPLICATE KEY UPDATE last_line = GREATEST(last_line + 2, VALUES(last_line)),
                touched_at = VALUES(touched_at), resident_id = COALESCE(VALUES(resident_id), resident_id)""")
    void hold(
            @Param("person") String person,
            @Param("residentId") @Nullable Long residentId,
            @Param("place") long place,
            @Param("now") Instant now);

    /** Every conversation of a resident, in whatever channel. */
    @Select("SELECT person FROM chat_conversation WHERE resident_id = #{residentId}")
    List<String> ofResident(long residentId);

    @Select("""
            SELECT awaiting, guides, guide_id, version_id, path, misses, alert_id, last_line, expires_at
            FROM chat_conversation WHERE person = #{person}""")
    Row find(String person);

    @Update("""
            UPDATE chat_conversation SET awaiting = #{awaiting}, guides = #{guides}, guide_id = #{guideId},
                version_id = #{versionId}, path = #{path}, misses = #{misses}, alert_id = #{alertId},
                expires_at = #{expiresAt}
            WHERE person = #{person}""")
    void remember(
            @Param("person") String person,
            @Param("awaiting") Conversation.Awaiting awaiting,
            @Param("guides") String guides,
            @Param("guideId") @Nullable Long guideId,
            @Param("versionId") @Nullable Long versionId,
            @Param("path") String path,
            @Param("misses") int misses,
            @Param("alertId") @Nullable Long alertId,
            @Param("expiresAt") Instant expiresAt);

    @Delete("DELETE FROM chat_conversation WHERE person = #{person}")
    int forget(String person);

    @Update("""
            UPDATE chat_conversation SET awaiting = 'NOTHING', guides = '', guide_id = NULL, version_id = NULL, path = '',
                misses = 0, alert_id = NULL
            WHERE expires_at < #{now} AND (awaiting <> 'NOTHING' OR guides <> '' OR guide_id IS NOT NULL OR path <> ''
                OR alert_id IS NOT NULL OR misses > 0) LIMIT 500""")
    int forgetExpired(Instant now);

    @Delete("DELETE FROM chat_conversation WHERE touched_at < #{before} LIMIT 500")
    int deleteBefore(Instant before);
}
