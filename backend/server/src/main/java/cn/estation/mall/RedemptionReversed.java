package cn.estation.mall;

/**
 * A redemption ended without the unit; the points are back.
 *
 * @param how CANCELLED_BY_MEMBER, CANCELLED_BY_SHOP or EXPIRED
 * @param reason for the resident to read, empty if there is none
 */
public record RedemptionReversed(
        long redemptionId, long residentId, long communityId, String itemName, long price, String how, String reason) {}
