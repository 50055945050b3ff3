package cn.estation.guide;

/** A version of a guide has become the one residents see. */
public record GuidePublished(long guideId, long versionId, String title) {}
