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

    Candidate plus(double more) {
        return new Candidate(text, score + more, covered);
    }

    Ranked ranked(boolean confident) {
        return new Ranked(guide().guideId(), guide().versionId(), guide().title(), score, confident);
    }
}
