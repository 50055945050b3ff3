package cn.estation.mall;

/** The unit was handed over. */
public record RedemptionCollected(long redemptionId, long residentId, long communityId, String itemName) {}
