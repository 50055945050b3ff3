package cn.estation.points;

import org.jspecify.annotations.Nullable;

/**
 * Whoever objected to a score has their answer.
 *
 * @param residentId who objected
 * @param takenBack false if the score stands: whoever objected to their own has the rest added by an adjustment. Absent
 *     in events of before that was so
 */
public record ObjectionAnswered(
        long residentId,
        long communityId,
        long objectionId,
        String title,
        boolean upheld,
        String answer,
        @Nullable Boolean takenBack) {}
