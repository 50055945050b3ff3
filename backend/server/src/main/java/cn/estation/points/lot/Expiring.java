package cn.estation.points.lot;

import java.time.Instant;

/** What of one account expires at one moment, together. */
public record Expiring(long accountId, long ownerId, long communityId, Instant expiresAt, long amount) {}
