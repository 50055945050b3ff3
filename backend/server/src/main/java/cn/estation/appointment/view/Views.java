package cn.estation.appointment.view;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.ClosedWhy;
import cn.estation.appointment.calendar.SlotStatus;
import cn.estation.appointment.plan.Closings;
import cn.estation.grid.DayKind;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.WorkingCalendar;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the views of a place show. */
@Component
class Views {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("M月d日 EEE", Locale.CHINA);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(Time.CHINA);

    private final ViewMapper rows;
    private final WorkingCalendar calendar;
    private final OpeningHours hours;
    private final Closings closings;
    private final Clock clock;

    Views(ViewMapper rows, WorkingCalendar calendar, OpeningHours hours, Closings closings, Clock clock) {
        this.rows = rows;
        this.calendar = calendar;
        this.hours = hours;
        this.closings = closings;
        this.clock = clock;
    }

    /**
     * A day as its head shows it.
     *
     * @param mark 放假 or 调休上班 with the holiday's name, empty for an ordinary day
     * @param off nobody works
     * @param closures why part of the place is closed that day
     */
    record Day(LocalDate date, String text, String mark, boolean off, boolean today, List<String> closures) {}

    /**
     * What a cell shows.
     *
     * @param closed why no places are given out, absent if they are
     */
    record Box(
            String link,
            String label,
            Shares shares,
            @Nullable String closed,
            boolean over) {}

    record SlotLine(String time, List<@Nullable Box> boxes) {}

    record DayView(Day day, List<Bookable> things, List<SlotLine> lines, Shares total) {}

    record ThingLine(Bookable thing, List<@Nullable Box> boxes, Shares total) {}

    record WeekView(List<Day> days, List<ThingLine> lines, List<Shares> totals) {}

    /** @param box absent for a day of another month */
    record MonthDay(Day day, @Nullable Box box) {}

    record MonthView(String title, List<List<MonthDay>> weeks, Shares total) {}

    DayView day(Place place, List<Bookable> things, LocalDate date) {
        var now = clock.instant();
        var slots = things.isEmpty()
                ? List.<ViewMapper.SlotRow>of()
                : rows.slots(ids(things), cells(things), date, date, now);
        var lines = new TreeMap<Instant, Map<Long, ViewMapper.SlotRow>>();
        slots.forEach(slot ->
                lines.computeIfAbsent(slot.startsAt(), any -> new HashMap<>()).put(slot.bookableId(), slot));
        var shown = new ArrayList<SlotLine>();
        lines.forEach((start, ofThings) -> shown.add(new SlotLine(
                TIME.format(start),
                things.stream()
                        .<@Nullable Box>map(thing -> box(thing, ofThings.get(thing.id()), now))
                        .toList())));
        var total = slots.stream().map(Shares::of).reduce(Shares.none(), Shares::plus);
        return new DayView(days(place, things, date, date).getFirst(), things, shown, total);
    }

    private static @Nullable Box box(Bookable thing, ViewMapper.@Nullable SlotRow row, Instant now) {
        if (row == null) {
            return null;
        }
        var shares = Shares.of(row);
        var closed = row.status() == SlotStatus.OPEN ? null : why(row.closedWhy());
        var time = TIME.format(row.startsAt()) + " 到 " + TIME.format(row.endsAt());
        return new Box(
                "/console/bookings?seated=true&slot=" + row.slotId(),
                "%s，%s，%s"
                        .formatted(
                                thing.title(),
                                time,
                                closed == null ? shares.sentence() : closed + "，" + shares.sentence()),
                shares,
                closed,
                !row.endsAt().isAfter(now));
    }

    private static String why(@Nullable ClosedWhy why) {
        return why == null ? "不开放" : why.title();
    }

    WeekView week(Place place, List<Bookable> things, LocalDate monday) {
        var days = days(place, things, monday, monday.plusDays(6));
        var cells = table(things, monday, monday.plusDays(6));
        var today = today();
        var lines =
                things.stream().map(thing -> line(thing, days, cells, today)).toList();
        var totals = days.stream()
                .map(day -> things.stream()
                        .map(thing -> shares(cells.get(key(thing.id(), day.date()))))
                        .reduce(Shares.none(), Shares::plus))
                .toList();
        return new WeekView(days, lines, totals);
    }

    private static ThingLine line(
            Bookable thing, List<Day> days, Map<String, ViewMapper.DayRow> cells, LocalDate today) {
        var boxes = new ArrayList<@Nullable Box>();
        var total = Shares.none();
        for (var day : days) {
            var row = cells.get(key(thing.id(), day.date()));
            boxes.add(row == null ? null : box(thing, day, row, today));
            total = total.plus(shares(row));
        }
        return new ThingLine(thing, boxes, total);
    }

    private static Box box(Bookable thing, Day day, ViewMapper.DayRow row, LocalDate today) {
        var shares = Shares.of(row);
        var closed = row.openSlots() > 0 ? null : why(row.closedWhy());
        return new Box(
                "/console/bookings?seated=true&bookable=%d&from=%s&to=%s".formatted(thing.id(), day.date(), day.date()),
                "%s，%s，%s"
                        .formatted(
                                thing.title(),
                                day.text(),
                                closed == null ? shares.sentence() : closed + "，" + shares.sentence()),
                shares,
                closed,
                day.date().isBefore(today));
    }

    private static Shares shares(ViewMapper.@Nullable DayRow row) {
        return row == null ? Shares.none() : Shares.of(row);
    }

    MonthView month(Place place, List<Bookable> things, LocalDate first) {
        var from = first.with(DayOfWeek.MONDAY);
        var last = first.plusMonths(1).minusDays(1);
        var to = last.with(DayOfWeek.SUNDAY);
        var cells = table(things, first, last);
        var all = days(place, things, from, to);
        var weeks = new ArrayList<List<MonthDay>>();
        var total = Shares.none();
        var week = new ArrayList<MonthDay>();
        for (var day : all) {
            boolean inside = !day.date().isBefore(first) && !day.date().isAfter(last);
            var rowsOfDay = things.stream()
                    .map(thing -> cells.get(key(thing.id(), day.date())))
                    .flatMap(Stream::ofNullable)
                    .toList();
            var shares = rowsOfDay.stream().map(Shares::of).reduce(Shares.none(), Shares::plus);
            total = total.plus(shares);
            week.add(new MonthDay(day, inside ? box(place, day, rowsOfDay, shares) : null));
            if (week.size() == 7) {
                weeks.add(List.copyOf(week));
                week.clear();
            }
        }
        return new MonthView("%d年%d月".formatted(first.getYear(), first.getMonthValue()), weeks, total);
    }

    private Box box(Place place, Day day, List<ViewMapper.DayRow> rowsOfDay, Shares shares) {
        boolean open = rowsOfDay.stream().anyMatch(row -> row.openSlots() > 0);
        var closed =
                open || rowsOfDay.isEmpty() ? null : why(rowsOfDay.getFirst().closedWhy());
        return new Box(
                place.path() + "?view=DAY&day=" + day.date(),
                day.text() + "，" + (rowsOfDay.isEmpty() ? "没有号" : shares.sentence()),
                shares,
                closed,
                day.date().isBefore(today()));
    }

    private Map<String, ViewMapper.DayRow> table(List<Bookable> things, LocalDate from, LocalDate to) {
        return things.isEmpty()
                ? Map.of()
                : rows.days(ids(things), cells(things), from, to, clock.instant()).stream()
                        .collect(Collectors.toMap(row -> key(row.bookableId(), row.day()), Function.identity()));
    }

    private static String key(long thing, LocalDate day) {
        return thing + "@" + day;
    }

    private static List<Long> ids(List<Bookable> things) {
        return things.stream().map(Bookable::id).toList();
    }

    private static List<Long> cells(List<Bookable> things) {
        return things.stream().map(Bookable::cellId).distinct().toList();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    /** The days with what is special about them: holidays, worked weekends, closures of the point, closed by the office. */
    private List<Day> days(Place place, List<Bookable> things, LocalDate from, LocalDate to) {
        var kinds = calendar.kinds(from, to);
        var names = calendar.special(from, to).stream()
                .collect(Collectors.toMap(
                        WorkingCalendar.SpecialDay::day, WorkingCalendar.SpecialDay::name, (a, b) -> a));
        var point = place.pointId();
        var outside = point == null ? List.<OpeningHours.Closure>of() : hours.closures(point, from);
        var inside = closings.between(ids(things), from, to);
        var titles = things.stream().collect(Collectors.toMap(Bookable::id, Bookable::title));
        var today = today();
        return from.datesUntil(to.plusDays(1))
                .map(date -> {
                    var kind = kinds.apply(date);
                    return new Day(
                            date,
                            DATE.format(date),
                            mark(kind, names.getOrDefault(date, "")),
                            !kind.worked(),
                            date.equals(today),
                            Stream.concat(
                                            outside.stream()
                                                    .filter(closure -> closure.holdsOn(date))
                                                    .map(Views::said),
                                            inside.stream()
                                                    .filter(one ->
                                                            !date.isBefore(one.from()) && !date.isAfter(one.to()))
                                                    .map(one -> titles.get(one.bookableId()) + "停办：" + one.reason()))
                                    .distinct()
                                    .toList());
                })
                .toList();
    }

    private static String mark(DayKind kind, String name) {
        return switch (kind) {
            case HOLIDAY -> "放假" + (name.isEmpty() ? "" : "（" + name + "）");
            case ADJUSTED_WORKING -> "调休上班";
            case WEEKEND -> "周末";
            case WORKING -> "";
        };
    }

    private static String said(OpeningHours.Closure closure) {
        return (closure.opens() ? "临时开放 " : "服务点临时关闭 ") + closure.partText() + "：" + closure.reason();
    }
}
