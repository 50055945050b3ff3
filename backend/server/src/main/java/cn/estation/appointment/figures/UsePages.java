package cn.estation.appointment.figures;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.desk.BookingList;
import cn.estation.appointment.desk.BookingSearch;
import cn.estation.appointment.queue.EntryKind;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.appointment.view.PlaceFinder;
import cn.estation.appointment.view.PlaceList;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Spreadsheet;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The console's 预约统计: how much was used, who did not come, what was given up; every number opens its list. */
@Controller
class UsePages {

    static final String HOME = "/console/appointment-figures";
    private static final int DAYS = 30;
    private static final int MOST_DAYS = 366;
    private static final int MOST_THINGS = 300;
    private static final int BATCH = 1_000;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Time.CHINA);

    private static final int MOST_TOPICS = 30;

    private final FigureMapper figures;
    private final WaitMapper waits;
    private final BookingList list;
    private final PlaceFinder places;
    private final PlaceList all;
    private final Bookables bookables;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    UsePages(
            FigureMapper figures,
            WaitMapper waits,
            BookingList list,
            PlaceFinder places,
            PlaceList all,
            Bookables bookables,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.figures = figures;
        this.waits = waits;
        this.list = list;
        this.places = places;
        this.all = all;
        this.bookables = bookables;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Which days of which place; everything of the staff member's offices if no place is named. */
    record Range(
            @Nullable Id point,
            @Nullable Id office,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {

        Range within(LocalDate today) {
            var last = to == null ? today : to;
            var first = from == null ? last.minusDays(DAYS - 1L) : from;
            if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
                throw new BadInput("请选择开始不晚于结束、不超过一年的日期。");
            }
            return new Range(point, office, first, last);
        }

        LocalDate first() {
            return Objects.requireNonNull(from);
        }

        LocalDate last() {
            return Objects.requireNonNull(to);
        }

        /** The point's id, or the office's where there is none; halls are known by it. */
        @Nullable Long place() {
            return point != null ? Long.valueOf(point.value()) : office != null ? Long.valueOf(office.value()) : null;
        }

        /** What a list has to be asked for to show what is counted here. */
        public String query() {
            var place = point != null ? "&point=" + point : office != null ? "&office=" + office : "";
            return "?from=" + from + "&to=" + to + place;
        }

        BookingSearch search() {
            return new BookingSearch(
                    point, office, null, null, from, to, null, null, null, null, true, null, null, null);
        }
    }

    @GetMapping(HOME)
    String show(@AuthenticationPrincipal Staff staff, Range asked, Model model) {
        var range = asked.within(today());
        var things = things(staff, range);
        model.addAttribute("range", range);
        model.addAttribute("query", range.query());
        model.addAttribute("places", all.of(list.cells(staff), ""));
        model.addAttribute("here", here(range));
        if (things == null) {
            model.addAttribute("tooMany", true);
            return "appointment/figures";
        }
        var use = figures(things, range);
        var days = range.first()
                .datesUntil(range.last().plusDays(1))
                .map(use::ofDay)
                .toList();
        model.addAttribute("total", use.total());
        model.addAttribute(
                "things",
                things.stream()
                        .map(thing -> use.ofThing(thing.id(), thing.title()))
                        .filter(line -> line.capacity() + line.real() + line.seated() > 0)
                        .toList());
        model.addAttribute("days", days);
        model.addAttribute("ahead", use.ahead());
        model.addAttribute("givenUp", UseFigures.GIVEN_UP);
        model.addAttribute("ended", UseFigures.ENDED);
        model.addAttribute(
                "dayLabels", days.stream().map(day -> day.key().substring(5)).toList());
        model.addAttribute(
                "dayUse", days.stream().map(UseFigures.Line::usePercent).toList());
        model.addAttribute("waits", waited(list.cells(staff), range));
        model.addAttribute("topics", topics(list.cells(staff), range));
        charts(use, model);
        return "appointment/figures";
    }

    /**
     * How long people of one hall waited, as the page shows it.
     *
     * @param query what lists exactly those who are counted
     */
    record Waited(WaitMapper.Times times, String kind, String query) {

        static Waited of(WaitMapper.Times times) {
            return new Waited(
                    times,
                    EntryKind.valueOf(times.kind()).title(),
                    "&hall=" + times.hallId() + "&kind=" + times.kind());
        }

        public String waited() {
            return minutes(times.waited());
        }

        public String longest() {
            var longest = times.longest();
            return minutes(longest == null ? null : longest.doubleValue());
        }

        public String took() {
            return minutes(times.took());
        }

        private static String minutes(@Nullable Double seconds) {
            return seconds == null ? "—" : String.format(Locale.ROOT, "%.1f 分钟", seconds / 60);
        }
    }

    /** What people without an appointment came for, as the page shows it. */
    record Topic(WaitMapper.Topic counted, String title, String query) {

        static Topic of(WaitMapper.Topic counted) {
            var guide = counted.guideId();
            return new Topic(
                    counted,
                    guide == null ? "没有说办什么" : counted.title(),
                    "&kind=WALK_IN" + (guide == null ? "&untold=true" : "&guide=" + guide));
        }

        public String took() {
            return Waited.minutes(counted.took());
        }
    }

    /** One who came, as the list shows it. */
    record Visit(WaitMapper.Came came, String kind, String status, String waited, String took) {

        static Visit of(WaitMapper.Came came) {
            return new Visit(
                    came,
                    EntryKind.valueOf(came.kind()).title(),
                    EntryStatus.valueOf(came.status()).title(),
                    minutes(came.arrivedAt(), came.servingAt()),
                    minutes(came.servingAt(), came.endedAt()));
        }

        private static String minutes(@Nullable Instant from, @Nullable Instant to) {
            return from == null || to == null
                    ? "—"
                    : String.format(
                            Locale.ROOT, "%.1f 分钟", Duration.between(from, to).toSeconds() / 60.0);
        }
    }

    /** Who came on the day and how long it took; nobody is named. */
    @GetMapping(HOME + "/visits")
    String visits(
            @AuthenticationPrincipal Staff staff,
            Range asked,
            @RequestParam(required = false) @Nullable Id hall,
            @RequestParam(required = false) @Nullable EntryKind kind,
            @RequestParam(defaultValue = "false") boolean served,
            @RequestParam(defaultValue = "false") boolean gone,
            @RequestParam(required = false) @Nullable Id guide,
            @RequestParam(defaultValue = "false") boolean untold,
            PageQuery query,
            Model model) {
        var range = asked.within(today());
        var cells = list.cells(staff);
        var named = kind == null ? null : kind.name();
        var in = hall == null ? null : hall.value();
        var topic = guide == null ? null : Long.valueOf(guide.value());
        var rows = cells.isEmpty()
                ? List.<WaitMapper.Came>of()
                : waits.list(
                        cells,
                        range.place(),
                        range.first(),
                        range.last(),
                        in,
                        named,
                        served,
                        gone,
                        topic,
                        untold,
                        query.before(),
                        query.limit());
        model.addAttribute("page", Page.of(rows, query, WaitMapper.Came::id).map(Visit::of));
        model.addAttribute(
                "count",
                cells.isEmpty()
                        ? 0
                        : waits.count(
                                cells,
                                range.place(),
                                range.first(),
                                range.last(),
                                in,
                                named,
                                served,
                                gone,
                                topic,
                                untold));
        model.addAttribute("range", range);
        return "appointment/visits";
    }

    private static void charts(UseFigures use, Model model) {
        var total = use.total();
        var given = UseFigures.GIVEN_UP.stream()
                .filter(one -> total.of(one.name()) > 0)
                .toList();
        model.addAttribute("givenLabels", given.stream().map(Outcome::title).toList());
        model.addAttribute(
                "givenValues", given.stream().map(one -> total.of(one.name())).toList());
        model.addAttribute(
                "aheadLabels", use.ahead().stream().map(UseFigures.Ahead::title).toList());
        model.addAttribute(
                "aheadValues", use.ahead().stream().map(UseFigures.Ahead::count).toList());
    }

    private static String here(Range range) {
        return range.point() != null
                ? "/points/" + range.point()
                : range.office() != null ? "/offices/" + range.office() : "";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    private List<Waited> waited(List<Long> cells, Range range) {
        return cells.isEmpty()
                ? List.of()
                : waits.times(cells, range.place(), range.first(), range.last()).stream()
                        .map(Waited::of)
                        .toList();
    }

    private List<Topic> topics(List<Long> cells, Range range) {
        return cells.isEmpty()
                ? List.of()
                : waits.topics(cells, range.place(), range.first(), range.last(), MOST_TOPICS).stream()
                        .map(Topic::of)
                        .toList();
    }

    private UseFigures figures(List<Bookable> things, Range range) {
        var ids = things.stream().map(Bookable::id).toList();
        return ids.isEmpty()
                ? new UseFigures(List.of(), List.of())
                : new UseFigures(
                        figures.booked(ids, range.first(), range.last()),
                        figures.offered(ids, range.first(), range.last()));
    }

    /** The things that are counted; null if there are too many to count them at once. */
    private @Nullable List<Bookable> things(Staff staff, Range range) {
        list.cells(staff);
        if (range.point() != null || range.office() != null) {
            return places.named(staff, Permission.SERVE_APPOINTMENTS, range.point(), range.office())
                    .things();
        }
        var things = new ArrayList<Bookable>();
        Id after = null;
        do {
            var page = bookables.ofStaff(staff, Permission.SERVE_APPOINTMENTS, new PageQuery(after, 100));
            things.addAll(page.items());
            after = page.next();
        } while (after != null && things.size() <= MOST_THINGS);
        return things.size() > MOST_THINGS ? null : things;
    }

    /** The same as a table for a spreadsheet, or the bookings behind it; nobody is named in either. */
    @GetMapping(HOME + "/export")
    void export(
            @AuthenticationPrincipal Staff staff,
            Range asked,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "days") String table,
            HttpServletResponse response)
            throws IOException {
        var range = asked.within(today());
        var things = things(staff, range);
        if (things == null) {
            throw new BadInput("窗口太多，请先选一个服务点再导出。");
        }
        var kind = format.toLowerCase(Locale.ROOT).equals("xlsx") ? Spreadsheet.Format.XLSX : Spreadsheet.Format.CSV;
        boolean rows = table.equals("bookings");
        var cells = list.cells(staff);
        transaction.executeWithoutResult(status -> audit.record(
                staff,
                0,
                "appointment-figures.export",
                rows ? "export:bookings" : "export:days",
                "导出预约%s，%s 至 %s".formatted(rows ? "明细" : "统计", range.first(), range.last())));
        var name = "预约%s-%s-%s.%s".formatted(rows ? "明细" : "统计", range.first(), range.last(), kind.ending());
        response.setContentType(kind.type());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (rows) {
            bookings(cells, range, kind, response);
        } else {
            days(things, range, kind, response);
        }
    }

    private void days(List<Bookable> things, Range range, Spreadsheet.Format kind, HttpServletResponse response)
            throws IOException {
        var head = new ArrayList<>(List.of("窗口", "日期", "号数", "占用", "利用率", "预约", "提前天数"));
        UseFigures.ENDED.forEach(one -> head.add(one.title()));
        UseFigures.GIVEN_UP.forEach(one -> head.add(one.title()));
        try (var sheet = new Spreadsheet(response.getOutputStream(), kind, "预约统计", head)) {
            for (var thing : things) {
                var use = figures(List.of(thing), range);
                for (var day = range.first(); !day.isAfter(range.last()); day = day.plusDays(1)) {
                    var line = use.ofDay(day);
                    if (line.capacity() + line.real() + line.seated() > 0) {
                        var cells = new ArrayList<Object>(List.of(
                                thing.title(),
                                day.toString(),
                                line.capacity(),
                                line.seated(),
                                line.use(),
                                line.real(),
                                line.lead()));
                        UseFigures.ENDED.forEach(one -> cells.add(line.of(one.name())));
                        UseFigures.GIVEN_UP.forEach(one -> cells.add(line.of(one.name())));
                        sheet.row(cells);
                    }
                }
            }
        }
    }

    /** In batches, each going on where the last ended, so that a year's needs no more memory than a day's. */
    private void bookings(List<Long> cells, Range range, Spreadsheet.Format kind, HttpServletResponse response)
            throws IOException {
        var head = List.of("开始", "窗口", "办什么", "长者", "状态", "结果", "预约时间", "签到时间", "结束时间");
        try (var sheet = new Spreadsheet(response.getOutputStream(), kind, "预约明细", head)) {
            Long after = null;
            List<Booking> batch;
            do {
                batch = cells.isEmpty() ? List.of() : list.rows(cells, range.search(), after, BATCH);
                for (var line : list.plain(batch)) {
                    var booking = line.booking();
                    sheet.row(List.of(
                            MINUTE.format(booking.startsAt()),
                            line.thing(),
                            line.title(),
                            booking.elder() ? "是" : "否",
                            booking.status().title(),
                            booking.outcome() == null ? "" : booking.outcome().title(),
                            MINUTE.format(booking.createdAt()),
                            booking.checkedInAt() == null ? "" : MINUTE.format(booking.checkedInAt()),
                            booking.endedAt() == null ? "" : MINUTE.format(booking.endedAt())));
                    after = booking.id();
                }
            } while (batch.size() == BATCH);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage appointmentFiguresPage() {
            return new ConsolePage("预约统计", HOME, Permission.SERVE_APPOINTMENTS, 340);
        }
    }
}
