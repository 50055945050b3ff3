package cn.estation.points;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Time;
import cn.estation.points.rule.RuleBooks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random histories of one account, told to the ledger and to a model in plain lists that shares nothing with it but the
 * rules of the system: two years at most, the first to expire first, thirty days at the least for what comes back.
 */
@EstationTest
class LotModelTests {

    private static final int STEPS = 60;

    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final Ids ids;
    private final MovingClock clock = new MovingClock();
    private final PointsLedger ledger;
    private long resident;
    private long community;

    @Autowired
    LotModelTests(
            AccountMapper accounts,
            LedgerMapper lines,
            cn.estation.points.lot.TestLots lots,
            RuleBooks rules,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient database,
            Ids ids) {
        this.transaction = transaction;
        this.database = database;
        this.ids = ids;
        this.ledger = new PointsLedger(accounts, lines, lots.with(clock), rules, events, ids, clock);
    }

    /** A lot of the model: what it was and what is left. */
    private static final class Pile {
        private final long credit;
        private final Instant expires;
        private long left;

        Pile(long credit, Instant expires, long left) {
            this.credit = credit;
            this.expires = expires;
            this.left = left;
        }
    }

    /** What a purchase took from which pile, in the order of taking. */
    private record Bite(Pile pile, long amount) {}

    private final List<Pile> piles = new ArrayList<>();
    private final Map<Long, List<Bite>> purchases = new LinkedHashMap<>();
    private final Map<Long, Long> credits = new LinkedHashMap<>();
    private final Map<Long, Long> expired = new LinkedHashMap<>();
    private long owed;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void agreesWithAModelOverARandomHistory(long seed) {
        var random = new Random(seed);
        resident = ids.next();
        community = ids.next();
        clock.now = Instant.parse("2026-03-01T04:00:00Z");
        for (int step = 0; step < STEPS; step++) {
            step(random);
            compare("seed " + seed + " step " + step);
        }
    }

    /** Both are over on the same day: only what came back for this has to do with it. */
    @Test
    void paysADebtFromWhatComesBackBeforeWhatLiesThere() {
        resident = ids.next();
        community = ids.next();
        clock.now = Instant.parse("2026-03-01T04:00:00Z");
        long spent = moved(true, 11);
        moved(false, 11);
        moved(true, 4);
        moved(true, 13);
        clock.now = Instant.parse("2027-12-20T04:00:00Z");
        undo(moved(false, 4));
        long all = moved(false, 17);
        undo(spent);
        assertThat(account("DEBT")).isEqualTo(-11);

        undo(all);
        assertThat(account("DEBT")).isZero();
        assertThat(lots()).containsExactly("4 of 4 until 2028-01-20", "2 of 13 until 2028-01-20");
    }

    private long moved(boolean comes, long amount) {
        long source = ids.next();
        assertThat(inTransaction(
                        () -> comes ? ledger.credit(posting(amount, source)) : ledger.debit(posting(amount, source))))
                .isTrue();
        return source;
    }

    private void undo(long source) {
        assertThat(inTransaction(() -> ledger.reverse("test", source, "退回"))).isTrue();
    }

    /** What lies in the lots, those first that came first. */
    private List<String> lots() {
        return database.sql("""
                        SELECT l.remaining, l.amount, l.expires_at FROM points_lot l
                        JOIN points_account a ON a.id = l.account_id
                        WHERE a.owner_id = ? AND l.remaining > 0 ORDER BY l.id""")
                .param(resident)
                .query((row, number) -> "%d of %d until %s"
                        .formatted(
                                row.getLong(1),
                                row.getLong(2),
                                LocalDate.ofInstant(
                                        row.getTimestamp(3).toLocalDateTime().toInstant(ZoneOffset.UTC), Time.CHINA)))
                .list();
    }

    private void step(Random random) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> credit(1 + random.nextInt(20));
            case 3, 4, 5 -> buy(1 + random.nextInt(15));
            case 6 -> cancel(random);
            case 7 -> takeBack(random);
            case 8 -> clock.now = clock.now.plus(Duration.ofDays(1 + random.nextInt(150)));
            default -> {
                inTransaction(() -> ledger.expire(resident) >= 0);
                expire();
            }
        }
    }

    private void credit(long amount) {
        long source = ids.next();
        assertThat(inTransaction(() -> ledger.credit(posting(amount, source)))).isTrue();
        expire();
        credits.put(source, amount);
        piles.add(new Pile(source, midnight(today().getYear() + 2, 1, 1), amount));
        repay(source, amount);
    }

    /** What just came pays what is owed: itself first. */
    private void repay(long source, long came) {
        long pays = Math.min(owed, balance());
        owed -= pays;
        eat(pays, source);
        assertThat(came).isPositive();
    }

    private void buy(long amount) {
        long source = ids.next();
        boolean done;
        try {
            done = inTransaction(() -> ledger.debit(posting(amount, source)));
        } catch (InsufficientPoints refused) {
            done = false;
        }
        assertThat(done).isEqualTo(fresh().stream().mapToLong(pile -> pile.left).sum() >= amount);
        if (done) {
            expire();
            purchases.put(source, eat(amount, null));
        }
    }

    private void cancel(Random random) {
        var source = any(purchases.keySet(), random);
        if (source == null) {
            return;
        }
        assertThat(inTransaction(() -> ledger.reverse("test", source, "取消"))).isTrue();
        expire();
        var least = midnight(today().plusDays(31));
        long back = 0;
        var returned = new ArrayList<Pile>();
        for (var bite : Objects.requireNonNull(purchases.remove(source)).reversed()) {
            if (bite.pile().expires.isBefore(least)) {
                var pile = new Pile(bite.pile().credit, least, bite.amount());
                piles.add(pile);
                returned.add(pile);
            } else {
                bite.pile().left += bite.amount();
                returned.add(bite.pile());
            }
            back += bite.amount();
        }
        long pays = Math.min(owed, back);
        owed -= pays;
        // A debt is paid from what came back first; with a debt there was nothing else.
        eatFrom(order(piles), pays);
        assertThat(returned).isNotEmpty();
    }

    private void takeBack(Random random) {
        var source = any(credits.keySet(), random);
        if (source == null) {
            return;
        }
        assertThat(inTransaction(() -> ledger.reverse("test", source, "撤销"))).isTrue();
        expire();
        long amount = Objects.requireNonNull(credits.remove(source)) - expired.getOrDefault(source, 0L);
        long there = Math.min(balance(), amount);
        owed += amount - there;
        eat(there, source);
    }

    private @Nullable Long any(java.util.Collection<Long> sources, Random random) {
        var all = List.copyOf(sources);
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    /** Eats from what this credit brought first, then from whatever expires first. */
    private List<Bite> eat(long amount, @Nullable Long first) {
        var order = order(fresh());
        if (first != null) {
            order.sort(Comparator.comparing((Pile pile) -> pile.credit != first));
        }
        return eatFrom(order, amount);
    }

    private List<Pile> order(List<Pile> some) {
        var order = new ArrayList<>(some);
        order.sort(Comparator.comparing((Pile pile) -> pile.expires));
        return order;
    }

    private static List<Bite> eatFrom(List<Pile> order, long amount) {
        var bites = new ArrayList<Bite>();
        long missing = amount;
        for (var pile : order) {
            long part = Math.min(pile.left, missing);
            if (part > 0) {
                pile.left -= part;
                missing -= part;
                bites.add(new Bite(pile, part));
            }
        }
        assertThat(missing).isZero();
        return bites;
    }

    private List<Pile> fresh() {
        return piles.stream().filter(pile -> pile.expires.isAfter(clock.now)).toList();
    }

    private void expire() {
        for (var pile : piles) {
            if (!pile.expires.isAfter(clock.now) && pile.left > 0) {
                expired.merge(pile.credit, pile.left, Long::sum);
                pile.left = 0;
            }
        }
    }

    private long balance() {
        return piles.stream().mapToLong(pile -> pile.left).sum();
    }

    private void compare(String where) {
        var actual = database.sql("""
                        SELECT l.expires_at, SUM(l.remaining) FROM points_lot l JOIN points_account a ON a.id = l.account_id
                        WHERE a.owner_id = ? AND l.remaining > 0 GROUP BY l.expires_at ORDER BY l.expires_at""")
                .param(resident)
                .query((row, number) ->
                        row.getTimestamp(1).toLocalDateTime().toInstant(ZoneOffset.UTC) + "=" + row.getLong(2))
                .list();
        var expected = new java.util.TreeMap<Instant, Long>();
        piles.stream()
                .filter(pile -> pile.left > 0)
                .forEach(pile -> expected.merge(pile.expires, pile.left, Long::sum));
        assertThat(actual)
                .as(where)
                .containsExactlyElementsOf(expected.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        assertThat(account("MEMBER")).as(where).isEqualTo(balance());
        assertThat(-account("DEBT")).as(where).isEqualTo(owed);
    }

    private long account(String kind) {
        return database.sql("""
                        SELECT COALESCE(SUM(balance), 0) FROM points_account
                        WHERE owner_id = ? AND kind = ? AND ledger = 'POINTS'""").params(resident, kind).query(Long.class).single();
    }

    private Posting posting(long amount, long source) {
        return new Posting(
                Ledger.POINTS, resident, community, amount, new PointsSource("test", source), "测试", "测试", "");
    }

    private boolean inTransaction(Supplier<Boolean> command) {
        return Boolean.TRUE.equals(transaction.execute(status -> command.get()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.now, Time.CHINA);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(Time.CHINA).toInstant();
    }

    private static Instant midnight(int year, int month, int day) {
        return midnight(LocalDate.of(year, month, day));
    }

    /** A clock that stands where it was put. */
    private static final class MovingClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
