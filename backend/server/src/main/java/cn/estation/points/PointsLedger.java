package cn.estation.points;

import cn.estation.kernel.Ids;
import cn.estation.kernel.Time;
import cn.estation.points.lot.Lots;
import cn.estation.points.rule.RuleBooks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only way points move. Every movement names its source, and in one ledger a source moves points once; every
 * movement is lines that cancel out, those of the member and one of the community's system accounts.
 *
 * <p>Callers bring the transaction: points change together with whatever they pay for, or not at all. Each movement
 * first holds the member's accounts, so one member's movements take turns and a source that came before is seen.
 *
 * <p>Points to spend lie in lots with a last day; those that expire first are spent first, and what is left of a lot after
 * its last day is written off by an entry of its own, here before anything else happens to the account. Of points that
 * are taken back after they were spent a debt remains, which the next points repay by entries of their own; a balance
 * is never below zero.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class PointsLedger {

    /** The largest amount of one movement. The columns hold this nine million million times over. */
    public static final long CAP = 1_000_000;

    private static final List<AccountKind> IN_ORDER = Arrays.stream(AccountKind.values())
            .sorted(Comparator.comparing(AccountKind::name))
            .toList();

    private final AccountMapper accounts;
    private final LedgerMapper ledger;
    private final Lots lots;
    private final RuleBooks rules;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    PointsLedger(
            AccountMapper accounts,
            LedgerMapper ledger,
            Lots lots,
            RuleBooks rules,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.lots = lots;
        this.rules = rules;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps a member's accounts to this transaction until it ends, and opens them if this is the first time. */
    public void hold(long residentId) {
        held(residentId);
    }

    /**
     * Gives points to a member; to spend, as a lot that is good as long as the community's rules say. A source that moved
     * points before is left alone, so events may arrive twice. A debt is repaid from them at once.
     *
     * @return true if points moved now
     */
    public boolean credit(Posting posting) {
        return move(posting, posting.amount(), AccountKind.ISSUE);
    }

    /**
     * Takes points from a member, from the lots that expire first. A source that moved points before is left alone.
     *
     * @return true if points moved now
     * @throws InsufficientPoints if what has not expired does not cover the amount
     */
    public boolean debit(Posting posting) {
        return move(posting, -posting.amount(), AccountKind.REDEEM);
    }

    /**
     * Corrects what a member has, up or down, as two people have decided.
     *
     * @param up false if points are taken
     * @return true if points moved now
     * @throws InsufficientPoints if less is there than shall be taken
     */
    public boolean adjust(Posting posting, boolean up) {
        return move(posting, up ? posting.amount() : -posting.amount(), AccountKind.ADJUST);
    }

    /**
     * Undoes what a source moved, once, by as much as is not undone yet, in every ledger it moved points in. What was
     * taken goes back into its lots, with their last days but good for the rule's least time. Of what was given and is
     * spent, a debt remains; what of it had expired is not owed.
     *
     * @return true if points moved now; false if the source moved none or all of it was undone before
     */
    public boolean reverse(String sourceKind, long sourceId, String explanation) {
        boolean moved = false;
        for (var book : Ledger.values()) {
            var original = ledger.find(book, sourceKind, sourceId);
            moved |= original != null && reverse(original, explanation);
        }
        return moved;
    }

    /**
     * Gives back a part of what a source took, into the lots it was taken from. A cause gives back once; all causes
     * together never more than was taken.
     *
     * @param cause why a part comes back, for example a returned unit
     * @return true if points moved now
     * @throws IllegalArgumentException if more would come back than was taken, or the source took nothing
     */
    public boolean refund(PointsSource taken, PointsSource cause, long amount, String explanation) {
        var original = ledger.find(Ledger.POINTS, taken.kind(), taken.id());
        if (original == null) {
            throw new IllegalArgumentException("nothing was taken for " + taken);
        }
        var sides = sides(original);
        held(sides.owner());
        if (ledger.find(Ledger.POINTS, cause.kind(), cause.id()) != null) {
            return false;
        }
        long left = -sides.amount() - ledger.undone(original.id());
        if (sides.amount() > 0 || amount < 1 || amount > left) {
            throw new IllegalArgumentException("%d of %s cannot come back, %d are left".formatted(amount, taken, left));
        }
        giveBack(original, sides, cause, amount, explanation);
        return true;
    }

    /**
     * Writes off what is left of a member's lots past their last day, each by an entry of its own. Doing it twice writes
     * off nothing more.
     *
     * @return how many points expired now
     */
    public long expire(long residentId) {
        return expireDue(locked(residentId));
    }

    private boolean reverse(PointsTransaction original, String explanation) {
        var sides = sides(original);
        held(sides.owner());
        var source = new PointsSource(PointsSource.REVERSAL, original.id());
        if (ledger.find(original.ledger(), source.kind(), source.id()) != null) {
            return false;
        }
        if (sides.amount() > 0) {
            takeBack(original, sides, source, explanation);
            return true;
        }
        long left = -sides.amount() - ledger.undone(original.id());
        if (left > 0) {
            giveBack(original, sides, source, left, explanation);
        }
        return left > 0;
    }

    /** The two ends of something that moved: the member's account with what it gained or lost, and the community's. */
    private record Sides(long owner, long member, long system, long amount) {}

    private Sides sides(PointsTransaction moved) {
        var lines = ledger.linesOf(moved.id());
        var member = lines.stream()
                .filter(line -> line.sequence() != null)
                .findFirst()
                .orElseThrow();
        var system = lines.stream()
                .filter(line -> line.sequence() == null)
                .findFirst()
                .orElseThrow();
        return new Sides(
                accounts.byId(member.accountId()).ownerId(), member.accountId(), system.accountId(), -system.amount());
    }

    private void giveBack(
            PointsTransaction original, Sides sides, PointsSource source, long amount, String explanation) {
        var transaction = undoing(original, source, explanation);
        write(transaction, List.of(new Leg(sides.member(), amount), new Leg(sides.system(), -amount)));
        lots.putBack(
                sides.member(),
                cause(transaction),
                original.id(),
                amount,
                rules.lotTerms(original.communityId(), today()));
        repay(transaction, sides.member());
    }

    /** Takes back what was given: what is left of it first, then other points; the rest that was spent is owed. */
    private void takeBack(PointsTransaction original, Sides sides, PointsSource source, String explanation) {
        var account = accounts.byId(sides.member());
        boolean spendable = original.ledger() == Ledger.POINTS;
        long expired = spendable ? lots.expired(original.id()) : 0;
        long there = Math.min(account.balance(), sides.amount() - expired);
        long owed = sides.amount() - expired - there;
        var transaction = undoing(original, source, explanation);
        var legs = new ArrayList<Leg>();
        if (there > 0) {
            legs.add(new Leg(account.id(), -there));
        }
        if (owed > 0) {
            legs.add(new Leg(debt(account), -owed));
        }
        if (expired > 0) {
            legs.add(new Leg(system(original.communityId(), original.ledger(), AccountKind.EXPIRE), -expired));
        }
        legs.add(new Leg(sides.system(), sides.amount()));
        write(transaction, legs);
        if (spendable && there > 0) {
            lots.takeBack(account.id(), cause(transaction), original.id(), there);
        }
        events.publishEvent(new PointsReversed(
                account.ownerId(),
                original.communityId(),
                original.ledger(),
                sides.amount(),
                owed,
                explanation,
                transaction.id()));
    }

    private boolean move(Posting posting, long amount, AccountKind counterpart) {
        if (posting.amount() < 1 || posting.amount() > CAP) {
            throw new IllegalArgumentException("an amount is 1 to " + CAP + ", not " + posting.amount());
        }
        var spendable = held(posting.residentId());
        var source = posting.source();
        if (ledger.find(posting.ledger(), source.kind(), source.id()) != null) {
            return false;
        }
        var account = posting.ledger() == Ledger.POINTS ? spendable : score(posting);
        var transaction = new PointsTransaction(
                ids.next(),
                posting.ledger(),
                posting.communityId(),
                source.kind(),
                source.id(),
                null,
                posting.rule(),
                posting.explanation(),
                posting.evidence(),
                clock.instant(),
                posting.ruleId(),
                posting.countsOn());
        long system = system(posting.communityId(), posting.ledger(), counterpart);
        write(transaction, List.of(new Leg(account.id(), amount), new Leg(system, -amount)));
        if (posting.ledger() == Ledger.POINTS) {
            change(account.id(), transaction, amount);
        }
        if (amount > 0) {
            repay(transaction, account.id());
        }
        return true;
    }

    private void change(long account, PointsTransaction transaction, long amount) {
        if (amount > 0) {
            lots.add(account, cause(transaction), amount, rules.lotTerms(transaction.communityId(), today()));
        } else {
            lots.take(account, cause(transaction), -amount);
        }
    }

    /** What came pays what is owed, by an entry that says so. */
    private void repay(PointsTransaction brought, long memberAccount) {
        var account = accounts.byId(memberAccount);
        var debt = accounts.find(account.ownerId(), AccountKind.DEBT, account.ledger(), account.scoreYear());
        if (debt == null || debt.balance() == 0) {
            return;
        }
        long amount = Math.min(account.balance(), -debt.balance());
        long still = -debt.balance() - amount;
        var transaction = new PointsTransaction(
                ids.next(),
                account.ledger(),
                brought.communityId(),
                PointsSource.REPAYMENT,
                brought.id(),
                null,
                "先还欠分",
                still == 0 ? "偿还此前欠的 %d 分，已还清".formatted(amount) : "偿还此前欠的 %d 分，还欠 %d 分".formatted(amount, still),
                "",
                clock.instant(),
                null,
                brought.countsOn());
        write(transaction, List.of(new Leg(account.id(), -amount), new Leg(debt.id(), amount)));
        if (account.ledger() == Ledger.POINTS) {
            lots.takeBack(account.id(), cause(transaction), brought.id(), amount);
        }
    }

    private long expireDue(AccountMapper.Account account) {
        long expired = 0;
        for (var lot : lots.due(account.id())) {
            var lastDay = LocalDate.ofInstant(lot.expiresAt(), Time.CHINA).minusDays(1);
            var transaction = new PointsTransaction(
                    ids.next(),
                    Ledger.POINTS,
                    lot.communityId(),
                    PointsSource.EXPIRY,
                    lot.id(),
                    null,
                    "有效至 " + lastDay,
                    "%s得到的 %d 分中还剩 %d 分，%s到期，过期 %d 分"
                            .formatted(
                                    chinese(LocalDate.ofInstant(lot.createdAt(), Time.CHINA)),
                                    lot.amount(),
                                    lot.remaining(),
                                    chinese(lastDay),
                                    lot.remaining()),
                    "",
                    clock.instant(),
                    null,
                    lastDay);
            long system = system(lot.communityId(), Ledger.POINTS, AccountKind.EXPIRE);
            write(transaction, List.of(new Leg(account.id(), -lot.remaining()), new Leg(system, lot.remaining())));
            lots.takeFrom(lot, cause(transaction), lot.remaining());
            expired += lot.remaining();
        }
        return expired;
    }

    private static String chinese(LocalDate day) {
        return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    private PointsTransaction undoing(PointsTransaction original, PointsSource source, String explanation) {
        return new PointsTransaction(
                ids.next(),
                original.ledger(),
                original.communityId(),
                source.kind(),
                source.id(),
                original.id(),
                original.rule(),
                explanation,
                original.evidence(),
                clock.instant(),
                original.ruleId(),
                original.countsOn());
    }

    private static Lots.Cause cause(PointsTransaction transaction) {
        return new Lots.Cause(transaction.id(), transaction.communityId());
    }

    private record Leg(long account, long amount) {}

    private void write(PointsTransaction transaction, List<Leg> legs) {
        var lines = new ArrayList<LedgerMapper.Line>();
        for (var leg : legs) {
            lines.add(line(transaction, leg));
        }
        ledger.insertTransaction(transaction);
        lines.forEach(ledger::insertLine);
    }

    private LedgerMapper.Line line(PointsTransaction transaction, Leg leg) {
        var account = accounts.byId(leg.account());
        if (!account.kind().running()) {
            return new LedgerMapper.Line(ids.next(), transaction.id(), leg.account(), leg.amount(), null, null);
        }
        if (accounts.move(leg.account(), leg.amount()) == 0) {
            throw new InsufficientPoints(-leg.amount(), account.balance());
        }
        return new LedgerMapper.Line(
                ids.next(),
                transaction.id(),
                leg.account(),
                leg.amount(),
                account.sequence() + 1,
                account.balance() + leg.amount());
    }

    /** The account to spend from, held and without anything that has expired. */
    private AccountMapper.Account held(long residentId) {
        var account = locked(residentId);
        return expireDue(account) == 0 ? account : accounts.byId(account.id());
    }

    private AccountMapper.Account locked(long residentId) {
        if (accounts.hold(residentId) == null) {
            accounts.holdFirst(residentId);
        }
        return own(residentId, AccountKind.MEMBER, Ledger.POINTS, 0);
    }

    /** The appraisal score of the year the posting counts for. */
    private AccountMapper.Account score(Posting posting) {
        int year = (posting.countsOn() == null ? today() : posting.countsOn()).getYear();
        return own(posting.residentId(), AccountKind.MEMBER, Ledger.APPRAISAL, year);
    }

    private long debt(AccountMapper.Account of) {
        return own(of.ownerId(), AccountKind.DEBT, of.ledger(), of.scoreYear()).id();
    }

    /** Another account of a member whose accounts are held. */
    private AccountMapper.Account own(long owner, AccountKind kind, Ledger book, int year) {
        var found = accounts.find(owner, kind, book, year);
        if (found == null) {
            accounts.open(ids.next(), book, kind, owner, year, clock.instant());
            found = accounts.find(owner, kind, book, year);
        }
        return Objects.requireNonNull(found);
    }

    /** The community's account. Looked for first, because opening locks a row that everybody's movements refer to. */
    private long system(long community, Ledger book, AccountKind kind) {
        var found = accounts.find(community, kind, book, 0);
        if (found == null) {
            open(community);
            found = accounts.find(community, kind, book, 0);
        }
        return Objects.requireNonNull(found).id();
    }

    /**
     * Opens all of a community's accounts in the order of their key. In any other, whoever opens the second would wait for
     * the gap that another one, who waits for the first, has asked for.
     */
    private void open(long community) {
        for (var kind : IN_ORDER) {
            for (var book : Ledger.values()) {
                openSystem(community, kind, book);
            }
        }
    }

    private void openSystem(long community, AccountKind kind, Ledger book) {
        if (!kind.running()) {
            accounts.open(ids.next(), book, kind, community, 0, clock.instant());
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }
}
