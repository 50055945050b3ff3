package cn.estation.guide.search;

/**
 * A guide that was found.
 *
 * @param score only comparable within one answer
 * @param confident true if it may be given as the answer, not just as a suggestion
 */
public record Ranked(long guideId, long versionId, String title, double score, boolean confident) {}
