package cn.estation.task.board;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a column of the board holds where much was done before. */
@EstationTest
class BoardTests {

    private static final int OF_OTHERS = 600;

    private final People people;
    private final BoardMapper board;
    private final TransactionTemplate transaction;
    private final JdbcClient database;

    @Autowired
    BoardTests(People people, BoardMapper board, TransactionTemplate transaction, JdbcClient database) {
        this.people = people;
        this.board = board;
        this.transaction = transaction;
        this.database = database;
    }

    @Test
    void showsTheLatestOfAllCommunitiesTogether() {
        var communities = people.communities(3).stream().map(GridCell::id).toList();
        transaction.executeWithoutResult(status -> {
            task(11, communities.get(0), "SETTLED", 3);
            task(12, communities.get(1), "SETTLED", 1);
            task(13, communities.get(0), "SETTLED", 2);
            task(14, communities.get(1), "DONE", 0);
            task(15, communities.get(2), "SETTLED", 0);

            assertThat(ids(communities.subList(0, 2), "SETTLED", 10)).containsExactly(12L, 13L, 11L);
            assertThat(ids(communities.subList(0, 2), "SETTLED", 2)).containsExactly(12L, 13L);
            assertThat(ids(communities.subList(1, 2), "DONE", 10)).containsExactly(14L);
            assertThat(ids(communities, "DRAFT", 10)).isEmpty();
            status.setRollbackOnly();
        });
    }

    @Test
    void readsTheNewestOfACommunityAndNotItsYears() {
        var communities = people.communities(2).stream().map(GridCell::id).toList();
        transaction.executeWithoutResult(status -> {
            // Two who work far apart: what both did, and what lies between, is not read to find the last of it.
            for (int n = 0; n < OF_OTHERS; n++) {
                task(10_000 + n, communities.get(n % 2), "SETTLED", OF_OTHERS - n);
            }
            for (int n = 0; n < OF_OTHERS; n++) {
                task(20_000 + n, 7, "SETTLED", -n);
            }
            long before = reads();
            assertThat(ids(communities, "SETTLED", 10)).hasSize(10).startsWith(10_599L, 10_598L);
            assertThat(reads() - before).isLessThan(200);
            status.setRollbackOnly();
        });
    }

    @Test
    void countsEverybodyOfADayWhateverBecameOfTheirPlace() {
        var communities = people.communities(2).stream().map(GridCell::id).toList();
        var start = Instant.parse("2026-10-31T16:00:00Z");
        var end = start.plus(Duration.ofDays(1));
        transaction.executeWithoutResult(status -> {
            task(30, communities.get(1), "RUNNING", 0);
            task(31, communities.get(0), "SETTLED", 0);
            task(32, communities.get(0), "SETTLED", 1);
            claim(41, 31, "SETTLED", true);
            claim(42, 31, "REJECTED", true);
            claim(43, 31, "NO_SHOW", false);
            claim(44, 30, "CLAIMED", false);
            claim(45, 30, "CHECKED_IN", true);
            claim(46, 30, "WAITLISTED", false);
            claim(47, 30, "OFFERED", false);
            claim(48, 30, "WITHDRAWN", false);
            claim(49, 30, "EXCUSED", false);
            claim(50, 32, "SETTLED", true);

            assertThat(board.day(communities, start, end, end)).isEqualTo(new BoardMapper.Day(5, 3, 1));
            assertThat(board.day(communities, start, end, start)).isEqualTo(new BoardMapper.Day(5, 3, 0));
            assertThat(board.day(communities.subList(0, 1), start, end, end)).isEqualTo(new BoardMapper.Day(3, 2, 0));
            assertThat(coming(communities, start, null, 2)).containsExactly(44L, 45L);
            assertThat(coming(communities, start, 45L, 2)).containsExactly(41L, 42L);
            assertThat(coming(communities, start, 42L, 2)).containsExactly(43L);
            status.setRollbackOnly();
        });
    }

    private List<Long> coming(List<Long> communities, Instant start, @Nullable Long after, int most) {
        return board.coming(communities, start, start.plus(Duration.ofDays(1)), after, most).stream()
                .map(BoardMapper.Comer::claimId)
                .toList();
    }

    private void claim(long id, long task, String state, boolean came) {
        database.sql("""
                        INSERT INTO task_claim (id, task_id, community_id, resident_id, status, claimed_at,
                          checked_in_at, evidence, offer_expires_at, minutes, points, settled_by, grade, verdict)
                        SELECT ?, t.id, t.community_id, ?, ?, '2026-10-30', CASE WHEN ? THEN t.starts_at END, 'OWN',
                          '2026-10-30', 60, 0, 'system:tests', 'D', 'PASS'
                        FROM task_volunteer_task t WHERE t.id = ?""").params(id, id, state, came, task).update();
    }

    private void task(long id, long community, String state, int daysAgo) {
        database.sql("""
                        INSERT INTO task_volunteer_task (id, community_id, title, description, place, starts_at, ends_at,
                          places, claimed, status, created_by, created_at)
                        VALUES (?, ?, '清扫楼道', '', '楼前', TIMESTAMPADD(DAY, ?, '2026-11-01'),
                          TIMESTAMPADD(DAY, ?, '2026-11-01 01:00'), 5, 0, ?, 'system:tests', '2020-01-01')""").params(id, community, -daysAgo, -daysAgo, state).update();
    }

    private List<Long> ids(List<Long> communities, String state, int most) {
        return board.cards(communities, state, most).stream()
                .map(BoardMapper.Card::id)
                .toList();
    }

    /** Rows that this connection has asked the storage for. */
    private long reads() {
        return database
                .sql("SHOW SESSION STATUS LIKE 'Handler_read%'")
                .query((row, number) -> row.getLong(2))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
