package cn.estation.points;

/**
 * Points that a member had been given were taken back.
 *
 * @param amount how many
 * @param owed how many of them had been spent and are owed now; the next points earned pay them back
 * @param why the sentence that explains it
 */
public record PointsReversed(
        long residentId, long communityId, Ledger ledger, long amount, long owed, String why, long transactionId) {}
