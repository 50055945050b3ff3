package cn.estation.grid;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.grid.OpeningHours.Closure;
import cn.estation.grid.OpeningHours.Span;
import cn.estation.grid.WeeklyHours.Range;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTests {

    private static final String OFFICE = "周一至周五 9:00-12:00、13:30-17:00";

    /** The days around the National Day of 2026. */
    private static final Map<LocalDate, DayKind> CALENDAR = Map.of(
            LocalDate.parse("2026-10-01"), DayKind.HOLIDAY,
            LocalDate.parse("2026-10-02"), DayKind.HOLIDAY,
            LocalDate.parse("2026-10-05"), DayKind.HOLIDAY,
            LocalDate.parse("2026-10-06"), DayKind.HOLIDAY,
            LocalDate.parse("2026-10-07"), DayKind.HOLIDAY,
            LocalDate.parse("2026-10-10"), DayKind.ADJUSTED_WORKING);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            an ordinary morning            | 2026-09-29T10:00 | 2026-09-29T10:00 | 2026-09-29T12:00
            the first minute               | 2026-09-29T09:00 | 2026-09-29T09:00 | 2026-09-29T12:00
            just before opening            | 2026-09-29T08:59 | 2026-09-29T09:00 | -
            the lunch break                | 2026-09-29T12:00 | 2026-09-29T13:30 | -
            closing time is closed         | 2026-09-29T17:00 | 2026-09-30T09:00 | -
            before the long holiday        | 2026-09-30T17:00 | 2026-10-08T09:00 | -
            in the long holiday            | 2026-10-03T10:00 | 2026-10-08T09:00 | -
            Friday before a worked Saturday| 2026-10-09T17:30 | 2026-10-10T09:00 | -
            on the worked Saturday         | 2026-10-10T14:00 | 2026-10-10T14:00 | 2026-10-10T17:00
            the Sunday after it            | 2026-10-11T10:00 | 2026-10-12T09:00 | -
            an ordinary Saturday           | 2026-10-17T10:00 | 2026-10-19T09:00 | -
            """)
    void knowsHolidaysLunchAndWorkedSaturdays(
            String when, LocalDateTime at, LocalDateTime next, @Nullable LocalDateTime closes) {
        var timetable = table(OFFICE);

        assertThat(timetable.next(at)).as(when).hasValue(next);
        assertThat(timetable.closing(at).orElse(null)).as(when).isEqualTo(closes);
        assertThat(timetable.around(at).isPresent()).isEqualTo(at.equals(next));
    }

    @Test
    void staysOpenPastMidnightAndIntoAHoliday() {
        var night = table("每天 22:00-次日2:00");

        assertThat(night.around(at("2026-10-01T01:59")))
                .as("the night of 30 September")
                .isPresent();
        assertThat(night.around(at("2026-10-01T02:00"))).isEmpty();
        assertThat(night.around(at("2026-10-01T23:00")))
                .as("closed on the holiday")
                .isEmpty();
        assertThat(night.closing(at("2026-09-30T23:00"))).hasValue(at("2026-10-01T02:00"));
    }

    @Test
    void neverClosesAroundTheClock() {
        var always = table("24小时");

        assertThat(always.closing(at("2026-10-01T23:59"))).isEmpty();
        assertThat(always.next(at("2026-10-03T03:00"))).hasValue(at("2026-10-03T03:00"));
        assertThat(always.around(at("2026-10-04T00:00"))).isPresent();
    }

    @Test
    void closesForADayAndForPartOfOne() {
        var timetable = table(
                OFFICE,
                closed("2026-09-29", "2026-09-29", null),
                closed("2026-09-30", "2026-09-30", new Range(10 * 60, 14 * 60)));

        assertThat(timetable.on(LocalDate.parse("2026-09-29"))).isEmpty();
        assertThat(timetable.on(LocalDate.parse("2026-09-30")))
                .containsExactly(
                        new Span(at("2026-09-30T09:00"), at("2026-09-30T10:00")),
                        new Span(at("2026-09-30T14:00"), at("2026-09-30T17:00")));
        assertThat(timetable.next(at("2026-09-28T18:00"))).hasValue(at("2026-09-30T09:00"));
        assertThat(timetable.next(at("2026-09-30T11:00"))).hasValue(at("2026-09-30T14:00"));
    }

    @Test
    void aWholeDayClosedLeavesTheNightBeforeAlone() {
        var night = table("每天 20:00-次日2:00", closed("2026-09-29", "2026-09-29", null));

        assertThat(night.around(at("2026-09-29T01:00"))).isPresent();
        assertThat(night.around(at("2026-09-29T21:00"))).isEmpty();
        assertThat(night.around(at("2026-09-30T01:00"))).isEmpty();
    }

    @Test
    void aPartClosedAfterMidnightCutsTheNightBefore() {
        var night = table("每天 20:00-次日2:00", closed("2026-09-29", "2026-09-29", new Range(0, 60)));

        assertThat(night.around(at("2026-09-29T00:30"))).isEmpty();
        assertThat(night.around(at("2026-09-29T01:30"))).isPresent();
    }

    @Test
    void opensOnAHolidayWhenThatIsAnnouncedUnlessClosedAgain() {
        var opening = opened("2026-10-01", "2026-10-02", new Range(540, 720));
        var timetable = table(OFFICE, opening, closed("2026-10-02", "2026-10-02", null));

        assertThat(timetable.around(at("2026-10-01T10:00"))).isPresent();
        assertThat(timetable.next(at("2026-09-30T18:00"))).hasValue(at("2026-10-01T09:00"));
        assertThat(timetable.on(LocalDate.parse("2026-10-02"))).isEmpty();
    }

    @Test
    void joinsAnOpeningWithTheUsualHours() {
        var timetable = table(OFFICE, opened("2026-09-29", "2026-09-29", new Range(12 * 60, 13 * 60 + 30)));

        assertThat(timetable.on(LocalDate.parse("2026-09-29")))
                .containsExactly(new Span(at("2026-09-29T09:00"), at("2026-09-29T17:00")));
    }

    @Test
    void givesUpWhereItNeverOpens() {
        assertThat(new Timetable(WeeklyHours.stored(""), kinds(), List.of()).next(at("2026-09-29T10:00")))
                .isEmpty();
    }

    /** Whatever the hours and exceptions: minute by minute the answers agree with each other and with a plain model. */
    @Test
    void agreesWithAPlainModelMinuteByMinute() {
        var random = new Random(1949);
        for (int round = 0; round < 60; round++) {
            var timetable = anyTimetable(random);
            var first = LocalDate.parse("2026-09-28");
            var open = new boolean[6 * 1440];
            for (int day = -1; day < 6; day++) {
                for (int minute = 0; minute < open.length; minute++) {
                    open[minute] |= model(timetable, first.plusDays(day), minute - day * 1440, first, minute);
                }
            }
            for (int i = 0; i < 400; i++) {
                int minute = random.nextInt(1440, 4 * 1440);
                var moment = first.atStartOfDay().plusMinutes(minute);
                assertThat(timetable.around(moment).isPresent())
                        .as("%s at %s", timetable, moment)
                        .isEqualTo(open[minute]);
                int next = minute;
                while (next < open.length && !open[next]) {
                    next++;
                }
                if (next < open.length) {
                    assertThat(timetable.next(moment))
                            .hasValue(first.atStartOfDay().plusMinutes(next));
                }
            }
        }
    }

    /** Open in this minute because of hours that began on this day? */
    private static boolean model(Timetable table, LocalDate day, int minute, LocalDate first, int absolute) {
        if (table.exceptions().stream().anyMatch(e -> !e.opens() && !e.inPart() && e.holdsOn(day))) {
            return false;
        }
        boolean usual = table.hours().on(day.getDayOfWeek(), table.calendar().apply(day)).stream()
                .anyMatch(range -> minute >= range.from() && minute < range.to());
        boolean extra = table.exceptions().stream()
                .anyMatch(e -> e.opens()
                        && e.holdsOn(day)
                        && minute >= e.part().from()
                        && minute < e.part().to());
        var today = first.plusDays(absolute / 1440);
        int now = absolute % 1440;
        boolean cut = table.exceptions().stream()
                .anyMatch(e -> !e.opens()
                        && e.inPart()
                        && e.holdsOn(today)
                        && now >= e.part().from()
                        && now < e.part().to());
        return (usual || extra) && !cut;
    }

    private static Timetable anyTimetable(Random random) {
        var texts = List.of(
                OFFICE, "每天 20:00-次日2:00", "24小时", "周一至周六 8:00-20:00；节假日 9:00-10:00", "周二、周四 18:00-24:00；节假日照常");
        var exceptions = new ArrayList<Closure>();
        for (int i = 0; i < random.nextInt(4); i++) {
            var from = LocalDate.parse("2026-09-28").plusDays(random.nextInt(5));
            int start = random.nextInt(1380);
            var part = new Range(start, Math.min(1440, start + 1 + random.nextInt(600)));
            exceptions.add(
                    switch (random.nextInt(3)) {
                        case 0 -> exception(false, from, from.plusDays(random.nextInt(2)), null);
                        case 1 -> exception(false, from, from.plusDays(random.nextInt(3)), part);
                        default -> exception(true, from, from.plusDays(random.nextInt(3)), part);
                    });
        }
        return new Timetable(WeeklyHours.parse(texts.get(random.nextInt(texts.size()))), kinds(), exceptions);
    }

    private static Timetable table(String hours, Closure... exceptions) {
        return new Timetable(WeeklyHours.parse(hours), kinds(), List.of(exceptions));
    }

    private static Function<LocalDate, DayKind> kinds() {
        return day -> CALENDAR.getOrDefault(
                day,
                day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue() ? DayKind.WEEKEND : DayKind.WORKING);
    }

    private static Closure closed(String from, String to, @Nullable Range part) {
        return exception(false, LocalDate.parse(from), LocalDate.parse(to), part);
    }

    private static Closure opened(String from, String to, Range part) {
        return exception(true, LocalDate.parse(from), LocalDate.parse(to), part);
    }

    private static Closure exception(boolean opens, LocalDate from, LocalDate to, @Nullable Range part) {
        return new Closure(
                1,
                1,
                null,
                opens,
                from,
                to,
                part == null ? null : part.from(),
                part == null ? null : part.to(),
                "停电",
                "system:test",
                Instant.EPOCH,
                null);
    }

    private static LocalDateTime at(String moment) {
        return LocalDateTime.parse(moment);
    }
}
