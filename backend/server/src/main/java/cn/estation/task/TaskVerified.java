package cn.estation.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * The work of one claim was verified. What it is worth is for the rules of points to say; the points named here are what
 * the member was told to expect.
 *
 * @param minutes of service that were verified
 * @param points they are expected to be worth, before any cap; possibly 0
 * @param evidence what shows that the member was there
 * @param rule how the expected points are counted, for example {@code 1 分/小时}
 * @param arithmetic how they were counted, for example {@code 2 小时 × 1 分/小时 = 2 分}
 * @param kind what kind of work it was, a name of {@link TaskKind}
 * @param grade how well it is shown: A, B, C or D
 * @param startedAt when the member's work began: with the task or, for who came later, then
 * @param emergency true if the member was called up
 */
// Events stored while a task could have a rate of its own still name it; it no longer counts.
@JsonIgnoreProperties("own")
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
        String arithmetic,
        String kind,
        String grade,
        Instant startedAt,
        boolean emergency) {}
