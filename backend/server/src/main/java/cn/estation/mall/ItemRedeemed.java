package cn.estation.mall;

import java.time.Instant;

/** A resident has traded points for one unit of an item, to be collected until {@code expiresAt}. */
public record ItemRedeemed(
        long redemptionId,
        long residentId,
        long communityId,
        String itemName,
        long price,
        String pickupPlace,
        Instant expiresAt) {}
