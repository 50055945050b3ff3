package cn.estation.points;

import cn.estation.kernel.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only way points move. Every movement names its source, and in one ledger a source moves points once; every
 * movement is two lines that cancel out, one of the member and one of the community's system account.
 *
 * <p>Callers bring the transaction: points change together with whatever they pay for, or not at all. Each movement
 * first holds the member's accounts, so one member's movements take turns and a source that came before is seen.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class PointsLedger {

    /** The largest amount of one movement. The columns hold this nine million million times over. */
    public static final long CAP = 1_000_000;

    private final AccountMapper accounts;
    private final LedgerMapper ledger;
    private final Ids ids;
    private final Clock clock;

    PointsLedger(AccountMapper accounts, LedgerMapper ledger, Ids ids, Clock clock) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps a member's accounts to this transaction until it ends, and opens them if this is the first time. */
    public void hold(long residentId) {
        held(residentId);
    }

    /**
     * Gives points to a member. A source that moved points before is left alone, so events may arrive twice.
     *
     * @return true if points moved now
     */
    public boolean credit(Posting posting) {
        return move(posting, posting.amount(), AccountKind.ISSUE);
    }

    /**
     * Takes points from a member. A source that moved points before is left alone.
     *
     * @return true if points moved now
     * @throws InsufficientPoints if the balance does not cover the amount
     */
    public boolean debit(Posting posting) {
        return move(posting, -posting.amount(), AccountKind.REDEEM);
    }

    /**
     * Undoes what a source moved, once, by as much as was moved, in every ledger it moved points in.
     *
     * @return true if points moved now; false if the source moved none or was reversed before
     * @throws InsufficientPoints if what was given has been spent
     */
    public boolean reverse(String sourceKind, long sourceId, String explanation) {
        boolean moved = false;
        for (var book : Ledger.values()) {
            var original = ledger.find(book, sourceKind, sourceId);
            moved |= original != null && reverse(original, explanation);
        }
        return moved;
    }

    private boolean reverse(PointsTransaction original, String explanation) {
        var lines = ledger.linesOf(original.id());
        var member = lines.stream()
                .filter(line -> line.sequence() != null)
                .findFirst()
                .orElseThrow();
        var system = lines.stream()
                .filter(line -> line.sequence() == null)
                .findFirst()
                .orElseThrow();
        held(accounts.byId(member.accountId()).ownerId());
        if (ledger.find(original.ledger(), PointsSource.REVERSAL, original.id()) != null) {
            return false;
        }
        var reversal = new PointsTransaction(
                ids.next(),
                original.ledger(),
                original.communityId(),
                PointsSource.REVERSAL,
                original.id(),
                original.id(),
                original.rule(),
                explanation,
                "",
                clock.instant());
        record(reversal, member.accountId(), system.accountId(), -member.amount());
        return true;
    }

    private boolean move(Posting posting, long amount, AccountKind counterpart) {
        if (posting.amount() < 1 || posting.amount() > CAP) {
            throw new IllegalArgumentException("an amount is 1 to " + CAP + ", not " + posting.amount());
        }
        var member = held(posting.residentId()).stream()
                .filter(account -> account.ledger() == posting.ledger())
                .findFirst()
                .orElseThrow();
        var source = posting.source();
        if (ledger.find(posting.ledger(), source.kind(), source.id()) != null) {
            return false;
        }
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
                clock.instant());
        record(transaction, member.id(), system(posting, counterpart), amount);
        return true;
    }

    private void record(PointsTransaction transaction, long member, long system, long amount) {
        if (accounts.move(member, amount) == 0) {
            throw new InsufficientPoints(-amount, accounts.byId(member).balance());
        }
        var now = accounts.byId(member);
        ledger.insertTransaction(transaction);
        line(transaction, member, amount, now.sequence(), now.balance());
        line(transaction, system, -amount, null, null);
    }

    private void line(
            PointsTransaction transaction, long account, long amount, @Nullable Long sequence, @Nullable Long balance) {
        ledger.insertLine(new PointsLine(ids.next(), transaction.id(), account, amount, sequence, balance));
    }

    private List<AccountMapper.Account> held(long residentId) {
        var held = accounts.lock(residentId);
        if (held.size() == Ledger.values().length) {
            return held;
        }
        open(residentId, AccountKind.MEMBER);
        return accounts.lock(residentId);
    }

    /** The community's account. Looked for first, because opening locks a row that everybody's movements refer to. */
    private long system(Posting posting, AccountKind kind) {
        var found = accounts.find(posting.communityId(), kind, posting.ledger());
        if (found == null) {
            open(posting.communityId(), kind);
            found = accounts.find(posting.communityId(), kind, posting.ledger());
        }
        return Objects.requireNonNull(found).id();
    }

    /**
     * Opens the accounts of both ledgers in the order of the key. In any other order, whoever opens the second would wait
     * for the gap that another one, who waits for the first, has asked for.
     */
    private void open(long owner, AccountKind kind) {
        for (var book : Ledger.values()) {
            accounts.open(ids.next(), book, kind, owner, clock.instant());
        }
    }
}
