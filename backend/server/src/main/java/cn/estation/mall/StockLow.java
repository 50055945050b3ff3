package cn.estation.mall;

/**
 * Somebody took the unit after which only so many are left at a site.
 *
 * @param eventId another each time it happens
 */
public record StockLow(long eventId, long itemId, long siteId, long communityId, String itemName, int left) {}
