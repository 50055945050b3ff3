package cn.estation.task;

/**
 * Somebody else than who published the task has looked at what a member said of their absence.
 *
 * @param outcome {@code EXCUSED}, {@code NO_SHOW} or {@code SUBMITTED}: they were there after all
 */
public record ContestDecided(
        long claimId, long taskId, long residentId, long communityId, String title, String outcome, String reason) {}
