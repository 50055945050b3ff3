package cn.estation.points;

import cn.estation.points.rule.Cap;
import cn.estation.points.rule.RuleBook;
import cn.estation.points.rule.RuleBooks;
import cn.estation.points.rule.UsedPoints;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts what work is worth by the rules of the day it was done on (赋分细则), and explains it in a sentence. Whole points
 * only; the one rounding is the rules' and is stated.
 */
@Service
public class Scoring {

    /**
     * What some work is worth.
     *
     * @param points after the caps
     * @param full before them
     * @param ruleId the version of the rules it was counted by
     * @param rule the rate, for example {@code 1 分/小时}
     * @param explanation one sentence that shows the arithmetic, and which cap bit and by how much
     */
    public record Score(long points, long full, long ruleId, String rule, String explanation) {}

    private final RuleBooks rules;
    private final UsedPoints used;
    private final PointsLedger ledger;

    Scoring(RuleBooks rules, UsedPoints used, PointsLedger ledger) {
        this.rules = rules;
        this.used = used;
        this.ledger = ledger;
    }

    /** What work would be worth if no cap bit. */
    public Score expected(Work work) {
        var book = rules.inForce(work.communityId(), work.day());
        var reckoned = book.reckon(work);
        return new Score(reckoned.points(), reckoned.points(), book.id(), reckoned.rule(), reckoned.arithmetic());
    }

    /**
     * What work is worth, caps counted from the member's earlier scores. Holds the member's accounts, so that nobody
     * scores the same member meanwhile; the caller keeps the score in the same transaction.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Score score(Work work) {
        ledger.hold(work.residentId());
        return score(work, rules.inForce(work.communityId(), work.day()), used);
    }

    /** Counts by a given version, with whatever says how much was used of a cap. */
    public static Score score(Work work, RuleBook book, UsedPoints used) {
        var reckoned = book.reckon(work);
        Bite tightest = null;
        long points = reckoned.points();
        for (var cap : book.capsOf(work)) {
            long before = cap.period() == Cap.Period.ENTRY ? 0 : used.within(work, cap);
            long room = Math.max(0, cap.points() - before);
            if (room < points) {
                points = room;
                tightest = new Bite(cap, before);
            }
        }
        var sentence = work.title() + " " + reckoned.arithmetic();
        if (tightest != null) {
            sentence += tightest.sentence(points, reckoned.points() - points);
        }
        return new Score(points, reckoned.points(), book.id(), reckoned.rule(), sentence);
    }

    /** The cap that left the least. */
    private record Bite(Cap cap, long before) {

        String sentence(long points, long less) {
            var used = cap.period() == Cap.Period.ENTRY ? "" : "，此前已计 %d 分".formatted(before);
            return "；%s%s，少计 %d 分，实计 %d 分".formatted(cap.phrase(), used, less, points);
        }
    }
}
