package cn.estation.points.lot;

import cn.estation.kernel.Ids;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The lots behind a balance. Whatever comes is a lot with a last day; whatever goes is taken from the lots that expire
 * first; what comes back goes where it was taken from. Only for whoever holds the member's accounts.
 */
@Component
public class Lots {

    /** The transaction that changes lots, and whose community it is of. */
    public record Cause(long transactionId, long communityId) {}

    private final LotMapper lots;
    private final Ids ids;
    private final Clock clock;

    Lots(LotMapper lots, Ids ids, Clock clock) {
        this.lots = lots;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is left past its time. */
    public List<Lot> due(long account) {
        return lots.due(account, clock.instant());
    }

    /** Lays down what a transaction brought. */
    public void add(long account, Cause by, long amount, LotTerms terms) {
        var today = today();
        long id = ids.next();
        insert(id, account, by, id, amount, terms.expiresAt(today), terms.warnAt(today));
    }

    /** Takes so much, the first to expire first. */
    public void take(long account, Cause by, long amount) {
        take(lots.open(account, clock.instant()), by, amount);
    }

    /** Takes so much of what a transaction brought, anew or back, and what is missing there from the others. */
    public void takeBack(long account, Cause by, long brought, long amount) {
        var now = clock.instant();
        var own = family(brought).stream()
                .filter(lot -> lot.remaining() > 0 && lot.expiresAt().isAfter(now))
                .toList();
        long there = Math.min(amount, own.stream().mapToLong(Lot::remaining).sum());
        take(own, by, there);
        take(lots.open(account, now), by, amount - there);
    }

    /** How much of what a transaction brought expired before anybody used it. */
    public long expired(long brought) {
        var family = family(brought);
        return family.isEmpty() ? 0 : lots.expired(family.stream().map(Lot::id).toList());
    }

    private List<Lot> family(long brought) {
        var first = lots.broughtBy(brought).stream().map(Lot::id).toList();
        return first.isEmpty() ? List.of() : lots.family(first);
    }

    private void take(List<Lot> from, Cause by, long amount) {
        long missing = amount;
        for (var lot : from) {
            if (missing == 0) {
                break;
            }
            long part = Math.min(missing, lot.remaining());
            takeFrom(lot, by, part);
            missing -= part;
        }
        if (missing > 0) {
            throw new IllegalStateException(
                    "lots and balance differ by " + missing + " in transaction " + by.transactionId());
        }
    }

    /** Takes from one lot. */
    public void takeFrom(Lot lot, Cause by, long amount) {
        if (lots.take(lot.id(), amount) == 0) {
            throw new IllegalStateException("lot " + lot.id() + " has less than " + amount);
        }
        lots.record(ids.next(), lot.id(), by.transactionId(), -amount, null);
    }

    /**
     * Puts back what a transaction took, into the lots it was taken from and with their old last days. A lot that is over,
     * or would be before the rule's least time, is followed by a new one that lasts that long.
     */
    public void putBack(long account, Cause by, long taker, long amount, LotTerms terms) {
        long missing = amount;
        for (var taken : lots.takenBy(taker)) {
            long part = Math.min(missing, taken.amount() - taken.back());
            if (part > 0) {
                putBack(account, by, taken, part, terms);
                missing -= part;
            }
        }
        if (missing > 0) {
            // Spent before there were lots.
            add(account, by, missing, terms);
        }
    }

    private void putBack(long account, Cause by, LotMapper.Taken taken, long amount, LotTerms terms) {
        var today = today();
        var lot = lots.byId(taken.lotId());
        var least = terms.leastAfterReturn(today);
        if (lot.expiresAt().isBefore(least)) {
            long id = ids.next();
            lots.insert(new Lot(
                    id,
                    account,
                    by.communityId(),
                    by.transactionId(),
                    lot.rootId(),
                    amount,
                    amount,
                    least,
                    terms.warnAtFor(least),
                    clock.instant()));
            lots.record(ids.next(), id, by.transactionId(), amount, taken.id());
            return;
        }
        if (lots.putBack(lot.id(), amount) == 0) {
            throw new IllegalStateException("more came back into lot " + lot.id() + " than was in it");
        }
        lots.record(ids.next(), lot.id(), by.transactionId(), amount, taken.id());
    }

    private void insert(long id, long account, Cause by, long root, long amount, Instant expires, Instant warn) {
        lots.insert(new Lot(
                id,
                account,
                by.communityId(),
                by.transactionId(),
                root,
                amount,
                amount,
                expires,
                warn,
                clock.instant()));
        lots.record(ids.next(), id, by.transactionId(), amount, null);
    }

    /** The next to expire of what can be spent. */
    public List<Expiring> expiring(long account) {
        return lots.expiring(account, clock.instant());
    }

    /** What is past its time and not written off yet. */
    public long overdue(long account) {
        return lots.overdue(account, clock.instant());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }
}
