package cn.estation.appointment.desk;

import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.booking.SubStatus;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * Which bookings a list shows. Every number of the calendars and the figures has a search that lists exactly what it
 * counts.
 *
 * @param point at this service point
 * @param office of this office and at no service point
 * @param from first day of the appointments
 * @param seated those that have or had a place and did not give it back
 * @param real not only looked at: holds that came to nothing are left out
 * @param flagged something changed since, and nobody has dealt with it
 * @param leadFrom booked at least so many days ahead
 * @param leadTo booked at most so many days ahead
 */
public record BookingSearch(
        @Nullable Id point,
        @Nullable Id office,
        @Nullable Id bookable,
        @Nullable Id slot,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,

        @Nullable BookingStatus status,
        @Nullable SubStatus sub,
        @Nullable Outcome outcome,
        @Nullable Boolean seated,
        @Nullable Boolean real,
        @Nullable Boolean flagged,
        @Nullable Integer leadFrom,
        @Nullable Integer leadTo) {

    private static final int MOST_DAYS = 366;

    /** What waits for staff: requests to agree to. */
    public static BookingSearch requests() {
        return only(BookingStatus.HELD, SubStatus.REQUESTED, null);
    }

    /** What waits for staff: absences somebody has given a reason for. */
    public static BookingSearch contests() {
        return only(BookingStatus.ABSENT, SubStatus.CONTESTED, null);
    }

    /** What waits for staff: bookings that something has changed about. */
    public static BookingSearch flags() {
        return only(null, null, true);
    }

    private static BookingSearch only(
            @Nullable BookingStatus status, @Nullable SubStatus sub, @Nullable Boolean flagged) {
        return new BookingSearch(
                null, null, null, null, null, null, status, sub, null, null, null, flagged, null, null);
    }

    /**
     * The same with days where nothing else keeps the list short: today, unless something was named.
     *
     * @throws BadInput if the days are in the wrong order or more than a year
     */
    BookingSearch bounded(LocalDate today) {
        boolean narrow = slot != null
                || Boolean.TRUE.equals(flagged)
                || sub == SubStatus.REQUESTED
                || sub == SubStatus.CONTESTED
                || sub == SubStatus.OFFERED;
        var first = from;
        var last = to;
        if (first == null && !narrow) {
            first = last == null ? today : last.minusDays(30);
        }
        if (last == null && !narrow && first != null) {
            last = first.isAfter(today) ? first : today;
        }
        if (first != null && last != null) {
            if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
                throw new BadInput("请选择开始不晚于结束、不超过一年的日期。");
            }
        }
        return new BookingSearch(
                point, office, bookable, slot, first, last, status, sub, outcome, seated, real, flagged, leadFrom,
                leadTo);
    }
}
