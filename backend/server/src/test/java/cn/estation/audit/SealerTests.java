package cn.estation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.estation.EstationTest;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.sandbox.services.TestServices;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class SealerTests {

    private final AuditTrail trail;
    private final ChainProof chains;
    private final Sealer sealer;
    private final AuditSeal auditSeal;
    private final JdbcClient database;
    private final Clock clock;

    @Autowired
    SealerTests(
            AuditTrail trail, ChainProof chains, Sealer sealer, AuditSeal auditSeal, JdbcClient database, Clock clock) {
        this.trail = trail;
        this.chains = chains;
        this.sealer = sealer;
        this.auditSeal = auditSeal;
        this.database = database;
        this.clock = clock;
    }

    @Test
    void sealsEveryRowWithinSeconds() {
        var subject = someRow();
        await().atMost(Duration.ofSeconds(5)).until(() -> sealed(subject) == 1);
    }

    @Test
    void sealsEachRowOnceWhenManyNodesTry() {
        IntStream.range(0, 50).forEach(n -> someRow());
        IntStream.range(0, 16).parallel().forEach(n -> sealer.seal(auditSeal));
        var gaps = database.sql(
                        "SELECT COUNT(*) FROM audit_seal a WHERE trail = 'audit' AND sequence > 1 AND NOT EXISTS"
                                + " (SELECT 1 FROM audit_seal b WHERE b.trail = 'audit' AND b.sequence = a.sequence - 1)")
                .query(Long.class)
                .single();
        assertThat(gaps).isZero();
    }

    @Test
    void namesTheRowThatWasChanged() throws SQLException {
        var subject = someRow();
        await().atMost(Duration.ofSeconds(5)).until(() -> sealed(subject) == 1);
        asOwner("UPDATE audit_entry SET detail = '改过' WHERE subject = '" + subject + "'");
        try {
            assertThat(chains.violations()).anyMatch(line -> line.contains("与封存时不同"));
        } finally {
            asOwner("UPDATE audit_entry SET detail = '试一试' WHERE subject = '" + subject + "'");
        }
        assertThat(chains.violations()).isEmpty();
    }

    @Test
    void takesUpWhatWasWrittenJustBeforeALongStandstill() throws SQLException {
        var now = clock.instant();
        var left = new Left(Ids.floor(now.minus(Duration.ofDays(30))));
        asOwner("INSERT INTO audit_sealer (trail) VALUES ('standstill')");
        try {
            assertThat(sealer.seal(left)).isOne();
            left.id = Ids.floor(now.minus(Duration.ofDays(29)));
            assertThat(sealer.seal(left)).isOne();
            left.id = Ids.floor(now);
            assertThat(sealer.seal(left)).isOne();
            assertThat(sealer.floor("standstill")).isEqualTo(Ids.floor(now.minus(Duration.ofHours(1))));
        } finally {
            asOwner("DELETE FROM audit_seal WHERE trail = 'standstill'");
            asOwner("DELETE FROM audit_sealer WHERE trail = 'standstill'");
        }
    }

    /** A table with one row that is not in the chain yet. */
    private static final class Left implements SealedTrail {
        private long id;

        Left(long id) {
            this.id = id;
        }

        @Override
        public String trail() {
            return "standstill";
        }

        @Override
        public List<SealLine> unsealed(long floor, int most) {
            return id > floor ? List.of(new SealLine(id, "row")) : List.of();
        }

        @Override
        public List<SealLine> read(List<Long> ids) {
            return List.of();
        }
    }

    @Test
    void theServiceCannotChangeTheTrail() {
        for (var statement : List.of(
                "UPDATE audit_entry SET detail = ''", "DELETE FROM audit_entry", "UPDATE audit_seal SET digest = ''")) {
            assertThatThrownBy(() -> database.sql(statement).update())
                    .as(statement)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private String someRow() {
        var subject = "test:" + UUID.randomUUID().toString().substring(0, 13);
        Actor actor = () -> "staff:1";
        trail.record(actor, 0, "test.write", subject, "试一试");
        return subject;
    }

    private long sealed(String subject) {
        return database.sql(
                        "SELECT COUNT(*) FROM audit_seal s JOIN audit_entry e ON e.id = s.entry_id WHERE e.subject = ?")
                .param(subject)
                .query(Long.class)
                .single();
    }

    private void asOwner(String sql) throws SQLException {
        var schema = database.sql("SELECT DATABASE()").query(String.class).single();
        try (var owner = TestServices.database().connectAsOwner(schema);
                var statement = owner.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
