package cn.estation.points.rule;

import cn.estation.kernel.Time;
import cn.estation.points.Scoring;
import cn.estation.points.Scoring.Score;
import cn.estation.points.Work;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Shows what rules would have made of the last month's work before anybody approves them. Caps are counted over these
 * scores alone, in the order in which they were given.
 */
@Service
class RulePreview {

    private static final int DAYS = 30;
    static final int MOST = 5_000;

    private final PastScores past;
    private final Clock clock;

    RulePreview(PastScores past, Clock clock) {
        this.past = past;
        this.clock = clock;
    }

    /** One score as it was and as it would be. */
    record Compared(PastScores.Past past, Score would) {

        long difference() {
            return would.points() - past.points();
        }
    }

    /**
     * @param truncated true if there were more scores than were looked at
     * @param changed those that would be another number, the greatest differences first
     */
    record Preview(
            LocalDate from,
            LocalDate to,
            int scores,
            boolean truncated,
            long before,
            long after,
            int members,
            List<Compared> changed) {}

    Preview preview(RuleBook book, List<Long> communities) {
        var to = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        var from = to.minusDays(DAYS);
        var scores = past.scores(communities, from, to, MOST + 1);
        boolean truncated = scores.size() > MOST;
        var looked = scores.subList(0, Math.min(MOST, scores.size()));
        var counter = new Counter();
        var compared = new ArrayList<Compared>();
        for (var one : looked) {
            var would = Scoring.score(one.work(), book, counter);
            counter.count(one.work(), book, would.points());
            compared.add(new Compared(one, would));
        }
        var changed = compared.stream()
                .filter(one -> one.difference() != 0)
                .sorted((a, b) -> Long.compare(Math.abs(b.difference()), Math.abs(a.difference())))
                .toList();
        return new Preview(
                from,
                to,
                looked.size(),
                truncated,
                compared.stream().mapToLong(one -> one.past().points()).sum(),
                compared.stream().mapToLong(one -> one.would().points()).sum(),
                (int) changed.stream()
                        .map(one -> one.past().work().residentId())
                        .distinct()
                        .count(),
                changed);
    }

    /** What the previewed scores have used of each cap. */
    private static final class Counter implements UsedPoints {

        private record Key(long resident, Cap cap, LocalDate first) {}

        private final Map<Key, Long> used = new HashMap<>();

        @Override
        public long within(Work work, Cap cap) {
            return used.getOrDefault(key(work, cap), 0L);
        }

        void count(Work work, RuleBook book, long points) {
            book.capsOf(work).forEach(cap -> used.merge(key(work, cap), points, Long::sum));
        }

        private static Key key(Work work, Cap cap) {
            return new Key(work.residentId(), cap, cap.period().first(work.day()));
        }
    }
}
