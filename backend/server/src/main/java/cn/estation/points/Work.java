package cn.estation.points;

import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Work that was done, as its score is counted from it.
 *
 * @param source what it was; a source is scored once
 * @param kind the kind the rules know, for example {@code PATROL}; any other is counted as the rest
 * @param startedAt decides the day it counts for, which rules apply and what of it was at night
 */
public record Work(
        PointsSource source,
        long residentId,
        long communityId,
        String title,
        String kind,
        int minutes,
        Grade grade,
        Instant startedAt,
        boolean emergency) {

    /** The day in China it counts for. */
    public LocalDate day() {
        return LocalDate.ofInstant(startedAt, Time.CHINA);
    }
}
