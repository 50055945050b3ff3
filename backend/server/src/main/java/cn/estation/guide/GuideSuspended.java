package cn.estation.guide;

/** A guide has been taken from sight. */
public record GuideSuspended(long guideId, long versionId) {}
