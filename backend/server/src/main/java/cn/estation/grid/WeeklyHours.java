package cn.estation.grid;

import cn.estation.kernel.BadInput;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a place is open in an ordinary week, as data and as text: {@code 周一至周五 9:00-12:00、13:30-17:00} and back.
 *
 * <p>A weekend day that is worked (调休) has the hours of the first of Monday to Friday that has any. On public holidays the
 * place is closed unless it says otherwise.
 *
 * @param week days without hours are absent
 * @param holiday absent if a public holiday is like any other day of the week; empty for closed
 */
public record WeeklyHours(
        Map<DayOfWeek, List<Range>> week, @Nullable List<Range> holiday) {

    /** The longest text, in characters. */
    public static final int LONGEST = 200;

    private static final int DAY = 24 * 60;

    /**
     * Part of a day.
     *
     * @param from minutes after midnight, 0 to 1439
     * @param to minutes after the same midnight, beyond 1440 on the next day; at most a day later
     */
    public record Range(int from, int to) {

        public Range {
            if (from < 0 || from >= DAY || to <= from || to - from > DAY) {
                throw new IllegalArgumentException("not a part of a day: " + from + " to " + to);
            }
        }

        /** For example {@code 9:00-12:00} or {@code 22:00-次日2:00}. */
        public String text() {
            return clock(from) + "-" + (to > DAY ? "次日" + clock(to - DAY) : clock(to));
        }

        private static String clock(int minute) {
            return "%d:%02d".formatted(minute / 60, minute % 60);
        }
    }

    public WeeklyHours {
        var copy = new EnumMap<DayOfWeek, List<Range>>(DayOfWeek.class);
        week.forEach((day, ranges) -> {
            if (!ranges.isEmpty()) {
                copy.put(day, tidy(ranges));
            }
        });
        for (var day : DayOfWeek.values()) {
            requireApart(copy.getOrDefault(day, List.of()), copy.getOrDefault(day.plus(1), List.of()));
        }
        week = Map.copyOf(copy);
        holiday = holiday == null ? null : tidy(holiday);
    }

    /**
     * Reads what people write.
     *
     * @throws BadInput if it cannot be understood, or its parts overlap
     */
    public static WeeklyHours parse(String text) {
        return new HoursReading(text).read();
    }

    /** Reads a text of our own; empty text means never open. */
    public static WeeklyHours stored(String text) {
        return text.isEmpty() ? new WeeklyHours(Map.of(), List.of()) : parse(text);
    }

    /** Reads what people write, if it can be understood. */
    public static Optional<WeeklyHours> read(String text) {
        try {
            return Optional.of(parse(text));
        } catch (BadInput notUnderstood) {
            return Optional.empty();
        }
    }

    /** The parts of a day of this kind on which the place is open. */
    public List<Range> on(DayOfWeek day, DayKind kind) {
        return switch (kind) {
            case WORKING, WEEKEND -> usual(day);
            case HOLIDAY -> holiday == null ? usual(day) : holiday;
            case ADJUSTED_WORKING -> workday(day);
        };
    }

    private List<Range> usual(DayOfWeek day) {
        return week.getOrDefault(day, List.of());
    }

    private List<Range> workday(DayOfWeek day) {
        for (var candidate : DayOfWeek.values()) {
            if (candidate.getValue() <= DayOfWeek.FRIDAY.getValue() && week.containsKey(candidate)) {
                return usual(candidate);
            }
        }
        return usual(day);
    }

    /** The one way of writing these hours; {@link #parse} reads it back to an equal value. */
    public String text() {
        return HoursText.written(this);
    }

    /** The same in a sentence or two, as one would say it. */
    public String inWords() {
        return HoursText.said(this);
    }

    private static List<Range> tidy(List<Range> ranges) {
        var sorted =
                ranges.stream().sorted(Comparator.comparingInt(Range::from)).toList();
        var result = new ArrayList<Range>();
        for (var range : sorted) {
            if (!result.isEmpty() && range.from() < result.getLast().to()) {
                throw new BadInput(
                        "“%s”和“%s”重叠了，请改成不重叠的时间。".formatted(result.getLast().text(), range.text()));
            }
            boolean joins = !result.isEmpty()
                    && range.from() == result.getLast().to()
                    && range.to() - result.getLast().from() <= DAY;
            if (joins) {
                result.add(new Range(result.removeLast().from(), range.to()));
            } else {
                result.add(range);
            }
        }
        return List.copyOf(result);
    }

    private static void requireApart(List<Range> today, List<Range> tomorrow) {
        if (!today.isEmpty()
                && !tomorrow.isEmpty()
                && today.getLast().to() - DAY > tomorrow.getFirst().from()) {
            throw new BadInput("“%s”和第二天的“%s”重叠了，请改成不重叠的时间。"
                    .formatted(today.getLast().text(), tomorrow.getFirst().text()));
        }
    }
}
