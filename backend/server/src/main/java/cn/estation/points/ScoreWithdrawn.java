package cn.estation.points;

/** A score that was shown to the community is not posted after all. */
public record ScoreWithdrawn(long residentId, long communityId, long scoreId, long points, String why) {}
