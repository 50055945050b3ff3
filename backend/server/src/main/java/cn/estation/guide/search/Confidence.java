package cn.estation.guide.search;

import java.util.List;

/**
 * Decides whether the best guide may be given as the answer; otherwise people are asked what they meant. The one rule for
 * the bot and for the evaluation.
 *
 * <p>It may if the guide holds most of what was asked, its score is good in itself, and no other guide comes near; or if it is
 * called exactly so and no other guide is, in the words of the question or in words that stand for the whole of it.
 */
final class Confidence {

    private static final double COVERED = 0.5;
    private static final double GOOD = 0.48;
    private static final double AHEAD = 1.35;

    /** In few words nobody says more than the thing itself, so less of a lead will do. */
    private static final double AHEAD_IN_BRIEF = 1.2;

    private static final int BRIEF = 8;

    /**
     * Below this a guide shares some words with a question, but not what it asks. Measured: on guides no right answer
     * among the first three falls below, and of questions that no community answers two in three do.
     */
    private static final double LIKELY = 0.22;

    private Confidence() {}

    /** Whether to ask if this guide is meant, instead of saying that there is none. */
    static boolean likely(Question question, Candidate candidate) {
        return candidate.score() >= LIKELY || candidate.meant(question);
    }

    /** @param best the best guides, best first */
    static boolean holds(Question question, List<Candidate> best) {
        if (best.isEmpty()) {
            return false;
        }
        var first = best.getFirst();
        boolean otherwise = !first.called(question) && first.meant(question);
        if (otherwise && (best.size() == 1 || !best.get(1).meant(question))) {
            return true;
        }
        if (first.covered() < COVERED) {
            return false;
        }
        if (first.called(question)) {
            return best.size() == 1 || !best.get(1).called(question);
        }
        double ahead = question.length() <= BRIEF ? AHEAD_IN_BRIEF : AHEAD;
        return first.score() >= GOOD
                && (best.size() == 1 || first.score() >= ahead * best.get(1).score());
    }
}
