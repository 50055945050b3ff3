package cn.estation.task;

import java.time.Instant;

/** A task can be claimed from now on. */
public record TaskPublished(
        long taskId, long communityId, String title, String place, Instant startsAt, Instant endsAt) {}
