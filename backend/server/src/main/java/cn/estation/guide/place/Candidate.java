package cn.estation.guide.place;

import cn.estation.grid.Counter;
import cn.estation.grid.OpeningHours.Standing;
import cn.estation.grid.ServicePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A counter that could do it.
 *
 * @param named true if it was said of this counter that it handles the item, not only that it handles all of its level
 * @param depth how deep in the tree the cell lies for which the point serves this person; 0 if that is not known
 * @param metres from the person, if that is known
 */
record Candidate(
        ServicePoint point,
        Counter counter,
        boolean named,
        int depth,
        @Nullable Integer metres,
        Standing standing) {

    /** Waiting this long for the usual place is no hardship. */
    private static final Duration WAIT = Duration.ofHours(1);

    /** Farther than this nobody should be sent only because the usual place is closed. */
    private static final int FAR = 10_000;

    private static final int UNKNOWN = Integer.MAX_VALUE;

    /** The usual place first: whom it serves most closely, then how near, then whose business it is. */
    static final Comparator<Candidate> USUAL = Comparator.comparingInt((Candidate one) -> -one.depth)
            .thenComparingInt(one -> one.metres == null ? UNKNOWN : one.metres)
            .thenComparing(one -> !one.named)
            .thenComparing(one -> one.point.code())
            .thenComparingInt(one -> one.counter.position());

    /** Where to go instead of the usual place; itself if nothing else helps. */
    static Candidate best(List<Candidate> ranked, Instant now) {
        var usual = ranked.getFirst();
        if (usual.standing.open()) {
            return usual;
        }
        return ranked.stream()
                .skip(1)
                .filter(other -> other.helpsInsteadOf(usual, now))
                .min(Comparator.comparing((Candidate one) -> !one.standing.open())
                        .thenComparing(one -> one.point.id() != usual.point.id())
                        .thenComparing(one -> one.standing.open() ? now : one.opens())
                        .thenComparing(USUAL))
                .orElse(usual);
    }

    private boolean helpsInsteadOf(Candidate usual, Instant now) {
        boolean here = point.id() == usual.point.id();
        if (here) {
            return standing.open() || opens().isBefore(usual.opens());
        }
        if (metres != null && metres > FAR) {
            return false;
        }
        if (standing.open()) {
            return usual.opens().isAfter(now.plus(WAIT));
        }
        return Wording.day(opens()).isBefore(Wording.day(usual.opens()));
    }

    /** Never is later than anything. */
    private Instant opens() {
        var next = standing.next();
        return next == null ? Instant.MAX.minus(Duration.ofDays(366_000)) : next;
    }
}
