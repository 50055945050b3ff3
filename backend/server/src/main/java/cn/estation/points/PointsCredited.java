package cn.estation.points;

/**
 * A member has been given points to spend.
 *
 * @param why the sentence that explains the amount
 * @param sourceKind what they come from, with {@code sourceId} unique
 */
public record PointsCredited(
        long residentId, long communityId, long amount, String why, String sourceKind, long sourceId) {}
