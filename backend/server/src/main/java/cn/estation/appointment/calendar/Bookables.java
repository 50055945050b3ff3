package cn.estation.appointment.calendar;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Everything that can be booked, and the rules staff give it. */
@Service
public class Bookables {

    private final BookableMapper bookables;
    private final Authority authority;
    private final Grid grid;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Bookables(
            BookableMapper bookables,
            Authority authority,
            Grid grid,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.bookables = bookables;
        this.authority = authority;
        this.grid = grid;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<Bookable> find(long id) {
        return Optional.ofNullable(bookables.selectById(id));
    }

    public Optional<Bookable> withCode(String code) {
        return Optional.ofNullable(bookables.idOfCode(code)).flatMap(this::find);
    }

    /** @throws NotFound if there is no such thing, or it is not to be booked now */
    public Bookable active(long id) {
        return find(id).filter(Bookable::active).orElseThrow(NotFound::new);
    }

    /** The same by id, in one read. */
    public List<Bookable> all(Collection<Long> some) {
        return some.isEmpty() ? List.of() : bookables.selectByIds(Set.copyOf(some));
    }

    public List<Long> allActive() {
        return bookables.active();
    }

    public List<Bookable> ofPoint(long pointId) {
        return bookables.ofPoint(pointId);
    }

    /** What an office offers that is at no service point. */
    public List<Bookable> elsewhere(long cellId) {
        return bookables.elsewhere(cellId);
    }

    /** The counters among these where a guide's business can be booked. */
    public List<Bookable> forGuide(long guideId, Collection<Long> counterIds) {
        return counterIds.isEmpty() ? List.of() : bookables.forGuide(guideId, counterIds);
    }

    /** What is done there; empty for anything. */
    public List<Long> guides(long bookableId) {
        return bookables.guides(bookableId);
    }

    /** What residents may book. */
    public Page<Bookable> open(
            @Nullable BookableKind kind,
            @Nullable Long pointId,
            @Nullable Long guideId,
            @Nullable Collection<Long> cells,
            PageQuery query) {
        if (cells != null && cells.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var rows = bookables.open(kind, pointId, guideId, cells, query.before(), query.limit());
        return Page.of(rows, query, Bookable::id);
    }

    /** What belongs to the offices for which the staff member may do this. */
    public Page<Bookable> ofStaff(Staff staff, Permission permission, PageQuery query) {
        var cells = cells(staff, permission);
        if (cells.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(bookables.ofCells(cells, query.before(), query.limit()), query, Bookable::id);
    }

    /** The offices for which the staff member may do this: districts, subdistricts, communities. */
    public List<Long> cells(Staff staff, Permission permission) {
        return authority.roots(staff, permission).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .map(GridCell::id)
                .distinct()
                .toList();
    }

    /**
     * The thing, if it is of the staff member's offices.
     *
     * @throws NotFound if it is not, or there is none
     * @throws Authority.NotAllowed if no role grants the permission
     */
    public Bookable theirs(Staff staff, Permission permission, long bookableId) {
        authority.require(staff, permission);
        var bookable = find(bookableId).orElseThrow(NotFound::new);
        authority.require(staff, permission, bookable.cellId());
        return bookable;
    }

    /**
     * Adds something.
     *
     * @throws NotFound if the office is not the staff member's
     * @throws Authority.NotAllowed if the staff member keeps no calendars
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Bookable add(Staff staff, BookableDraft draft) {
        authority.require(staff, Permission.MANAGE_CALENDARS, draft.cellId());
        return add(staff, draft, null);
    }

    /** Adds something on behalf of whoever is named, with the code it has in a district file. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Bookable add(Actor by, BookableDraft draft, @Nullable String code) {
        return add(by, draft, code, true);
    }

    /** The same, open for booking or not yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Bookable add(Actor by, BookableDraft draft, @Nullable String code, boolean active) {
        var bookable = row(ids.next(), code, draft, active, clock.instant());
        bookables.insert(bookable);
        draft.guides().forEach(guide -> bookables.addGuide(bookable.id(), guide));
        audit.record(by, draft.cellId(), "appointment.add", subject(bookable), "添加可预约的“" + draft.title() + "”。");
        return bookable;
    }

    /**
     * Changes the rules. Places that are taken keep what they were taken under.
     *
     * @throws NotFound if it is not of the staff member's offices, or the new office is not
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Bookable change(Staff staff, long bookableId, BookableDraft draft) {
        var before = theirs(staff, Permission.MANAGE_CALENDARS, bookableId);
        authority.require(staff, Permission.MANAGE_CALENDARS, draft.cellId());
        bookables.lock(bookableId);
        var after = row(bookableId, before.code(), draft, before.active(), before.createdAt());
        bookables.updateById(after);
        bookables.forgetGuides(bookableId);
        draft.guides().forEach(guide -> bookables.addGuide(bookableId, guide));
        audit.record(staff, draft.cellId(), "appointment.change", subject(after), "修改“" + draft.title() + "”的预约规则。");
        events.publishEvent(new CalendarChanged(bookableId));
        return after;
    }

    /** Opens it for booking or stops that. Bookings stay good. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void activate(Staff staff, long bookableId, boolean active) {
        activate(staff, theirs(staff, Permission.MANAGE_CALENDARS, bookableId), active);
    }

    /** The same on behalf of whoever is named. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void activate(Actor by, Bookable bookable, boolean active) {
        if (bookables.activate(bookable.id(), active) == 1) {
            audit.record(
                    by,
                    bookable.cellId(),
                    active ? "appointment.open" : "appointment.stop",
                    subject(bookable),
                    (active ? "开放预约“" : "停止预约“") + bookable.title() + "”。");
        }
    }

    /** Makes what changes the thing's calendar take turns. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Bookable lock(long bookableId) {
        return Optional.ofNullable(bookables.lock(bookableId)).orElseThrow(NotFound::new);
    }

    private static String subject(Bookable bookable) {
        return "bookable:" + bookable.id();
    }

    private static Bookable row(long id, @Nullable String code, BookableDraft draft, boolean active, Instant created) {
        return new Bookable(
                id,
                code,
                draft.cellId(),
                draft.kind(),
                draft.title(),
                draft.description(),
                draft.place(),
                draft.phone(),
                draft.pointId(),
                draft.counterId(),
                draft.leadMinutes(),
                draft.horizonDays(),
                draft.opensMinute(),
                draft.cutoffMinutes(),
                draft.perDay(),
                draft.perWeek(),
                draft.perOpen(),
                draft.onePerHousehold(),
                draft.approval(),
                draft.preCheck(),
                active,
                created);
    }
}
