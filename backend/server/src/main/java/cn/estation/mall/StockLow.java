package cn.estation.mall;

/**
 * Few are left of a listed item at a site, and there were more a moment ago, or fewer counted as few.
 *
 * @param eventId another each time it happens
 * @param left how many, perhaps none
 */
public record StockLow(long eventId, long itemId, long siteId, long communityId, String itemName, int left) {}
