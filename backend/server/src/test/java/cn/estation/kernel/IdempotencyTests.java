package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DeadlockLoserDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class IdempotencyTests {

    record Receipt(String number, int price) {}

    private final Idempotency idempotency;
    private final JdbcClient database;
    private final AtomicInteger effects = new AtomicInteger();
    private final String key = UUID.randomUUID().toString();
    private final Actor actor = someone();

    @Autowired
    IdempotencyTests(Idempotency idempotency, JdbcClient database) {
        this.idempotency = idempotency;
        this.database = database;
    }

    @Test
    void givesTheSameAnswerAgainWithoutDoingItAgain() {
        var first = buy(actor, key, "大米");
        assertThat(buy(actor, key, "大米")).isEqualTo(first);
        assertThat(effects).hasValue(1);
    }

    @Test
    void refusesTheKeyForOtherContent() {
        buy(actor, key, "大米");
        assertThatThrownBy(() -> buy(actor, key, "食用油")).isInstanceOf(Idempotency.KeyUsedForOther.class);
        assertThat(effects).hasValue(1);
    }

    @Test
    void keepsTheKeysOfTwoPeopleApart() {
        buy(actor, key, "大米");
        buy(someone(), key, "食用油");
        assertThat(effects).hasValue(2);
    }

    @Test
    void tellsKeysApartByCase() {
        buy(actor, "abcdefgh", "大米");
        buy(actor, "ABCDEFGH", "大米");
        assertThat(effects).hasValue(2);
    }

    @Test
    void aRefusalLeavesTheKeyFree() {
        assertThatThrownBy(() -> idempotency.once(actor, "buy", key, "x", Receipt.class, () -> {
                    throw new BadInput("不行。");
                }))
                .isInstanceOf(BadInput.class);
        assertThat(buy(actor, key, "x").price()).isEqualTo(10);
    }

    @Test
    void happensOnceHoweverManySendItAtOnce() throws Exception {
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 64)
                    .mapToObj(n -> threads.submit(() -> {
                        gate.await();
                        return buy(actor, key, "大米");
                    }))
                    .toList();
            gate.countDown();
            var first = answers.getFirst().get();
            for (Future<Receipt> answer : answers) {
                assertThat(answer.get()).isEqualTo(first);
            }
        }
        assertThat(effects).hasValue(1);
    }

    @Test
    void undoesTheWholeCommandOnADeadlockAndTriesAgain() {
        var tries = new AtomicInteger();
        var answer = idempotency.once(actor, "buy", key, "x", Receipt.class, () -> {
            database.sql("INSERT INTO kernel_loaded_file (name, fingerprint, loaded_at) VALUES (?, ?, NOW(3))")
                    .params("retry", key)
                    .update();
            if (tries.incrementAndGet() < 3) {
                throw new DeadlockLoserDataAccessException("planted", new IllegalStateException());
            }
            return new Receipt("1", 1);
        });
        assertThat(answer.number()).isEqualTo("1");
        assertThat(database.sql("SELECT COUNT(*) FROM kernel_loaded_file WHERE fingerprint = ?")
                        .param(key)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void keepsNoAnswerReadable() {
        buy(actor, key, "大米");
        var stored = database.sql("SELECT answer FROM kernel_idempotency WHERE actor = ?")
                .param(actor.actorKey())
                .query(String.class)
                .single();
        assertThat(stored).startsWith("sm4.1.").doesNotContain("receipt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "has space", "钥匙钥匙钥匙钥匙", "a'; DROP TABLE x; --", "😀😀😀😀😀😀😀😀"})
    void refusesKeysThatAreNone(String bad) {
        assertThatThrownBy(() -> buy(actor, bad, "x")).isInstanceOf(BadInput.class);
    }

    @Test
    void refusesKeysThatAreTooLong() {
        assertThatThrownBy(() -> buy(actor, "k".repeat(65), "x")).isInstanceOf(BadInput.class);
    }

    private Receipt buy(Actor by, String with, @Nullable Object what) {
        return idempotency.once(by, "buy", with, what, Receipt.class, () -> {
            int number = effects.incrementAndGet();
            return new Receipt("receipt-" + number, 10);
        });
    }

    private static Actor someone() {
        var name = "resident:test-" + UUID.randomUUID().toString().substring(0, 18);
        return () -> name;
    }
}
