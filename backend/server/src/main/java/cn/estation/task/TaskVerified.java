package cn.estation.task;

/**
 * The work of one claim was verified.
 *
 * @param minutes of service that were verified
 * @param points they are worth, possibly 0
 * @param evidence what shows that the member was there
 * @param rule how points are counted, for example {@code 1 分/小时}
 * @param arithmetic how they were counted, for example {@code 2 小时 × 1 分/小时 = 2 分}
 */
public record TaskVerified(
        long claimId,
        long taskId,
        long residentId,
        long communityId,
        String title,
        int minutes,
        int points,
        String evidence,
        String rule,
        String arithmetic) {}
