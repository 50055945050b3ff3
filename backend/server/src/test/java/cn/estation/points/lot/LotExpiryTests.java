package cn.estation.points.lot;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.points.TestPoints;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class LotExpiryTests {

    private final People people;
    private final TestPoints points;
    private final LotExpiry expiry;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private GridCell community;
    private Caller member;

    @Autowired
    LotExpiryTests(
            People people, TestPoints points, LotExpiry expiry, TransactionTemplate transaction, JdbcClient database) {
        this.people = people;
        this.points = points;
        this.expiry = expiry;
        this.transaction = transaction;
        this.database = database;
    }

    @BeforeEach
    void earn() {
        community = people.community();
        member = people.member(community.id());
        points.give(member.residentId(), community.id(), 7);
    }

    @Test
    void writesOffWhatIsOverAndSaysSo() {
        age(member, "TIMESTAMPADD(HOUR, -1, UTC_TIMESTAMP(3))");
        assertThat(member.get("/api/v1/points").json().path("points").asLong())
                .as("not to spend even before the job")
                .isZero();

        expiry.expireWhatIsDue();
        expiry.expireWhatIsDue();
        assertThat(points.balance(member.residentId())).isZero();
        var entries = member.get("/api/v1/points/entries?book=POINTS").json().path("items");
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).path("amount").asLong()).isEqualTo(-7);
        assertThat(entries.get(0).path("explanation").asString()).contains("7 分中还剩 7 分", "到期，过期 7 分");
    }

    @Test
    void leavesTheLastDayAlone() {
        age(member, "TIMESTAMPADD(HOUR, 1, UTC_TIMESTAMP(3))");
        expiry.expireWhatIsDue();
        assertThat(points.balance(member.residentId())).isEqualTo(7);
        assertThat(member.get("/api/v1/points").json().path("points").asLong()).isEqualTo(7);
    }

    @Test
    void writesOffForManyMembersHoweverManyNodesRunIt() {
        var many = IntStream.range(0, 5)
                .mapToObj(n -> people.member(community.id()))
                .toList();
        many.forEach(one -> points.give(one.residentId(), community.id(), 3));
        many.forEach(one -> age(one, "TIMESTAMPADD(DAY, -2, UTC_TIMESTAMP(3))"));
        Race.of(8, n -> () -> {
            expiry.expireWhatIsDue();
            return true;
        });
        assertThat(many).allMatch(one -> points.balance(one.residentId()) == 0);
    }

    @Test
    void tellsOnceOfWhatExpiresSoon() throws InterruptedException {
        age(member, "TIMESTAMPADD(DAY, 10, UTC_TIMESTAMP(3))");
        Race.of(8, n -> () -> {
            expiry.warn();
            return true;
        });
        expiry.warn();

        assertThat(warnings()).containsExactly(7L);
        assertThat(notices("积分", "到期")).hasSize(1);
        points.give(member.residentId(), community.id(), 2);
        expiry.warn();
        assertThat(warnings()).containsExactly(7L);
    }

    @Test
    void tellsTheOthersThoughOneCannotBeToldNow() {
        var other = people.member(community.id());
        points.give(other.residentId(), community.id(), 5);
        age(member, "TIMESTAMPADD(DAY, 10, UTC_TIMESTAMP(3))");
        age(other, "TIMESTAMPADD(DAY, 11, UTC_TIMESTAMP(3))");

        // Another node is about to tell the first, and takes longer than the round waits.
        transaction.executeWithoutResult(status -> {
            database.sql("""
                            INSERT INTO points_lot_warning (account_id, expires_at, amount, warned_at)
                            SELECT l.account_id, l.expires_at, 1, UTC_TIMESTAMP(3)
                            FROM points_lot l JOIN points_account a ON a.id = l.account_id WHERE a.owner_id = ?""").param(member.residentId()).update();
            CompletableFuture.runAsync(expiry::warn).join();
            status.setRollbackOnly();
        });

        assertThat(warnings(other)).containsExactly(5L);
        assertThat(warnings()).isEmpty();
        expiry.warn();
        assertThat(warnings()).containsExactly(7L);
        assertThat(warnings(other)).containsExactly(5L);
    }

    @Test
    void tellsOfEachLastDayApartAndOfNothingTooEarly() {
        age(member, "TIMESTAMPADD(DAY, 10, UTC_TIMESTAMP(3))");
        points.give(member.residentId(), community.id(), 2);
        database.sql("""
                        UPDATE points_lot l JOIN points_account a ON a.id = l.account_id
                        SET l.expires_at = TIMESTAMPADD(DAY, 20, UTC_TIMESTAMP(3)), l.warn_at = UTC_TIMESTAMP(3)
                        WHERE a.owner_id = ? AND l.amount = 2""").param(member.residentId()).update();
        points.give(member.residentId(), community.id(), 3);

        expiry.warn();

        assertThat(warnings()).containsExactlyInAnyOrder(7L, 2L);
    }

    private List<Long> warnings() {
        return warnings(member);
    }

    private List<Long> warnings(Caller who) {
        return database.sql("""
                        SELECT w.amount FROM points_lot_warning w JOIN points_account a ON a.id = w.account_id
                        WHERE a.owner_id = ?""")
                .param(who.residentId())
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Notices come by an event, a moment later. */
    private List<String> notices(String... words) throws InterruptedException {
        for (int patience = 100; ; patience--) {
            var found = member.get("/api/v1/notices")
                    .json()
                    .path("items")
                    .valueStream()
                    .map(notice -> notice.toString())
                    .filter(text -> List.of(words).stream().allMatch(text::contains))
                    .toList();
            if (!found.isEmpty() || patience == 0) {
                return found;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
    }

    private void age(Caller who, String when) {
        database.sql("UPDATE points_lot l JOIN points_account a ON a.id = l.account_id SET l.expires_at = " + when
                        + ", l.warn_at = TIMESTAMPADD(DAY, -40, UTC_TIMESTAMP(3)) WHERE a.owner_id = ?")
                .param(who.residentId())
                .update();
    }
}
