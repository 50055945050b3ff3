package cn.estation.task;

import java.time.Instant;

/** Nobody saw a member check in. Until {@code until} they may say why, or that they were there. */
public record ClaimMissed(long claimId, long taskId, long residentId, long communityId, String title, Instant until) {}
