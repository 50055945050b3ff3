package cn.estation.points;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.Race;
import cn.estation.kernel.Ids;
import cn.estation.points.lot.LotExpiry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Spending, expiry, taking back and earning at the same moment, on one account and on many. */
@EstationTest
class LotRaceTests {

    private final PointsLedger ledger;
    private final LotExpiry expiry;
    private final TestPoints points;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final Ids ids;
    private final long resident;
    private final long community;

    @Autowired
    LotRaceTests(
            PointsLedger ledger,
            LotExpiry expiry,
            TestPoints points,
            TransactionTemplate transaction,
            JdbcClient database,
            Ids ids) {
        this.ledger = ledger;
        this.expiry = expiry;
        this.points = points;
        this.transaction = transaction;
        this.database = database;
        this.ids = ids;
        this.resident = ids.next();
        this.community = ids.next();
    }

    @BeforeEach
    void earn() {
        credit(resident, 5, 1);
        credit(resident, 40, 2);
    }

    @AfterEach
    void everyInvariantOfTheAccountHolds() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../../sql/points/invariants"))) {
            // Not those that compare with other modules, or with the time: other tests write their rows as they like.
            for (var file : files.filter(one -> one.getFileName().toString().matches("I(1|2|3|4|8|9|11)-.*")
                            && !one.getFileName().toString().contains("written-off"))
                    .toList()) {
                assertThat(database.sql(Files.readString(file)).query().listOfRows())
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
    }

    @RepeatedTest(3)
    void spendsExpiresTakesBackAndEarnsAtOnce() {
        age(5);
        var orders = LongStream.range(0, 4).map(n -> ids.next()).toArray();
        for (long order : orders) {
            debit(resident, 2, order);
        }
        Race.of(number -> attempt(
                switch (number % 8) {
                    case 0 -> () -> debit(resident, 3, ids.next());
                    case 1 -> () -> done(() -> ledger.expire(resident) > 0);
                    case 2 -> () -> reverse(2);
                    case 3 -> () -> credit(resident, 2, ids.next());
                    case 4 -> () -> reverse(orders[number / 8 % orders.length]);
                    case 5 -> () -> refund(orders[number / 8 % orders.length]);
                    case 6 ->
                        () -> {
                            expiry.expireWhatIsDue();
                            return true;
                        };
                    default -> () -> debit(resident, 1, ids.next());
                }));
        // What was left of the five was written off once.
        assertThat(database.sql("""
                        SELECT COUNT(*) FROM points_transaction t JOIN points_lot l ON l.id = t.source_id
                        JOIN points_account a ON a.id = l.account_id
                        WHERE t.source_kind = 'lot-expiry' AND a.owner_id = ?""").param(resident).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void writesOffALotOnceHoweverManyNodesRunTheJob() {
        age(5);
        assertThat(Race.of(number -> () -> {
                    expiry.expireWhatIsDue();
                    return true;
                }))
                .containsOnly(true);
        assertThat(points.balance(resident)).isEqualTo(40);
    }

    @Test
    void spendsNothingThatIsPastItsLastDayThoughNothingHasWrittenItOff() {
        age(5);
        assertThat(attempted(() -> debit(resident, 41, ids.next()))).isFalse();
        assertThat(attempted(() -> debit(resident, 40, ids.next()))).isTrue();
        assertThat(points.balance(resident)).isZero();
    }

    @Test
    void takesBackOnceAndOwesWhatIsMissingWhileManySpend() {
        var outcomes = Race.of(
                number -> number < 48 ? attempt(() -> debit(resident, 1, ids.next())) : attempt(() -> reverse(2)));
        long spent = outcomes.stream().filter(done -> done).count() - 1;
        assertThat(points.owed(resident)).isEqualTo(Math.max(0, spent - 5));
        assertThat(points.balance(resident)).isEqualTo(Math.max(0, 5 - spent));
    }

    @Test
    void letsManyMembersOpenTheirAccountsAndASmallCommunityAtOnce() {
        var many = LongStream.range(0, 32).map(n -> ids.next()).boxed().toList();
        assertThat(Race.of(64, number -> attempt(() -> credit(many.get(number / 2), 3, ids.next()))))
                .containsOnly(true);
        assertThat(many).allMatch(one -> points.balance(one) == 6);
    }

    private Callable<Boolean> attempt(Callable<Boolean> act) {
        return () -> attempted(act);
    }

    /** As a phone would: tries again when the database was busy; false if it was refused. */
    private static boolean attempted(Callable<Boolean> act) {
        for (int tries = 1; ; tries++) {
            try {
                return Boolean.TRUE.equals(act.call());
            } catch (InsufficientPoints | IllegalArgumentException refused) {
                return false;
            } catch (PessimisticLockingFailureException | CannotCreateTransactionException busy) {
                if (tries == 20) {
                    throw busy;
                }
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private boolean credit(long who, long amount, long source) {
        return done(() -> ledger.credit(posting(who, amount, source)));
    }

    private boolean debit(long who, long amount, long source) {
        return done(() -> ledger.debit(posting(who, amount, source)));
    }

    private boolean reverse(long source) {
        return done(() -> ledger.reverse("race-" + resident % 100_000, source, "撤销"));
    }

    private boolean refund(long source) {
        return done(() -> ledger.refund(
                new PointsSource("race-" + resident % 100_000, source),
                new PointsSource("back", ids.next()),
                1,
                "退一分"));
    }

    private boolean done(Callable<Boolean> act) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            try {
                return act.call();
            } catch (RuntimeException refusal) {
                throw refusal;
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }));
    }

    private Posting posting(long who, long amount, long source) {
        return new Posting(
                Ledger.POINTS,
                who,
                community,
                amount,
                new PointsSource("race-" + resident % 100_000, source),
                "测试",
                "测试",
                "");
    }

    /** Lets the lot of so many points be over since yesterday. */
    private void age(long amount) {
        assertThat(List.of(database.sql("""
                        UPDATE points_lot l JOIN points_account a ON a.id = l.account_id
                        SET l.expires_at = TIMESTAMPADD(HOUR, -3, UTC_TIMESTAMP(3)), l.warn_at = '2026-01-01'
                        WHERE a.owner_id = ? AND l.amount = ?""").params(resident, amount).update())).containsExactly(1);
    }
}
