package cn.estation.guide;

/** A resident has said that something in a guide is wrong. */
public record GuideReported(long reportId, long guideId, long versionId) {}
