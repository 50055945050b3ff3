package cn.estation.grid;

import cn.estation.grid.OpeningHours.Closure;
import cn.estation.grid.WeeklyHours.Range;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes service points. Callers bring the transaction and have decided who may; the trail is theirs too. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class PlaceEditing {

    /** Longest closure that makes sense to announce, in days. */
    private static final int LONGEST_CLOSURE = 366;

    /**
     * What is said of a point. Text that is absent is empty.
     *
     * @param longitude GCJ-02; absent together with the latitude
     * @param hours absent if it is not open to the public
     */
    public record PointText(
            String name,
            CellKind level,
            String address,
            String transit,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal latitude,
            String phone,
            String accessibility,
            @Nullable WeeklyHours hours,
            boolean assisted,
            boolean inUse) {}

    /**
     * What is said of a counter.
     *
     * @param id absent for a new one
     * @param hours absent for the point's
     */
    public record CounterText(
            @Nullable Long id,
            String name,
            String handles,
            boolean general,
            String phone,
            @Nullable WeeklyHours hours,
            boolean inUse) {}

    private final PlaceMapper places;
    private final CellMapper cells;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    PlaceEditing(PlaceMapper places, CellMapper cells, Ids ids, Clock clock, ApplicationEventPublisher events) {
        this.places = places;
        this.cells = cells;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Adds a point and returns its id.
     *
     * @param code its lasting name; absent to have one made
     * @throws BadInput if the organisation has no points, or the position is not in China
     */
    public long add(long cellId, @Nullable String code, PointText text, boolean demonstration) {
        long id = ids.next();
        places.insertPoint(
                row(id, office(cellId).id(), code == null ? "P-" + Codes.next() : code, text, null, 1, demonstration));
        return id;
    }

    /**
     * Changes a point.
     *
     * @param edits how often it had been saved when the writer read it
     * @throws NotFound if there is no such point
     * @throws ChangedMeanwhile if somebody saved it since
     */
    public void change(long id, int edits, PointText text) {
        var point = hold(id);
        var changed = row(id, point.cellId(), point.code(), text, point.photos(), edits, point.demonstration());
        if (places.changePoint(changed) == 0) {
            throw new ChangedMeanwhile();
        }
        if (!changed.hours().equals(point.hours()) || changed.inUse() != point.inUse()) {
            events.publishEvent(new HoursChanged(id));
        }
    }

    /**
     * Saves a counter: one with an id is changed, one without is new. None is ever deleted, because bookings refer to them;
     * it goes out of use.
     *
     * @param edits how often the point had been saved when the writer read it
     * @return its id
     * @throws NotFound if there is no such point, or the id is not a counter of it
     * @throws ChangedMeanwhile if somebody saved the point since
     */
    public long saveCounter(long pointId, int edits, CounterText text) {
        touch(pointId, edits);
        var existing = places.countersOf(pointId);
        if (text.id() instanceof Long id) {
            var counter =
                    existing.stream().filter(one -> one.id() == id).findFirst().orElseThrow(NotFound::new);
            var changed = row(id, pointId, counter.code(), text, counter.position());
            places.changeCounter(changed);
            if (!changed.hours().equals(counter.hours()) || changed.inUse() != counter.inUse()) {
                events.publishEvent(new HoursChanged(pointId));
            }
            return id;
        }
        int last = existing.stream().mapToInt(Counter::position).max().orElse(0);
        return addCounter(pointId, "C-" + Codes.next(), text, last + 1);
    }

    /** Adds a counter under a lasting name and returns its id. */
    public long addCounter(long pointId, String code, CounterText text, int position) {
        long id = ids.next();
        places.insertCounter(row(id, pointId, code, text, position));
        return id;
    }

    /**
     * Says whom a point serves; nobody in particular means the whole of its organisation.
     *
     * @param edits how often the point had been saved when the writer read it
     * @throws NotFound if there is no such point or cell
     * @throws BadInput if a cell is outside the organisation that runs the point
     * @throws ChangedMeanwhile if somebody saved the point since
     */
    public void cover(long pointId, int edits, Collection<Long> cellIds) {
        var point = touch(pointId, edits);
        var home = Objects.requireNonNull(cells.selectById(point.cellId()));
        for (long cellId : cellIds) {
            var cell = Optional.ofNullable(cells.selectById(cellId)).orElseThrow(NotFound::new);
            if (!home.contains(cell)) {
                throw new BadInput("“%s”不归%s管，不能由这个服务点专门服务。".formatted(cell.name(), home.name()));
            }
        }
        places.uncover(pointId);
        new TreeSet<>(cellIds).forEach(cell -> places.cover(pointId, cell));
    }

    /** Counts a saving of the point, or refuses because there was another one. */
    private ServicePoint touch(long pointId, int edits) {
        var point = hold(pointId);
        if (places.touch(pointId, edits) == 0) {
            throw new ChangedMeanwhile();
        }
        return point;
    }

    /** Sets the photos of a point; none for an empty list. */
    public void photos(long pointId, List<Long> mediaIds) {
        places.photos(
                pointId,
                mediaIds.isEmpty()
                        ? null
                        : mediaIds.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /**
     * Closes a point or a counter of it for some days, or for part of each.
     *
     * @param part absent for whole days
     * @throws NotFound if there is no such point, or the counter is not of it
     * @throws BadInput if the days are in the past, in the wrong order, or too many
     */
    public long close(
            Actor author,
            long pointId,
            @Nullable Long counterId,
            LocalDate from,
            LocalDate to,
            @Nullable Range part,
            String reason) {
        var closure = except(author, pointId, counterId, false, from, to, part, reason);
        events.publishEvent(new ExceptionallyClosed(closure, pointId, counterId, from, to, reason));
        return closure;
    }

    /**
     * Opens a point or a counter when it usually would not be.
     *
     * @throws NotFound if there is no such point, or the counter is not of it
     * @throws BadInput if the days are in the past, in the wrong order, or too many
     */
    public long open(
            Actor author,
            long pointId,
            @Nullable Long counterId,
            LocalDate from,
            LocalDate to,
            Range part,
            String reason) {
        var opening = except(author, pointId, counterId, true, from, to, part, reason);
        events.publishEvent(new HoursChanged(pointId));
        return opening;
    }

    /**
     * Takes a closure or an exceptional opening back.
     *
     * @throws NotFound if it is not there, or was taken back before
     */
    public void withdraw(long closureId) {
        if (places.withdraw(closureId, clock.instant()) == 0) {
            throw new NotFound();
        }
        events.publishEvent(new HoursChanged(
                Objects.requireNonNull(places.closure(closureId)).pointId()));
    }

    private long except(
            Actor author,
            long pointId,
            @Nullable Long counterId,
            boolean opens,
            LocalDate from,
            LocalDate to,
            @Nullable Range part,
            String reason) {
        hold(pointId);
        if (counterId != null && places.countersOf(pointId).stream().noneMatch(counter -> counter.id() == counterId)) {
            throw new NotFound();
        }
        var now = clock.instant();
        if (to.isBefore(LocalDate.ofInstant(now, Time.CHINA))) {
            throw new BadInput("日期已经过去，请选今天或以后的日期。");
        }
        if (to.isBefore(from) || from.plusDays(LONGEST_CLOSURE).isBefore(to)) {
            throw new BadInput("结束日期要在开始日期之后，一次最多登记一年。");
        }
        long id = ids.next();
        places.insertClosure(new Closure(
                id,
                pointId,
                counterId,
                opens,
                from,
                to,
                part == null ? null : part.from(),
                part == null ? null : part.to(),
                reason,
                author.actorKey(),
                now,
                null));
        return id;
    }

    /**
     * The point, kept to this transaction until it ends.
     *
     * @throws NotFound if there is none
     */
    public ServicePoint hold(long id) {
        return Optional.ofNullable(places.hold(id)).orElseThrow(NotFound::new);
    }

    private GridCell office(long cellId) {
        var cell = Optional.ofNullable(cells.selectById(cellId)).orElseThrow(NotFound::new);
        return switch (cell.kind()) {
            case DISTRICT, SUBDISTRICT, COMMUNITY -> cell;
            default -> throw new BadInput("服务点由区、街道或社区管理，请选这三级之一。");
        };
    }

    private ServicePoint row(
            long id,
            long cellId,
            String code,
            PointText text,
            @Nullable String photos,
            int edits,
            boolean demonstration) {
        requireInChina(text.longitude(), text.latitude());
        return new ServicePoint(
                id,
                cellId,
                code,
                text.name(),
                text.level(),
                text.address(),
                text.transit(),
                text.longitude(),
                text.latitude(),
                text.phone(),
                text.accessibility(),
                text.hours() == null ? "" : text.hours().text(),
                text.assisted(),
                photos,
                text.inUse(),
                edits,
                demonstration,
                clock.instant());
    }

    private static void requireInChina(@Nullable BigDecimal longitude, @Nullable BigDecimal latitude) {
        if (longitude == null && latitude == null) {
            return;
        }
        if (longitude == null || latitude == null) {
            throw new BadInput("经度和纬度要么都填，要么都不填。");
        }
        boolean within = longitude.doubleValue() >= 73
                && longitude.doubleValue() <= 136
                && latitude.doubleValue() >= 3
                && latitude.doubleValue() <= 54;
        if (!within) {
            throw new BadInput("位置不在中国境内，请检查经度和纬度有没有填反。");
        }
    }

    private static Counter row(long id, long pointId, String code, CounterText text, int position) {
        return new Counter(
                id,
                pointId,
                code,
                text.name(),
                text.handles(),
                text.general(),
                text.phone(),
                text.hours() == null ? "" : text.hours().text(),
                position,
                text.inUse());
    }

    /** Two people edited the same thing; the later one would have overwritten what they never saw. */
    public static final class ChangedMeanwhile extends Refusal {
        public ChangedMeanwhile() {
            super(HttpStatus.CONFLICT, "changed-meanwhile", "别人刚刚保存过，请重新打开页面，看过最新内容再改。");
        }
    }
}
