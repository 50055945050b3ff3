package cn.estation.grid;

import cn.estation.grid.WeeklyHours.Range;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands opening hours as people write them: days, then times or 休息, then further days. One reading of one text;
 * whatever is left over is an error, so nothing is silently dropped.
 */
final class HoursReading {

    private static final int DAY = 24 * 60;
    private static final String NAMES = "一二三四五六日";

    private static final Pattern SPACE = Pattern.compile("[\\s,、;。()和及与:]+");
    private static final Pattern DAYS =
            Pattern.compile("(?:周|星期|礼拜)([一二三四五六日天](?![0-9]))(?:(?:至|到|-|~|—|–)(?:周|星期|礼拜)?([一二三四五六日天]))?");
    private static final Pattern BARE_DAY = Pattern.compile("([一二三四五六日天])(?:(?:至|到|-|~|—|–)([一二三四五六日天]))?");
    private static final Pattern EVERY_DAY = Pattern.compile("每天|每日|天天|全年|全周");
    private static final Pattern WORKDAYS = Pattern.compile("(?:法定)?工作日");
    private static final Pattern WEEKEND = Pattern.compile("周末|双休日|周六日|周六周日");
    private static final Pattern HOLIDAY = Pattern.compile("(?:国家)?(?:法定)?(?:节假日|假日|节日)");
    private static final Pattern CLOSED = Pattern.compile("休息|不开放|不开门|不开|不办公|不上班|除外|关闭|闭馆|放假");
    private static final Pattern AS_USUAL = Pattern.compile("照常(?:开放|上班|办公)?|不休息|不休|正常(?:开放|上班|办公)");
    private static final Pattern ALL_DAY = Pattern.compile("全天(?:开放)?|24 ?小时(?:开放|服务|自助)*");
    private static final Pattern TIMES =
            Pattern.compile("(上午|早上|早|中午|下午|晚上|晚)? ?(\\d{1,2})(?::(\\d{2})|点(?:(半)|(\\d{1,2})分?)?|时)"
                    + " ?(?:至|到|-|~|—|–|―|─)+ ?"
                    + "(次日|第二天|隔天|凌晨)? ?(上午|早上|早|中午|下午|晚上|晚)? ?(\\d{1,2})(?::(\\d{2})|点(?:(半)|(\\d{1,2})分?)?|时)");

    private final String text;
    private int at;

    private final Map<DayOfWeek, List<Range>> week = new EnumMap<>(DayOfWeek.class);
    private @Nullable List<Range> holiday;
    private boolean holidayAsUsual;
    private boolean holidaySaid;

    private Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    private boolean onHolidays;
    private boolean answered;
    private boolean named;

    HoursReading(String text) {
        this.text = CleanText.normalize(text);
        if (this.text.length() > WeeklyHours.LONGEST) {
            throw new BadInput("开放时间请控制在 200 个字以内。");
        }
    }

    WeeklyHours read() {
        while (at < text.length()) {
            if (take(SPACE) == null && !days() && !times()) {
                throw unclear(text.substring(at, Math.min(text.length(), at + 12)));
            }
        }
        if (named && !answered) {
            throw new BadInput("写了周几，还没写几点，例如“周一至周五 9:00-12:00、13:30-17:00”。");
        }
        if (week.isEmpty() && (holiday == null || holiday.isEmpty())) {
            throw new BadInput("请写明周几、几点开放，例如“周一至周五 9:00-12:00、13:30-17:00”。");
        }
        return new WeeklyHours(week, holidayAsUsual ? null : holiday == null ? List.of() : holiday);
    }

    private boolean days() {
        Matcher found;
        if ((found = take(WEEKEND)) != null) {
            name(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        } else if ((found = take(DAYS)) != null) {
            name(range(found.group(1), found.group(2)));
        } else if (named && !answered && (found = take(BARE_DAY)) != null) {
            name(range(found.group(1), found.group(2)));
        } else if (take(EVERY_DAY) != null) {
            name(EnumSet.allOf(DayOfWeek.class));
        } else if (take(WORKDAYS) != null) {
            name(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        } else if (take(HOLIDAY) != null) {
            name(EnumSet.noneOf(DayOfWeek.class));
            onHolidays = true;
        } else {
            return false;
        }
        return true;
    }

    /** Days after an answer begin a new clause; days after days join them. */
    private void name(Set<DayOfWeek> more) {
        if (answered) {
            days = EnumSet.noneOf(DayOfWeek.class);
            onHolidays = false;
            answered = false;
        }
        days.addAll(more);
        named = true;
    }

    private static Set<DayOfWeek> range(String first, @Nullable String last) {
        var from = day(first);
        var result = EnumSet.of(from);
        if (last != null) {
            for (var day = from; day != day(last); ) {
                day = day.plus(1);
                result.add(day);
            }
        }
        return result;
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.of(NAMES.indexOf(name.replace('天', '日')) + 1);
    }

    private boolean times() {
        var found = take(TIMES);
        if (found != null) {
            open(range(found));
            return true;
        }
        if (take(ALL_DAY) != null) {
            if (!named) {
                name(EnumSet.allOf(DayOfWeek.class));
                holidayAsUsual = true;
            }
            open(new Range(0, DAY));
            return true;
        }
        if (take(CLOSED) != null) {
            close();
            return true;
        }
        if (take(AS_USUAL) != null) {
            asUsual();
            return true;
        }
        return false;
    }

    private void open(Range range) {
        if (!named) {
            throw new BadInput("请写明是周几，例如“周一至周五 9:00-12:00”；天天一样请写“每天”。");
        }
        answered = true;
        for (var day : days) {
            week.computeIfAbsent(day, any -> new ArrayList<>()).add(range);
        }
        if (onHolidays) {
            requireNewHoliday();
            holiday = holiday == null ? new ArrayList<>() : holiday;
            holiday.add(range);
        }
    }

    private void close() {
        if (!named || answered) {
            throw unclear("休息");
        }
        answered = true;
        for (var day : days) {
            if (week.containsKey(day)) {
                throw new BadInput("同一天既写了开放时间，又写了休息，请只留一种。");
            }
        }
        if (onHolidays) {
            requireNewHoliday();
            holidaySaid = true;
            holiday = List.of();
        }
    }

    private void asUsual() {
        if (!onHolidays || answered || !days.isEmpty()) {
            throw unclear("照常");
        }
        requireNewHoliday();
        answered = true;
        holidaySaid = true;
        holidayAsUsual = true;
    }

    private void requireNewHoliday() {
        if (holidaySaid) {
            throw new BadInput("节假日写了两种说法，请只留一种。");
        }
    }

    private static Range range(Matcher found) {
        int from = minute(found.group(1), found.group(2), found.group(3), found.group(4), found.group(5));
        var half = found.group(7) == null && found.group(6) == null ? found.group(1) : found.group(7);
        int to = minute(half, found.group(8), found.group(9), found.group(10), found.group(11));
        boolean nextDay = found.group(6) != null;
        int end = nextDay || to <= from ? to + DAY : to;
        if (from >= DAY || to > DAY || end == from + DAY && !nextDay && from != 0 || end - from > DAY) {
            throw new BadInput("“%s”不是一段时间，请检查。".formatted(found.group()));
        }
        return new Range(from, end);
    }

    /** 下午1:30 and 下午13:30 are the same; a half day said of the beginning holds for the end unless that passes noon. */
    private static int minute(
            @Nullable String half,
            String hour,
            @Nullable String minute,
            @Nullable String thirty,
            @Nullable String said) {
        int hours = Integer.parseInt(hour);
        int minutes = thirty != null
                ? 30
                : minute != null ? Integer.parseInt(minute) : said != null ? Integer.parseInt(said) : 0;
        if (hours > 24 || minutes > 59) {
            throw new BadInput("“%s:%02d”不是时间，请检查。".formatted(hour, minutes));
        }
        boolean later =
                half != null && (half.startsWith("下") || half.startsWith("晚") || half.equals("中午") && hours < 3);
        return (later && hours < 12 ? hours + 12 : hours) * 60 + minutes;
    }

    private static BadInput unclear(String rest) {
        return new BadInput("没看懂“%s”，请写成“周一至周五 9:00-12:00、13:30-17:00；周六 9:00-12:00”这样。".formatted(rest));
    }

    private @Nullable Matcher take(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }
}
