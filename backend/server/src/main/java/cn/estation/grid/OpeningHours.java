package cn.estation.grid;

import cn.estation.grid.WeeklyHours.Range;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Time;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * When service points and counters are open, with lunch breaks, holidays, worked weekends, closures and exceptional
 * openings applied. Every id may be a point's or a counter's: they come from one generator. Days are days in China.
 *
 * <p>A place out of use is never open; nor is a counter of a point out of use.
 */
@Service
public class OpeningHours {

    /** An unbroken time of being open, local to China. */
    public record Span(LocalDateTime from, LocalDateTime to) {

        public Instant start() {
            return from.atZone(Time.CHINA).toInstant();
        }

        public Instant end() {
            return to.atZone(Time.CHINA).toInstant();
        }

        /** The beginning is part of it, the end is not. */
        public boolean contains(LocalDateTime moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }

        Stream<Span> without(Span gap) {
            if (!gap.from.isBefore(to) || !gap.to.isAfter(from)) {
                return Stream.of(this);
            }
            return Stream.of(new Span(from, gap.from), new Span(gap.to, to))
                    .filter(span -> span.from.isBefore(span.to));
        }
    }

    /**
     * An exception to the usual hours.
     *
     * @param counterId absent for the whole point
     * @param opens true if it opens when it usually would not
     * @param fromMinute of each of the days; absent, as {@code toMinute}, for whole days
     * @param reason for residents to read
     */
    @TableName("grid_closure")
    public record Closure(
            long id,
            long pointId,
            @Nullable Long counterId,
            boolean opens,
            LocalDate fromDay,
            LocalDate toDay,
            @Nullable Integer fromMinute,
            @Nullable Integer toMinute,
            String reason,
            String author,
            Instant createdAt,
            @Nullable Instant withdrawnAt) {

        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(fromDay) && !day.isAfter(toDay);
        }

        /** True if only part of each day is meant. */
        public boolean inPart() {
            return fromMinute != null;
        }

        boolean closesAllOf(LocalDate day) {
            return !opens && !inPart() && holdsOn(day);
        }

        Range part() {
            return new Range(Objects.requireNonNull(fromMinute), Objects.requireNonNull(toMinute));
        }

        /** For example {@code 14:00-17:00}; {@code 全天} for whole days. */
        public String partText() {
            return inPart() ? part().text() : "全天";
        }
    }

    /**
     * How a place stands at a moment.
     *
     * @param closes when it closes, if it is open and closes within a day
     * @param next when it opens next, if it is not open
     * @param today its spans of that day
     * @param closure the exception that keeps it closed that day or at that time, if one does
     */
    public record Standing(
            boolean open,
            @Nullable Instant closes,
            @Nullable Instant next,
            List<Span> today,
            DayKind kind,
            @Nullable Closure closure) {}

    private final ServicePoints points;
    private final PlaceMapper places;
    private final WorkingCalendar calendar;

    OpeningHours(ServicePoints points, PlaceMapper places, WorkingCalendar calendar) {
        this.points = points;
        this.places = places;
        this.calendar = calendar;
    }

    /**
     * The spans that begin on this day, in order; a span past midnight belongs to the day it begins.
     *
     * @throws NotFound if there is no such point or counter
     */
    public List<Span> on(long placeId, LocalDate day) {
        return timetable(placeId, day, day).on(day);
    }

    /** The same for every day from {@code from} to {@code to}, both included, in one read. */
    public Map<LocalDate, List<Span>> between(long placeId, LocalDate from, LocalDate to) {
        var timetable = timetable(placeId, from, to);
        return from.datesUntil(to.plusDays(1)).collect(Collectors.toMap(day -> day, timetable::on));
    }

    /** @throws NotFound if there is no such point or counter */
    public boolean openAt(long placeId, Instant moment) {
        var local = local(moment);
        return timetable(placeId, local.toLocalDate(), local.toLocalDate())
                .around(local)
                .isPresent();
    }

    /**
     * The moment itself while it is open, otherwise when it opens next; empty if it does not within sixty days.
     *
     * @throws NotFound if there is no such point or counter
     */
    public Optional<Instant> nextOpening(long placeId, Instant moment) {
        var local = local(moment);
        return timetable(placeId, local.toLocalDate(), local.toLocalDate().plusDays(Timetable.HORIZON))
                .next(local)
                .map(OpeningHours::instant);
    }

    /** How each of these counters stands, by its id, in a few reads however many they are. */
    public Map<Long, Standing> standings(Collection<Counter> counters, Instant moment) {
        var local = local(moment);
        var frame = frame(
                counters.stream().map(Counter::pointId).distinct().toList(),
                local.toLocalDate(),
                local.toLocalDate().plusDays(Timetable.HORIZON));
        var result = new HashMap<Long, Standing>();
        for (var counter : counters) {
            var point = frame.points.get(counter.pointId());
            if (point != null) {
                result.put(counter.id(), standing(frame.timetable(point, counter), local));
            }
        }
        return result;
    }

    /** How each of these points stands, by its id. */
    public Map<Long, Standing> standingsOf(Collection<ServicePoint> wanted, Instant moment) {
        var local = local(moment);
        var frame = frame(
                wanted.stream().map(ServicePoint::id).toList(),
                local.toLocalDate(),
                local.toLocalDate().plusDays(Timetable.HORIZON));
        return wanted.stream()
                .collect(Collectors.toMap(
                        ServicePoint::id, point -> standing(frame.timetable(point, null), local), (one, same) -> one));
    }

    /** A closure or exceptional opening, withdrawn or not. */
    public Optional<Closure> closure(long id) {
        return Optional.ofNullable(places.closure(id));
    }

    /** The exceptions of a point that hold on this day or later and were not withdrawn, by day. */
    public List<Closure> closures(long pointId, LocalDate from) {
        return places.closures(List.of(pointId), from, LocalDate.of(9999, 12, 31));
    }

    private static Standing standing(Timetable timetable, LocalDateTime moment) {
        var day = moment.toLocalDate();
        boolean open = timetable.around(moment).isPresent();
        return new Standing(
                open,
                timetable.closing(moment).map(OpeningHours::instant).orElse(null),
                open ? null : timetable.next(moment).map(OpeningHours::instant).orElse(null),
                timetable.on(day),
                timetable.calendar().apply(day),
                open ? null : timetable.keptClosed(moment).orElse(null));
    }

    private Timetable timetable(long placeId, LocalDate from, LocalDate to) {
        var counter = points.counter(placeId).orElse(null);
        var point = points.find(counter == null ? placeId : counter.pointId()).orElseThrow(NotFound::new);
        return frame(List.of(point.id()), from, to).timetable(point, counter);
    }

    private Frame frame(Collection<Long> pointIds, LocalDate from, LocalDate to) {
        if (pointIds.isEmpty()) {
            return new Frame(Map.of(), day -> DayKind.WORKING, List.of());
        }
        // A span of the day before may reach into the first day, and a closure of the day after may cut the last one's.
        return new Frame(
                points.all(pointIds),
                calendar.kinds(from.minusDays(1), to.plusDays(1)),
                places.closures(pointIds, from.minusDays(1), to.plusDays(1)));
    }

    /** What was read to answer for some points over some days. */
    private record Frame(
            Map<Long, ServicePoint> points,
            java.util.function.Function<LocalDate, DayKind> calendar,
            List<Closure> closures) {

        Timetable timetable(ServicePoint point, @Nullable Counter counter) {
            boolean inUse = point.inUse() && (counter == null || counter.inUse());
            var text = counter == null || counter.hours().isEmpty() ? point.hours() : counter.hours();
            return new Timetable(
                    WeeklyHours.stored(inUse ? text : ""),
                    calendar,
                    inUse
                            ? closures.stream()
                                    .filter(closure -> concerns(closure, point, counter))
                                    .toList()
                            : List.of());
        }

        private static boolean concerns(Closure closure, ServicePoint point, @Nullable Counter counter) {
            return closure.pointId() == point.id()
                    && (closure.counterId() == null || counter != null && closure.counterId() == counter.id());
        }
    }

    private static LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, Time.CHINA);
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(Time.CHINA).toInstant();
    }
}
