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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class LotExpiryTests {

    private final People people;
    private final TestPoints points;
    private final LotExpiry expiry;
    private final JdbcClient database;
    private GridCell community;
    private Caller member;

    @Autowired
    LotExpiryTests(People people, TestPoints points, LotExpiry expiry, JdbcClient database) {
        this.people = people;
        this.points = points;
        this.expiry = expiry;
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

    private List<Long> warnings() {
        return database.sql("""
                        SELECT w.amount FROM points_lot_warning w JOIN points_account a ON a.id = w.account_id
                        WHERE a.owner_id = ?""")
                .param(member.residentId())
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
