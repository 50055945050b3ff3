package cn.estation.points.lot;

import java.time.Instant;

/**
 * Points that came together and expire together.
 *
 * @param rootId the lot these points first came in; the lot itself unless they came back after that one's time
 * @param expiresAt midnight in China after the last day
 */
public record Lot(
        long id,
        long accountId,
        long communityId,
        long transactionId,
        long rootId,
        long amount,
        long remaining,
        Instant expiresAt,
        Instant warnAt,
        Instant createdAt) {}
