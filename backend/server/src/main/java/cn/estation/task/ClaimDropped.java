package cn.estation.task;

/**
 * A claim ended without points and not by the member's own doing.
 *
 * @param how {@code CANCELLED}: the task was; {@code REJECTED}: the work was not accepted; {@code LAPSED}: no place came
 *     free, or an offered one was not taken in time; {@code RELEASED}: the member may no longer take part
 * @param reason for the member to read
 */
public record ClaimDropped(
        long claimId, long taskId, long residentId, long communityId, String title, String how, String reason) {}
