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
     * Below this a guide shares some words with a question, but not what it asks. Measured on residents' questions for the
     * demonstration guides and on small talk, riddles and matters of no office: of the former no right answer among the first
     * three falls below, of the latter four in five do. In few words a name that shares two characters scores high already,
     * so they ask for more.
     */
    private static final double LIKELY = 0.33;

    private static final double LIKELY_IN_A_WORD = 0.52;
    private static final int A_WORD = 4;
    private static final int A_SENTENCE = 6;

    private Confidence() {}

    /** Whether to ask if this guide is meant, instead of saying that there is none. */
    static boolean likely(Question question, Candidate candidate) {
        double way = Math.clamp((question.length() - A_WORD) / (double) (A_SENTENCE - A_WORD), 0.0, 1.0);
        double least = LIKELY_IN_A_WORD + way * (LIKELY - LIKELY_IN_A_WORD);
        return candidate.score() + candidate.covered() / 2 >= least || candidate.meant(question);
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
