package cn.estation.guide;

/**
 * A published guide that fits a question.
 *
 * @param score only comparable within one answer
 * @param likely true if it is worth asking whether this is meant; otherwise it is only the nearest there is
 * @param confident true if it may be given as the answer, not just as a suggestion
 */
public record GuideHit(long guideId, long versionId, String title, double score, boolean likely, boolean confident) {}
