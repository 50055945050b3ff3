package cn.estation.guide.search;

import java.util.List;

/**
 * Decides whether the best guide may be given as the answer; otherwise people are asked what they meant. The one rule for
 * the bot and for the evaluation.
 *
 * <p>It may if the guide holds most of what was asked, its score is good in itself, and no other guide comes near.
 */
final class Confidence {

    private static final double COVERED = 0.5;
    private static final double GOOD = 0.48;
    private static final double AHEAD = 1.35;

    private Confidence() {}

    /** @param best the best guides, best first */
    static boolean holds(List<Candidate> best) {
        if (best.isEmpty()) {
            return false;
        }
        var first = best.getFirst();
        return first.covered() >= COVERED
                && first.score() >= GOOD
                && (best.size() == 1 || first.score() >= AHEAD * best.get(1).score());
    }
}
