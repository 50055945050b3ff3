package cn.estation.points;

import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import cn.estation.points.lot.Lots;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tells what members have and owe, and how it came about. */
@Service
public class Accounts {

    /**
     * What a member has.
     *
     * @param points to spend now; what is past its last day is not in it, written off or not yet
     * @param owed what is to be repaid first, 0 or more
     * @param year the calendar year in China
     * @param score of that year
     * @param expiring what can be spent by its last day, the next to expire first
     */
    public record Standing(
            long points, long owed, int year, long score, List<YearScore> years, List<Expiring> expiring) {}

    /** The appraisal score of one year; what was taken back beyond it is owed. */
    public record YearScore(int year, long score, long owed) {}

    public record Expiring(long amount, LocalDate lastDay) {}

    /**
     * One line of a member's accounts.
     *
     * @param debt true for what is owed instead of what is there
     * @param balance of that account afterwards; of a debt, what is owed as a number below zero
     * @param grade how well the work was shown, empty where there was none
     * @param ruleId the version of the rules, absent where none stands behind it
     * @param countsOn the day it is counted for
     */
    public record Entry(
            long id,
            Ledger ledger,
            int year,
            boolean debt,
            long amount,
            long balance,
            String sourceKind,
            long sourceId,
            String rule,
            String explanation,
            String grade,
            @Nullable Long ruleId,
            LocalDate countsOn,
            Instant happenedAt) {}

    private final AccountMapper accounts;
    private final LedgerMapper ledger;
    private final Lots lots;
    private final Clock clock;

    Accounts(AccountMapper accounts, LedgerMapper ledger, Lots lots, Clock clock) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.lots = lots;
        this.clock = clock;
    }

    public Standing standing(long residentId) {
        var all = accounts.ofResident(residentId);
        int year = LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear();
        var years = all.stream()
                .filter(account -> account.ledger() == Ledger.APPRAISAL && account.kind() == AccountKind.MEMBER)
                .map(account -> new YearScore(
                        account.scoreYear(), account.balance(), owed(all, Ledger.APPRAISAL, account.scoreYear())))
                .toList();
        long score = years.stream()
                .filter(one -> one.year() == year)
                .mapToLong(YearScore::score)
                .sum();
        return new Standing(points(all), owed(all, Ledger.POINTS, 0), year, score, years, expiring(all));
    }

    private long points(List<AccountMapper.Account> all) {
        return spendable(all)
                .map(account -> account.balance() - lots.overdue(account.id()))
                .orElse(0L);
    }

    private List<Expiring> expiring(List<AccountMapper.Account> all) {
        return spendable(all)
                .map(account -> lots.expiring(account.id()).stream()
                        .map(lot -> new Expiring(lot.amount(), lastDay(lot.expiresAt())))
                        .toList())
                .orElse(List.of());
    }

    private static Optional<AccountMapper.Account> spendable(List<AccountMapper.Account> all) {
        return all.stream()
                .filter(account -> account.ledger() == Ledger.POINTS && account.kind() == AccountKind.MEMBER)
                .findFirst();
    }

    private static long owed(List<AccountMapper.Account> all, Ledger book, int year) {
        return all.stream()
                .filter(account ->
                        account.kind() == AccountKind.DEBT && account.ledger() == book && account.scoreYear() == year)
                .mapToLong(account -> -account.balance())
                .sum();
    }

    private static LocalDate lastDay(Instant midnight) {
        return LocalDate.ofInstant(midnight, Time.CHINA).minusDays(1);
    }

    /** The lines of a member's accounts, newest first; of one ledger and one year where they are named. */
    public Page<Entry> entries(long residentId, @Nullable Ledger book, @Nullable Integer year, PageQuery query) {
        return page(
                residentId,
                account -> (book == null || account.ledger() == book)
                        && (year == null || account.scoreYear() == 0 || account.scoreYear() == year),
                query);
    }

    private Page<Entry> page(long residentId, Predicate<AccountMapper.Account> wanted, PageQuery query) {
        var mine = accounts.ofResident(residentId).stream()
                .filter(wanted)
                .map(AccountMapper.Account::id)
                .toList();
        if (mine.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(ledger.page(mine, query.before(), query.limit()), query, LedgerMapper.Entry::id)
                .map(Accounts::entry);
    }

    /** The lines that moved for a source, or for what repaid or undid it. */
    public List<Entry> entriesOf(long residentId, PointsSource source) {
        return ledger.ofSource(residentId, source.kind(), source.id()).stream()
                .map(Accounts::entry)
                .toList();
    }

    private static Entry entry(LedgerMapper.Entry row) {
        var day = row.countsOn() == null ? LocalDate.ofInstant(row.happenedAt(), Time.CHINA) : row.countsOn();
        return new Entry(
                row.id(),
                row.ledger(),
                row.scoreYear(),
                row.kind() == AccountKind.DEBT,
                row.amount(),
                row.balance(),
                row.sourceKind(),
                row.sourceId(),
                row.rule(),
                row.explanation(),
                row.evidence(),
                row.ruleId(),
                day,
                row.happenedAt());
    }
}
