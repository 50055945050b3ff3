package cn.estation.guide.place;

import cn.estation.grid.CellKind;
import cn.estation.grid.Counter;
import cn.estation.grid.DayKind;
import cn.estation.grid.Grid;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.OpeningHours.Span;
import cn.estation.grid.OpeningHours.Standing;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.grid.WeeklyHours;
import cn.estation.guide.Asker;
import cn.estation.guide.Guides;
import cn.estation.guide.WhereToGo;
import cn.estation.guide.Whereabouts;
import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.media.Uploads;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where to go, for residents. Open to everybody; who has signed in and told where they live is answered for that place. */
@RestController
class PlaceController {

    private static final Duration PAST = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofDays(400);

    private final WhereToGo way;
    private final Guides guides;
    private final ServicePoints points;
    private final OpeningHours hours;
    private final HandlingMapper handling;
    private final Grid grid;
    private final Uploads photos;
    private final Clock clock;

    PlaceController(
            WhereToGo way,
            Guides guides,
            ServicePoints points,
            OpeningHours hours,
            HandlingMapper handling,
            Grid grid,
            Uploads photos,
            Clock clock) {
        this.way = way;
        this.guides = guides;
        this.points = points;
        this.hours = hours;
        this.handling = handling;
        this.grid = grid;
        this.photos = photos;
        this.clock = clock;
    }

    /**
     * Where this is done, for whoever asks.
     *
     * @param cell a building, micro-grid or community; goes before what is kept of the resident
     * @param lng GCJ-02, with {@code lat}
     * @param at a moment, to ask ahead
     */
    @GetMapping("/api/v1/guides/{id}/where")
    Where where(
            @AuthenticationPrincipal @Nullable Resident resident,
            @PathVariable Id id,
            @RequestParam @Nullable Id cell,
            @RequestParam @Nullable String lng,
            @RequestParam @Nullable String lat,
            @RequestParam @Nullable String at) {
        var guide = guides.published(id.value()).orElseThrow(NotFound::new);
        var here = Position.read(lng, lat);
        if (cell != null) {
            grid.cell(cell.value());
        }
        var asker = new Asker(
                resident == null ? null : resident.id(),
                cell == null ? null : cell.value(),
                here == null ? null : here.longitude(),
                here == null ? null : here.latitude());
        return way.where(guide.guideId(), asker, moment(at))
                .map(found -> Where.of(guide.guideId(), guide.versionId(), found))
                .orElseGet(() -> Where.unknown(guide.guideId(), guide.versionId(), own(guide.where(), guide.phone())));
    }

    private static String own(String where, String phone) {
        var place = where.isEmpty() ? "选好小区和楼栋，就能告诉您去哪办。" : "请到" + where + "。";
        return phone.isEmpty() ? place : place + "去之前可以先打电话" + phone + "问问。";
    }

    /** With a position the nearest twenty; otherwise all, or those that serve a cell, newest first. */
    @GetMapping("/api/v1/service-points")
    Page<Point> list(
            @RequestParam @Nullable Id cell,
            @RequestParam @Nullable String lng,
            @RequestParam @Nullable String lat,
            PageQuery query) {
        var here = Position.read(lng, lat);
        if (here != null) {
            return new Page<>(shown(points.nearest(here.longitude(), here.latitude()), here), null);
        }
        var rows = cell == null
                ? points.page(query.before(), query.limit())
                : points.serving(grid.cell(cell.value()), query.before(), query.limit());
        var page = Page.of(rows, query, ServicePoint::id);
        return new Page<>(shown(page.items(), null), page.next());
    }

    private List<Point> shown(List<ServicePoint> rows, @Nullable Position here) {
        var standings = hours.standingsOf(rows, clock.instant());
        return rows.stream()
                .map(point -> Point.of(
                        point,
                        standings.get(point.id()),
                        here == null ? null : Distance.metres(here.longitude(), here.latitude(), point)))
                .toList();
    }

    @GetMapping("/api/v1/service-points/{id}")
    Detail detail(@PathVariable Id id) {
        var point = points.find(id.value()).filter(ServicePoint::inUse).orElseThrow(NotFound::new);
        var now = clock.instant();
        var counters =
                points.counters(point.id()).stream().filter(Counter::inUse).toList();
        var standings = hours.standings(counters, now);
        var handled = counters.isEmpty()
                ? Map.<Long, List<HandlingMapper.Handled>>of()
                : handling.handledBy(counters.stream().map(Counter::id).toList()).stream()
                        .collect(Collectors.groupingBy(HandlingMapper.Handled::counterId));
        return new Detail(
                Point.of(point, hours.standingsOf(List.of(point), now).get(point.id()), null),
                point.hours().isEmpty() ? "" : WeeklyHours.stored(point.hours()).inWords(),
                photos.shown(point.photoIds()).stream().map(Id::of).toList(),
                counters.stream()
                        .map(counter -> Window.of(
                                counter, standings.get(counter.id()), handled.getOrDefault(counter.id(), List.of())))
                        .toList(),
                hours.closures(point.id(), Wording.day(now)).stream()
                        .map(Deviation::of)
                        .toList());
    }

    private Instant moment(@Nullable String at) {
        var now = clock.instant();
        if (at == null || at.isEmpty()) {
            return now;
        }
        try {
            // A plus sign in an address is a blank to whoever reads it.
            var moment = OffsetDateTime.parse(at.replace(' ', '+')).toInstant();
            if (moment.isBefore(now.minus(PAST)) || moment.isAfter(now.plus(AHEAD))) {
                throw new BadInput("只能问一年以内的时间。");
            }
            return moment;
        } catch (DateTimeParseException notATime) {
            throw new BadInput("时间请写成 2026-10-08T09:00:00+08:00 这样。");
        }
    }

    record Place(
            Id pointId,
            String name,
            String address,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal latitude) {
        static @Nullable Place of(@Nullable ServicePoint point) {
            return point == null
                    ? null
                    : new Place(Id.of(point.id()), point.name(), point.address(), point.longitude(), point.latitude());
        }
    }

    /**
     * @param found false if it cannot be told which place serves the one who asks; then only the sentence is given
     * @param counter its name
     * @param usual the place one would go to if it were open
     * @param sentence to be shown or read aloud
     */
    record Where(
            Id guideId,
            Id versionId,
            boolean found,
            @Nullable Place place,
            @Nullable Id counterId,
            String counter,
            String counterHandles,
            String address,
            String transit,
            String accessibility,
            String phone,
            boolean openNow,
            @Nullable Instant closesAt,
            @Nullable Instant nextOpening,
            @Nullable Integer distanceMetres,
            @Nullable Integer freeToday,
            @Nullable Instant firstFree,
            boolean assistedVisit,
            @Nullable Place usual,
            String sentence) {

        static Where of(long guideId, long versionId, Whereabouts found) {
            return new Where(
                    Id.of(guideId),
                    Id.of(versionId),
                    true,
                    Place.of(found.point()),
                    Id.of(found.counter().id()),
                    found.counter().name(),
                    found.counter().handles(),
                    found.address(),
                    found.point().transit(),
                    found.point().accessibility(),
                    found.phone(),
                    found.openNow(),
                    found.closesAt(),
                    found.nextOpening(),
                    found.distanceMetres(),
                    found.freeToday(),
                    found.firstFree(),
                    found.assistedVisit(),
                    Place.of(found.usual()),
                    found.sentence());
        }

        static Where unknown(long guideId, long versionId, String sentence) {
            return new Where(
                    Id.of(guideId),
                    Id.of(versionId),
                    false,
                    null,
                    null,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    false,
                    null,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    sentence);
        }
    }

    /** An unbroken time of being open today. */
    record Open(Instant from, Instant to) {
        static Open of(Span span) {
            return new Open(span.start(), span.end());
        }
    }

    /** @param reason why it is exceptionally closed now; empty if it is not */
    record State(
            boolean openNow,
            @Nullable Instant closesAt,
            @Nullable Instant nextOpening,
            DayKind today,
            List<Open> hoursToday,
            String reason) {

        static State of(@Nullable Standing standing) {
            if (standing == null) {
                return new State(false, null, null, DayKind.WORKING, List.of(), "");
            }
            var closure = standing.closure();
            return new State(
                    standing.open(),
                    standing.closes(),
                    standing.next(),
                    standing.kind(),
                    standing.today().stream().map(Open::of).toList(),
                    closure == null ? "" : closure.reason());
        }
    }

    record Point(
            Id pointId,
            String name,
            CellKind level,
            String address,
            String transit,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal latitude,
            String phone,
            String accessibility,
            boolean assisted,
            String hours,
            State state,
            @Nullable Integer distanceMetres,
            boolean demonstration) {

        static Point of(ServicePoint point, @Nullable Standing standing, @Nullable Integer metres) {
            return new Point(
                    Id.of(point.id()),
                    point.name(),
                    point.level(),
                    point.address(),
                    point.transit(),
                    point.longitude(),
                    point.latitude(),
                    point.phone(),
                    point.accessibility(),
                    point.assisted(),
                    point.hours(),
                    State.of(standing),
                    metres,
                    point.demonstration());
        }
    }

    record Item(Id guideId, String name) {}

    /** @param general true if it does all business of the point's level */
    record Window(
            Id counterId,
            String name,
            String handles,
            boolean general,
            String phone,
            String hours,
            State state,
            List<Item> items) {

        static Window of(Counter counter, @Nullable Standing standing, List<HandlingMapper.Handled> items) {
            return new Window(
                    Id.of(counter.id()),
                    counter.name(),
                    counter.handles(),
                    counter.general(),
                    counter.phone(),
                    counter.hours(),
                    State.of(standing),
                    items.stream()
                            .map(item -> new Item(Id.of(item.itemId()), item.name()))
                            .toList());
        }
    }

    /** @param part of each day, for example {@code 14:00-17:00}, or 全天 */
    record Deviation(@Nullable Id counterId, boolean opens, LocalDate from, LocalDate to, String part, String reason) {
        static Deviation of(OpeningHours.Closure closure) {
            return new Deviation(
                    closure.counterId() == null ? null : Id.of(closure.counterId()),
                    closure.opens(),
                    closure.fromDay(),
                    closure.toDay(),
                    closure.partText(),
                    closure.reason());
        }
    }

    /** @param hoursInWords of an ordinary week, to be read aloud */
    record Detail(
            Point point, String hoursInWords, List<Id> photos, List<Window> counters, List<Deviation> exceptions) {}
}
