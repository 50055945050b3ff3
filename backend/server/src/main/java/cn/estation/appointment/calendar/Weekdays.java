package cn.estation.appointment.calendar;

import java.time.DayOfWeek;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Days of the week as they are kept: one bit each, Monday is 1. */
public final class Weekdays {

    /** Monday to Friday. */
    public static final int WORKING_WEEK = 0b0011111;

    private Weekdays() {}

    public static int of(Collection<DayOfWeek> days) {
        return days.stream().mapToInt(Weekdays::bit).reduce(0, (bits, bit) -> bits | bit);
    }

    public static boolean contains(int bits, DayOfWeek day) {
        return (bits & bit(day)) != 0;
    }

    public static Set<DayOfWeek> days(int bits) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (contains(bits, day)) {
                days.add(day);
            }
        }
        return days;
    }

    private static int bit(DayOfWeek day) {
        return 1 << (day.getValue() - 1);
    }
}
