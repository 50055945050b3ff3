package cn.estation.task.board;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import java.util.List;
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
