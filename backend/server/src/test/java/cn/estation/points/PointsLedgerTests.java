package cn.estation.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import cn.estation.Race;
import cn.estation.kernel.Ids;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class PointsLedgerTests {

    private final PointsLedger ledger;
    private final TestPoints points;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final Ids ids;
    private final long resident;
    private final long community;

    @Autowired
    PointsLedgerTests(
            PointsLedger ledger, TestPoints points, TransactionTemplate transaction, JdbcClient database, Ids ids) {
        this.ledger = ledger;
        this.points = points;
        this.transaction = transaction;
        this.database = database;
        this.ids = ids;
        this.resident = ids.next();
        this.community = ids.next();
    }

    @Test
    void givesAndTakes() {
        assertThat(credit(10, ids.next())).isTrue();
        assertThat(debit(3, ids.next())).isTrue();

        assertThat(points.balance(resident)).isEqualTo(7);
        assertThat(runningBalances()).containsExactly(10L, 7L);
    }

    @Test
    void movesPointsForASourceOnce() {
        long source = ids.next();
        assertThat(credit(10, source)).isTrue();
        assertThat(credit(10, source)).isFalse();

        assertThat(points.balance(resident)).isEqualTo(10);
    }

    @Test
    void keepsTheTwoLedgersApart() {
        long source = ids.next();
        credit(10, source);
        inTransaction(() -> ledger.credit(posting(Ledger.APPRAISAL, 4, source)));

        assertThat(points.balance(resident, Ledger.POINTS)).isEqualTo(10);
        assertThat(points.balance(resident, Ledger.APPRAISAL)).isEqualTo(4);
    }

    @Test
    void refusesToTakeMoreThanThereIs() {
        credit(10, ids.next());

        assertThatThrownBy(() -> debit(11, ids.next()))
                .isInstanceOf(InsufficientPoints.class)
                .hasMessageContaining("还差 1 分");
        assertThat(points.balance(resident)).isEqualTo(10);
    }

    @Test
    void undoesWhatASourceMovedOnce() {
        long source = ids.next();
        credit(10, ids.next());
        debit(6, source);

        assertThat(reverse(source)).isTrue();
        assertThat(reverse(source)).isFalse();
        assertThat(points.balance(resident)).isEqualTo(10);
        assertThat(runningBalances()).containsExactly(10L, 4L, 10L);
    }

    @Test
    void undoesNothingForASourceThatMovedNothing() {
        assertThat(reverse(ids.next())).isFalse();
    }

    @Test
    void keepsADebtOfWhatIsTakenBackAfterItWasSpentAndRepaysItFromWhatComesNext() {
        long source = ids.next();
        credit(10, source);
        debit(6, ids.next());

        assertThat(reverse(source)).isTrue();
        assertThat(points.balance(resident)).isZero();
        assertThat(points.owed(resident)).isEqualTo(6);

        credit(4, ids.next());
        assertThat(points.balance(resident)).isZero();
        assertThat(points.owed(resident)).isEqualTo(2);
        credit(5, ids.next());
        assertThat(points.balance(resident)).isEqualTo(3);
        assertThat(points.owed(resident)).isZero();
        assertThat(explanations()).contains("偿还此前欠的 4 分，还欠 2 分", "偿还此前欠的 2 分，已还清");
        assertThat(runningBalances()).containsExactly(10L, 4L, 0L, 4L, 0L, 5L, 3L);
    }

    @Test
    void repaysADebtFromWhatComesBackToo() {
        long fraud = ids.next();
        long order = ids.next();
        credit(10, fraud);
        debit(6, order);
        reverse(fraud);

        assertThat(reverse(order)).isTrue();
        assertThat(points.balance(resident)).isZero();
        assertThat(points.owed(resident)).isZero();
    }

    @Test
    void givesAPartBackAndNeverMoreThanWasTaken() {
        long order = ids.next();
        credit(10, ids.next());
        debit(9, order);
        var taken = new PointsSource("test", order);
        var first = new PointsSource("test-return", ids.next());

        assertThat(inTransaction(() -> ledger.refund(taken, first, 3, "退一件"))).isTrue();
        assertThat(inTransaction(() -> ledger.refund(taken, first, 3, "退一件"))).isFalse();
        assertThat(points.balance(resident)).isEqualTo(4);
        assertThatThrownBy(() -> inTransaction(
                        () -> ledger.refund(taken, new PointsSource("test-return", ids.next()), 7, "退太多")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(reverse(order)).isTrue();
        assertThat(points.balance(resident)).isEqualTo(10);
        assertThat(reverse(order)).isFalse();
    }

    @Test
    void correctsUpAndDownButNotBelowNothing() {
        assertThat(inTransaction(() -> ledger.adjust(posting(Ledger.POINTS, 5, ids.next()), true)))
                .isTrue();
        assertThat(inTransaction(() -> ledger.adjust(posting(Ledger.POINTS, 2, ids.next()), false)))
                .isTrue();
        assertThat(points.balance(resident)).isEqualTo(3);
        assertThatThrownBy(() -> inTransaction(() -> ledger.adjust(posting(Ledger.POINTS, 4, ids.next()), false)))
                .isInstanceOf(InsufficientPoints.class);
    }

    @Test
    void countsTheAppraisalScoreByTheYearOfTheWork() {
        inTransaction(() -> ledger.credit(scored(4, 2025)));
        inTransaction(() -> ledger.credit(scored(3, 2026)));
        inTransaction(() -> ledger.credit(scored(2, 2026)));

        assertThat(database.sql("""
                        SELECT score_year, balance FROM points_account
                        WHERE owner_id = ? AND ledger = 'APPRAISAL' ORDER BY score_year""")
                        .param(resident)
                        .query((row, number) -> row.getInt(1) + ":" + row.getLong(2))
                        .list())
                .containsExactly("2025:4", "2026:5");
    }

    private Posting scored(long amount, int year) {
        return new Posting(
                Ledger.APPRAISAL,
                resident,
                community,
                amount,
                new PointsSource("test", ids.next()),
                "测试",
                "测试",
                "A",
                1L,
                java.time.LocalDate.of(year, 12, 31));
    }

    @Test
    void needsTheTransactionOfWhateverIsPaidFor() {
        assertThatThrownBy(() -> ledger.credit(posting(Ledger.POINTS, 1, ids.next())))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, PointsLedger.CAP + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void acceptsNoAmountOutsideItsBounds(long amount) {
        assertThatThrownBy(() -> credit(amount, ids.next())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> debit(amount, ids.next())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesNothingBehindWhenWhatIsPaidForFails() {
        credit(10, ids.next());

        assertThatThrownBy(() -> inTransaction(() -> {
                    ledger.debit(posting(Ledger.POINTS, 5, ids.next()));
                    throw new IllegalStateException("the stock is gone");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(points.balance(resident)).isEqualTo(10);
        assertThat(runningBalances()).containsExactly(10L);
    }

    @Test
    void opensTheAccountsOfANewcomerOnceHoweverManyEventsArrive() {
        var moved = Race.of(number -> () -> credit(1, ids.next()));

        assertThat(moved).hasSize(Race.CONTENDERS).containsOnly(true);
        assertThat(points.balance(resident)).isEqualTo(Race.CONTENDERS);
        assertThat(database.sql("SELECT COUNT(*) FROM points_account WHERE owner_id IN (?, ?)")
                        .params(resident, community)
                        .query(Integer.class)
                        .single())
                .isEqualTo(9);
        assertThat(sequences())
                .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, Race.CONTENDERS)
                        .boxed()
                        .toList());
    }

    @Test
    void movesPointsForASourceOnceHoweverManyAskAtOnce() {
        long source = ids.next();
        var moved = Race.of(number -> () -> credit(5, source));

        assertThat(moved).filteredOn(done -> done).hasSize(1);
        assertThat(points.balance(resident)).isEqualTo(5);
    }

    @Test
    void neverSpendsMoreThanTheBalance() {
        credit(10, ids.next());
        var outcomes = Race.of(number -> () -> {
            try {
                return debit(3, ids.next());
            } catch (InsufficientPoints refused) {
                return false;
            }
        });

        assertThat(outcomes).filteredOn(done -> done).hasSize(3);
        assertThat(points.balance(resident)).isEqualTo(1);
    }

    @Test
    void undoesASourceOnceHoweverManyAskAtOnce() {
        long source = ids.next();
        credit(10, ids.next());
        debit(6, source);

        assertThat(Race.of(number -> () -> reverse(source)))
                .filteredOn(done -> done)
                .hasSize(1);
        assertThat(points.balance(resident)).isEqualTo(10);
    }

    private boolean credit(long amount, long source) {
        return inTransaction(() -> ledger.credit(posting(Ledger.POINTS, amount, source)));
    }

    private boolean debit(long amount, long source) {
        return inTransaction(() -> ledger.debit(posting(Ledger.POINTS, amount, source)));
    }

    private boolean reverse(long source) {
        return inTransaction(() -> ledger.reverse("test", source, "测试退回"));
    }

    private boolean inTransaction(Supplier<Boolean> command) {
        for (int tries = 1; ; tries++) {
            try {
                return Boolean.TRUE.equals(transaction.execute(status -> command.get()));
            } catch (CannotCreateTransactionException busy) {
                // Sixty-four at once on a busy machine: whoever gets no connection in time asks again.
                if (tries == 20) {
                    throw busy;
                }
            }
        }
    }

    private Posting posting(Ledger book, long amount, long source) {
        return new Posting(
                book,
                resident,
                community,
                amount,
                new PointsSource("test", source),
                "测试",
                "测试 %d 分".formatted(amount),
                "");
    }

    private List<String> explanations() {
        return database.sql("""
                        SELECT t.explanation FROM points_transaction t JOIN points_line l ON l.transaction_id = t.id
                        JOIN points_account a ON a.id = l.account_id WHERE a.owner_id = ? ORDER BY l.id""")
                .param(resident)
                .query((row, number) -> java.util.Objects.requireNonNull(row.getString(1)))
                .list();
    }

    private List<Long> runningBalances() {
        return column("l.balance");
    }

    private List<Long> sequences() {
        return column("l.sequence");
    }

    private List<Long> column(String name) {
        return database.sql("SELECT " + name + " " + """
                         FROM points_line l JOIN points_account a ON a.id = l.account_id
                        WHERE a.owner_id = ? AND a.ledger = 'POINTS' AND a.kind = 'MEMBER' ORDER BY l.sequence""")
                .param(resident)
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
