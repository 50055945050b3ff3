package cn.estation.appointment.activity;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How often an activity takes place. */
public enum Every {
    DAY("每天", 1),
    WEEK("每周", 7),
    FORTNIGHT("每两周", 14);

    private final String title;
    private final int days;

    Every(String title, int days) {
        this.title = title;
        this.days = days;
    }

    public String title() {
        return title;
    }

    /** The days of so many sessions; a day that is left out is made up for at the end. */
    List<LocalDate> from(LocalDate first, int sessions, Predicate<LocalDate> leftOut) {
        return Stream.iterate(first, day -> day.plusDays(days))
                .limit(sessions * 4L)
                .filter(leftOut.negate())
                .limit(sessions)
                .toList();
    }

    /** The last day that may come into question. */
    LocalDate latest(LocalDate first, int sessions) {
        return first.plusDays(sessions * 4L * days);
    }
}
