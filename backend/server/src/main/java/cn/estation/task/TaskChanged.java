package cn.estation.task;

/**
 * A task was changed after somebody claimed it: they confirm, or withdraw free of blame.
 *
 * @param version what the task says now
 * @param summary what was changed, from what to what
 */
public record TaskChanged(
        long claimId,
        long taskId,
        long residentId,
        long communityId,
        String title,
        int version,
        String summary,
        String reason) {}
