package cn.estation.guide.search;

/**
 * A guide on its way through the ranking.
 *
 * @param score 0 to about 1
 * @param covered the share of the question's pairs that the guide holds
 */
record Candidate(GuideText text, double score, double covered) {

    IndexedGuide guide() {
        return text.guide;
    }

    /** Whether a name of the guide says just what was asked. */
    boolean called(Question question) {
        return text.cores.contains(question.core());
    }

    /** Whether a name of the guide says just what was asked, in the same or in other words for the whole of it. */
    boolean meant(Question question) {
        return called(question) || question.inOtherWords().anyMatch(text.cores::contains);
    }

    Candidate plus(double more) {
        return new Candidate(text, score + more, covered);
    }

    Ranked ranked(boolean likely, boolean confident) {
        return new Ranked(guide().guideId(), guide().versionId(), guide().title(), score, likely, confident);
    }
}
