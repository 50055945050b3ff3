package cn.estation.chat.miss;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Questions for tests of other packages: grouped at once instead of in a few seconds. */
@Component
public class TestQuestions {

    private final Grouping grouping;
    private final JdbcClient database;

    TestQuestions(Grouping grouping, JdbcClient database) {
        this.grouping = grouping;
        this.database = database;
    }

    /** Eight characters in a row that nobody ever asked for, and no other test. */
    public static String nonsense() {
        return new java.util.Random()
                .ints(8, 0x5000, 0x9000)
                .mapToObj(Character::toString)
                .collect(java.util.stream.Collectors.joining());
    }

    /** Nobody will choose any more of what was offered. */
    public void group() {
        database.sql("""
                        UPDATE chat_question SET asked_at = asked_at - INTERVAL 1 HOUR
                        WHERE group_id = 0 AND outcome = 'CHOICES'""").update();
        grouping.group();
    }

    /** The group into which somebody's last question came. */
    public long groupOfLast(long communityId) {
        group();
        return database.sql(
                        "SELECT group_id FROM chat_question WHERE community_id = ? AND group_id > 0 ORDER BY id DESC LIMIT 1")
                .param(communityId)
                .query(Long.class)
                .single();
    }

    /** How many wait for an answer to a group, and how it stands with it. */
    public record Share(int asked, int missed, int people, int waiting, String status) {}

    public Share share(long group, long communityId) {
        return database.sql("""
                        SELECT asked, missed, people, waiting, status FROM chat_share
                        WHERE group_id = ? AND community_id = ?""").params(group, communityId).query(Share.class).single();
    }
}
