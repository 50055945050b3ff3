package cn.estation.grid;

import cn.estation.grid.WeeklyHours.Range;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes opening hours: in the form that can be read back, and as one would say them. */
final class HoursText {

    private static final String NAMES = "一二三四五六日";

    private HoursText() {}

    /** Days that follow each other with the same hours. */
    private record Run(DayOfWeek first, DayOfWeek last, List<Range> ranges) {

        String days(String to) {
            if (first == DayOfWeek.MONDAY && last == DayOfWeek.SUNDAY) {
                return "每天";
            }
            if (first == last) {
                return name(first);
            }
            return last == first.plus(1) ? name(first) + "、" + name(last) : name(first) + to + name(last);
        }
    }

    static String written(WeeklyHours hours) {
        var clauses = new ArrayList<String>();
        runs(hours).stream()
                .filter(run -> !run.ranges().isEmpty())
                .forEach(run -> clauses.add(run.days("至") + " " + written(run.ranges())));
        var holiday = hours.holiday();
        if (holiday == null) {
            clauses.add("节假日照常");
        } else if (!holiday.isEmpty()) {
            clauses.add("节假日 " + written(holiday));
        }
        return String.join("；", clauses);
    }

    private static String written(List<Range> ranges) {
        return ranges.stream().map(Range::text).collect(Collectors.joining("、"));
    }

    static String said(WeeklyHours hours) {
        var clauses = new ArrayList<String>();
        for (var run : runs(hours)) {
            clauses.add(run.days("到") + (run.ranges().isEmpty() ? "不开" : said(run.ranges()) + "开"));
        }
        var holiday = hours.holiday();
        clauses.add(holiday == null ? "法定节假日照常" : holiday.isEmpty() ? "法定节假日不开" : "法定节假日" + said(holiday) + "开");
        return String.join("；", clauses) + "。周末调休上班时，按工作日的时间开。";
    }

    private static String said(List<Range> ranges) {
        return ranges.stream().map(HoursText::said).collect(Collectors.joining("、"));
    }

    private static String said(Range range) {
        if (range.from() == 0 && range.to() == 24 * 60) {
            return "全天";
        }
        return SpokenTime.of(range.from()) + "到" + SpokenTime.until(range.from(), range.to());
    }

    private static List<Run> runs(WeeklyHours hours) {
        var result = new ArrayList<Run>();
        for (var day : DayOfWeek.values()) {
            var ranges = hours.week().getOrDefault(day, List.of());
            if (!result.isEmpty() && result.getLast().ranges().equals(ranges)) {
                result.add(new Run(result.removeLast().first(), day, ranges));
            } else {
                result.add(new Run(day, day, ranges));
            }
        }
        return result;
    }

    static String name(DayOfWeek day) {
        return "周" + NAMES.charAt(day.getValue() - 1);
    }
}
