package cn.estation.guide.place;

import cn.estation.grid.DayKind;
import cn.estation.grid.WorkingCalendar;
import cn.estation.grid.WorkingCalendar.SpecialDay;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a year's arrangement from what staff paste: the notice of 国务院办公厅 as it is printed, a list with a day a line, or
 * the JSON of {@code calendar.json}. Weekdays in brackets are checked, so a notice of another year is noticed.
 */
final class CalendarText {

    /** Longest text that is read; a notice has some 800 characters. */
    static final int LONGEST = 20_000;

    private static final String WEEKDAYS = "一二三四五六日";
    private static final String DATE = "(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日(?:\\(([^)]*)\\))?";
    private static final String DATES = "(?:(?:\\d{4}年)?(?:\\d{1,2}月)?\\d{1,2}日(?:\\([^)]*\\))?[、和及,]?)+";
    private static final Pattern YEAR = Pattern.compile("(20\\d\\d)年");
    private static final Pattern HOLIDAY = Pattern.compile("(?:[一二三四五六七八九十]+、)?([\\p{IsHan}、]{2,10}):(.+)");
    private static final Pattern OFF = Pattern.compile(DATE + "(?:(?:至|到|-|~|—)" + DATE + ")?(?=[^上。;]*?放假)");
    private static final Pattern WORKED = Pattern.compile("(" + DATES + ")(?:均|都)?(?:正常)?上班");
    private static final Pattern ONE = Pattern.compile(DATE);
    private static final Pattern WEEKDAY = Pattern.compile("(?:周|星期)([一二三四五六日天])");
    private static final Pattern LINE =
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})[ \\t,]*(放假|休|调休上班|上班|班)[ \\t,]*(\\p{IsHan}{0,10})");

    private CalendarText() {}

    /**
     * @param expected the year it is to be read for
     * @throws BadInput if it cannot be understood, or is of another year
     */
    static List<SpecialDay> read(int expected, String text, JsonMapper json) {
        if (text.length() > LONGEST || !CleanText.isClean(text)) {
            throw new BadInput("内容太长或有不能识别的字符，请只粘贴通知正文。");
        }
        var plain = CleanText.normalize(text);
        var days = plain.startsWith("{") ? fromJson(expected, plain, json) : fromText(expected, plain);
        if (days.isEmpty()) {
            throw new BadInput("没有读到放假或上班的日子。请粘贴通知正文，或每行一天，如“%d-01-01 放假 元旦”。".formatted(expected));
        }
        WorkingCalendar.check(expected, days);
        return days.stream().sorted(Comparator.comparing(SpecialDay::day)).toList();
    }

    private static List<SpecialDay> fromText(int year, String text) {
        requireYear(year, text);
        var days = new ArrayList<SpecialDay>();
        for (var line : text.split("\\R")) {
            var stripped = line.strip();
            var one = LINE.matcher(stripped);
            if (one.matches()) {
                boolean off = one.group(4).equals("放假") || one.group(4).equals("休");
                days.add(new SpecialDay(
                        date(number(one, 1), number(one, 2), number(one, 3)),
                        off ? DayKind.HOLIDAY : DayKind.ADJUSTED_WORKING,
                        one.group(5)));
                continue;
            }
            var holiday = HOLIDAY.matcher(stripped);
            if (holiday.matches()) {
                notice(year, holiday.group(1), holiday.group(2), days);
            } else if (stripped.matches("\\d{4}-.*")) {
                throw new BadInput("没看懂“" + stripped + "”，请写成“" + year + "-01-01 放假 元旦”。");
            }
        }
        return days;
    }

    private static void requireYear(int year, String text) {
        var named = YEAR.matcher(text).results().map(result -> result.group(1)).toList();
        boolean listed = text.lines().anyMatch(line -> line.strip().matches(year + "-.*"));
        if (!named.isEmpty() && !named.contains(Integer.toString(year)) && !listed) {
            throw new BadInput("通知里写的是 %s 年，不是 %d 年，请检查。".formatted(named.getFirst(), year));
        }
    }

    /** One holiday of the notice: 1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。 */
    private static void notice(int year, String name, String text, List<SpecialDay> days) {
        var off = OFF.matcher(text);
        if (!off.find()) {
            throw new BadInput("“" + name + "”没有读到哪天放假，请检查这一行。");
        }
        var from = date(year, off, 0, null);
        var to = off.group(7) == null ? from : date(year, off, 4, from);
        if (to.isBefore(from) || to.isAfter(from.plusDays(15))) {
            throw new BadInput("“" + name + "”从 " + from + " 到 " + to + "，不像一个假期，请检查。");
        }
        from.datesUntil(to.plusDays(1)).forEach(day -> days.add(new SpecialDay(day, DayKind.HOLIDAY, name)));
        var worked = WORKED.matcher(text.substring(off.end()));
        while (worked.find()) {
            LocalDate before = to;
            var one = ONE.matcher(worked.group(1));
            while (one.find()) {
                var day = date(year, one, 0, before);
                before = day;
                days.add(new SpecialDay(day, DayKind.ADJUSTED_WORKING, name));
            }
        }
    }

    /**
     * Group {@code at + 1} is the year, then the month, the day, the weekday in brackets. A missing year or month is that of
     * the date before.
     */
    private static LocalDate date(int year, MatchResult found, int at, @Nullable LocalDate before) {
        var named = found.group(at + 1);
        var month = found.group(at + 2);
        if (month == null && before == null) {
            throw new BadInput("“" + found.group() + "”没有写几月，请检查。");
        }
        var day = date(
                named == null ? year : Integer.parseInt(named),
                month != null ? Integer.parseInt(month) : before == null ? 0 : before.getMonthValue(),
                Integer.parseInt(found.group(at + 3)));
        var bracket = found.group(at + 4);
        var weekday = WEEKDAY.matcher(bracket == null ? "" : bracket);
        if (weekday.find() && weekday(weekday.group(1)) != day.getDayOfWeek().getValue()) {
            throw new BadInput("%s 是周%s，通知里写的是%s，请检查是不是另一年的通知。"
                    .formatted(day, WEEKDAYS.charAt(day.getDayOfWeek().getValue() - 1), bracket));
        }
        return day;
    }

    private static int weekday(String name) {
        return WEEKDAYS.indexOf(name.replace('天', '日')) + 1;
    }

    private static LocalDate date(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException none) {
            throw new BadInput("没有 %d 年 %d 月 %d 日这一天，请检查。".formatted(year, month, day));
        }
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static List<SpecialDay> fromJson(int year, String text, JsonMapper json) {
        try {
            var root = json.readTree(text);
            var node = root.has("years")
                    ? root.path("years")
                            .valueStream()
                            .filter(one -> one.path("year").asInt(0) == year)
                            .findFirst()
                            .orElseThrow(() -> new BadInput("文件里没有 " + year + " 年。"))
                    : root;
            if (node.has("year") && node.path("year").asInt(0) != year) {
                throw new BadInput(
                        "文件里是 %s 年，不是 %d 年。".formatted(node.path("year").asString(), year));
            }
            return node.path("holidays")
                    .valueStream()
                    .flatMap(CalendarText::holiday)
                    .toList();
        } catch (JacksonException | DateTimeException unreadable) {
            throw new BadInput("JSON 没看懂，请对照 calendar.json 的写法。");
        }
    }

    private static Stream<SpecialDay> holiday(JsonNode holiday) {
        var name = holiday.path("name").asString("");
        var from = LocalDate.parse(holiday.path("from").asString(""));
        var to = LocalDate.parse(holiday.path("to").asString(from.toString()));
        if (to.isBefore(from) || to.isAfter(from.plusDays(15)) || name.length() > 20) {
            throw new BadInput("“" + name + "”不像一个假期，请检查。");
        }
        return Stream.concat(
                from.datesUntil(to.plusDays(1)).map(day -> new SpecialDay(day, DayKind.HOLIDAY, name)),
                holiday.path("worked")
                        .valueStream()
                        .map(day -> new SpecialDay(LocalDate.parse(day.asString("")), DayKind.ADJUSTED_WORKING, name)));
    }
}
