package cn.estation.chat.miss;

import cn.estation.privacy.Sealed;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Groups of like questions, and who asked them. */
@Mapper
interface GroupMapper {

    record Sample(long id, Sealed sample) {}

    record Ask(long id, long communityId, AskStatus status) {}

    @Select("SELECT id, sample FROM chat_group WHERE id > #{after} ORDER BY id LIMIT #{most}")
    List<Sample> after(long after, int most);

    @Select("SELECT id, sample FROM chat_group WHERE id = #{id}")
    @Nullable Sample group(long id);

    @Select("SELECT group_id FROM chat_form WHERE form = #{form}")
    @Nullable Long ofForm(String form);

    @Insert("INSERT INTO chat_group (id, sample, made_at) VALUES (#{id}, #{sample}, #{at})")
    void add(long id, Sealed sample, Instant at);

    @Insert("INSERT INTO chat_form (form, group_id) VALUES (#{form}, #{group})")
    void addForm(String form, long group);

    @Select("SELECT id, community_id, status FROM chat_ask WHERE group_id = #{group} AND person = #{person} FOR UPDATE")
    @Nullable Ask holdAsk(long group, String person);

    @Insert("""
            INSERT INTO chat_ask (id, group_id, person, asker_id, community_id, times, status, round, attempts,
                last_at, changed_at, next_at)
            VALUES (#{id}, #{group}, #{person}, #{asker}, #{community}, 1, #{status}, #{round}, 0, #{at}, #{now},
                #{now})""")
    void addAsk(
            long id,
            long group,
            String person,
            long asker,
            long community,
            AskStatus status,
            int round,
            Instant at,
            Instant now);

    /** Asked once more; whoever does so from elsewhere is told there. */
    @Update("""
            UPDATE chat_ask SET times = times + 1, asker_id = #{asker}, last_at = GREATEST(last_at, #{at})
            WHERE id = #{id}""")
    void again(long id, long asker, Instant at);

    @Update("""
            UPDATE chat_ask SET status = 'WAITING', round = round + 1, mending_id = NULL, attempts = 0,
                outcome_code = NULL, changed_at = #{now}, next_at = #{now}
            WHERE id = #{id} AND status IN ('NONE', 'SENT', 'UNKNOWN', 'INBOX', 'TOLD', 'UNREACHABLE', 'DISMISSED')""")
    int waitsAgain(long id, Instant now);

    @Insert("""
            INSERT INTO chat_share (group_id, community_id, asked, missed, people, waiting, status, reason, first_at,
                last_at)
            VALUES (#{group}, #{community}, #{asked}, #{missed}, #{people}, 0, 'NONE', '', #{at}, #{at})
            ON DUPLICATE KEY UPDATE asked = asked + VALUES(asked), missed = missed + VALUES(missed),
                people = people + VALUES(people), last_at = GREATEST(last_at, VALUES(last_at))""")
    void count(long group, long community, int asked, int missed, int people, Instant at);

    @Select("SELECT status FROM chat_share WHERE group_id = #{group} AND community_id = #{community} FOR UPDATE")
    @Nullable ShareStatus holdShare(long group, long community);

    /** One more waits. What had been answered is open again: for them it was not. */
    @Update("""
            UPDATE chat_share SET waiting = waiting + 1,
                status = CASE WHEN status IN ('NONE', 'ANSWERED') THEN 'OPEN' ELSE status END
            WHERE group_id = #{group} AND community_id = #{community}""")
    void oneMoreWaits(long group, long community);

    @Select("SELECT DISTINCT group_id FROM chat_ask WHERE person = #{person}")
    List<Long> groupsOf(String person);

    @Update("""
            UPDATE chat_share s JOIN chat_ask a ON a.group_id = s.group_id AND a.community_id = s.community_id
            SET s.people = s.people - 1, s.waiting = s.waiting - (a.status = 'WAITING')
            WHERE a.person = #{person}""")
    void uncount(String person);

    @Delete("DELETE FROM chat_ask WHERE person = #{person}")
    void forget(String person);

    /** Groups nobody has asked anything of for long. */
    @Delete("""
            DELETE FROM chat_group WHERE made_at < #{before}
                AND NOT EXISTS (SELECT 1 FROM chat_share s WHERE s.group_id = chat_group.id AND s.last_at >= #{before})
                AND NOT EXISTS (SELECT 1 FROM chat_mending m WHERE m.group_id = chat_group.id)
            LIMIT 500""")
    int forgetBefore(Instant before);
}
