package cn.estation.mall;

/** The shop does not take back what was collected, and says why. */
public record ReturnRefused(long redemptionId, long residentId, long communityId, String itemName, String reason) {}
