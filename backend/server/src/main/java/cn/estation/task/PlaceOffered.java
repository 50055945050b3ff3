package cn.estation.task;

import java.time.Instant;

/** A place came free for somebody who waited for it. It is kept until {@code until}. */
public record PlaceOffered(
        long claimId, long taskId, long residentId, long communityId, String title, Instant startsAt, Instant until) {}
