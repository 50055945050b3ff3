package cn.estation.points;

/**
 * Two people have corrected what a member has.
 *
 * @param amount above zero for more, below for less
 */
public record PointsAdjusted(
        long residentId, long communityId, Ledger ledger, long amount, String reason, long adjustmentId) {}
