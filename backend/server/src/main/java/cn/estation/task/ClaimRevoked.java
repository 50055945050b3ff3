package cn.estation.task;

/**
 * Work that had been verified turned out not to be true: its points are taken back, its claim stays to be seen.
 *
 * @param reason for the member to read
 */
public record ClaimRevoked(long claimId, long taskId, long residentId, long communityId, String title, String reason) {}
