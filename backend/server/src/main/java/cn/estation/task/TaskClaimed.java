package cn.estation.task;

import java.time.Instant;

/** A member has claimed a place in a task. */
public record TaskClaimed(
        long claimId,
        long taskId,
        long residentId,
        long communityId,
        String title,
        String place,
        Instant startsAt,
        Instant endsAt) {}
