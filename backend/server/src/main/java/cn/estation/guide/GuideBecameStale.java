package cn.estation.guide;

/**
 * A published guide is perhaps out of date.
 *
 * @param owner login of the staff member who answers for it; empty if nobody does
 * @param why one sentence for the owner
 * @param day on which it was noticed, ISO: the same guide may be doubted again another day
 */
public record GuideBecameStale(long guideId, String title, String owner, String why, String day) {}
