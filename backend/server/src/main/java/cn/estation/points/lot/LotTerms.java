package cn.estation.points.lot;

import cn.estation.kernel.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * How long points can be spent.
 *
 * @param years until the end of so many calendar years after the one they came in
 * @param warningDays how long before that their owner is told
 * @param returnDays how long, at the least, what comes back can still be spent
 */
public record LotTerms(int years, int warningDays, int returnDays) {

    /** Midnight in China after the last day of points that come today. */
    public Instant expiresAt(LocalDate today) {
        return midnight(LocalDate.of(today.getYear() + years + 1, 1, 1));
    }

    public Instant warnAt(LocalDate today) {
        return warnAtFor(expiresAt(today));
    }

    public Instant warnAtFor(Instant expiresAt) {
        return expiresAt.minus(Duration.ofDays(warningDays));
    }

    /** The earliest midnight at which points that come back today may expire. */
    public Instant leastAfterReturn(LocalDate today) {
        return midnight(today.plusDays(returnDays + 1L));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(Time.CHINA).toInstant();
    }
}
