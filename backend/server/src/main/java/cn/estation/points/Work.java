package cn.estation.points;

import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Work that was done, as its score is counted from it.
 *
 * @param source what it was; a source is scored once
 * @param kind the kind the rules know, for example {@code PATROL}; any other is counted as the rest
 * @param startedAt decides the day it counts for, which rules apply and what of it was at night
 * @param rate the rate that was promised for just this work, absent for the rules' own
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
        boolean emergency,
        @Nullable Rate rate) {

    /** The day in China it counts for. */
    public LocalDate day() {
        return LocalDate.ofInstant(startedAt, Time.CHINA);
    }

    /**
     * Points by the hour or by the time.
     *
     * @param hundredths hundredths of a point, 0 to 100,000
     */
    public record Rate(Method method, int hundredths) {

        /** For example {@code 1 分/小时}. */
        public String phrase() {
            return decimal(hundredths) + " 分/" + method.unit();
        }
    }

    /** What a rate counts. */
    public enum Method {
        HOURLY("小时"),
        FIXED("次");

        private final String unit;

        Method(String unit) {
            this.unit = unit;
        }

        public String unit() {
            return unit;
        }
    }

    /** Hundredths as a number without zeros at its end: {@code 100} is 1, {@code 150} is 1.5. */
    public static String decimal(long hundredths) {
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        var rest =
                hundredths % 100 % 10 == 0 ? Long.toString(hundredths % 100 / 10) : "%02d".formatted(hundredths % 100);
        return hundredths / 100 + "." + rest;
    }
}
