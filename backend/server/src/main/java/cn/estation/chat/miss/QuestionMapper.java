package cn.estation.chat.miss;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Questions and those who put them. */
@Mapper
interface QuestionMapper {

    @Insert("""
            INSERT INTO chat_question (id, channel, person, conversation, community_id, cell_id, question, question_index, outcome,
                guide_id, version_id, standing_id, chosen_guide_id, chosen_at, group_id, asked_at)
            VALUES (#{id}, #{channel}, #{person}, #{conversation}, #{communityId}, #{cellId}, #{question},
                #{questionIndex}, #{outcome}, #{guideId}, #{versionId}, #{standingId}, #{chosenGuideId}, #{chosenAt}, #{groupId}, #{askedAt})""")
    void add(AskedQuestion question);

    /**
     * Somebody who can be told. An openid is sealed for the row it was read from, so a row that came into being meanwhile
     * keeps its own.
     */
    @Insert("""
            INSERT INTO chat_asker (id, person, app, openid, account, resident_id, community_id, written_at, account_at)
            VALUES (#{id}, #{person}, #{app}, #{openid}, #{account}, #{residentId}, #{communityId}, #{writtenAt},
                #{accountAt})
            ON DUPLICATE KEY UPDATE
                openid = CASE WHEN id = VALUES(id) THEN COALESCE(VALUES(openid), openid) ELSE openid END,
                account = CASE WHEN id = VALUES(id) THEN COALESCE(VALUES(account), account) ELSE account END,
                resident_id = COALESCE(VALUES(resident_id), resident_id), community_id = VALUES(community_id),
                app = VALUES(app), written_at = VALUES(written_at),
                account_at = COALESCE(VALUES(account_at), account_at)""")
    void met(Asker asker);

    @Select("SELECT * FROM chat_asker WHERE person = #{person}")
    @Nullable Asker asker(String person);

    @Select("SELECT * FROM chat_asker WHERE id = #{id}")
    @Nullable Asker askerOf(long id);

    @Select("""
            <script>
            SELECT * FROM chat_asker WHERE person IN
            <foreach item="person" collection="persons" open="(" separator="," close=")">#{person}</foreach>
            </script>""")
    List<Asker> askers(Collection<String> persons);

    @Select("""
            SELECT EXISTS (SELECT 1 FROM chat_question WHERE person = #{person} AND question_index = #{index})""")
    boolean hasAsked(String person, String index);

    /** A choice that was taken, noted on the question it answers. */
    @Update("""
            UPDATE chat_question SET chosen_guide_id = #{guideId}, chosen_at = #{now}
            WHERE person = #{person} AND asked_at > #{since} AND chosen_at IS NULL
                AND (outcome = 'CHOICES' OR (outcome = 'GUIDE' AND guide_id = #{guideId}))
            ORDER BY id DESC LIMIT 1""")
    int chosen(String person, long guideId, Instant since, Instant now);

    /** The same for one question, by whoever put it. */
    @Update("""
            UPDATE chat_question SET chosen_guide_id = #{guideId}, chosen_at = #{now}
            WHERE id = #{id} AND person = #{person} AND chosen_at IS NULL""")
    int opened(long id, String person, long guideId, Instant now);

    /** What waits to be put with its like. Choices wait until somebody had the time to choose. */
    @Select("""
            SELECT * FROM chat_question WHERE group_id = 0
                AND (outcome <> 'CHOICES' OR chosen_at IS NOT NULL OR asked_at < #{settled})
            ORDER BY id LIMIT #{most}""")
    List<AskedQuestion> ungrouped(Instant settled, int most);

    @Update("UPDATE chat_question SET group_id = #{group} WHERE id = #{id} AND group_id = 0")
    int group(long id, long group);

    /** The newest wordings of a group, one of each. */
    @Select("""
            SELECT q.* FROM chat_question q JOIN (
                SELECT MAX(id) AS id FROM chat_question WHERE group_id = #{group} GROUP BY question_index) newest
                ON newest.id = q.id
            ORDER BY q.id DESC LIMIT #{most}""")
    List<AskedQuestion> wordings(long group, int most);

    /** What was asked since a moment, one of each wording, most often first. */
    @Select("""
            SELECT MAX(id) AS id, COUNT(*) AS times, MAX(guide_id) AS guide_id,
                SUM(outcome = 'GUIDE' OR outcome = 'STANDING') AS answered
            FROM chat_question
            WHERE asked_at >= #{from} AND group_id IS NOT NULL
            GROUP BY question_index ORDER BY times DESC, id DESC LIMIT #{most}""")
    List<Wording> wordingsSince(Instant from, int most);

    record Wording(long id, int times, @Nullable Long guideId, int answered) {}

    /** The last words with which somebody asked something of a group. */
    @Select("""
            SELECT * FROM chat_question WHERE group_id = #{group} AND person = #{person} ORDER BY id DESC LIMIT 1""")
    @Nullable AskedQuestion last(long group, String person);

    @Select("""
            <script>
            SELECT * FROM chat_question WHERE id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<AskedQuestion> all(Collection<Long> ids);

    @Delete("DELETE FROM chat_question WHERE asked_at < #{before} LIMIT 500")
    int forgetBefore(Instant before);

    @Delete("""
            DELETE FROM chat_asker WHERE written_at < #{before}
                AND NOT EXISTS (SELECT 1 FROM chat_ask a WHERE a.asker_id = chat_asker.id) LIMIT 500""")
    int forgetAskers(Instant before);

    @Delete("DELETE FROM chat_question WHERE person = #{person}")
    void forget(String person);

    /** The account may not write to this person any more. */
    @Update("UPDATE chat_asker SET openid = NULL, account = NULL, account_at = NULL WHERE account = #{account}")
    void forgetAccount(String account);

    @Delete("DELETE FROM chat_asker WHERE person = #{person}")
    void forgetAsker(String person);
}
