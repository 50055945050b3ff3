package cn.estation.appointment.activity;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.SlotStatus;
import cn.estation.appointment.calendar.Slots;
import cn.estation.audit.AuditTrail;
import cn.estation.grid.DayKind;
import cn.estation.grid.Grid;
import cn.estation.grid.WorkingCalendar;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Activities and their sessions: written as a draft, published once. What was published has slots, and from then on its
 * places are given out like any other.
 */
@Service
public class Activities {

    private final ActivityMapper activities;
    private final ActivitySessionMapper sessions;
    private final EnrolmentMapper enrolments;
    private final Bookables bookables;
    private final Slots slots;
    private final WorkingCalendar calendar;
    private final Grid grid;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Activities(
            ActivityMapper activities,
            ActivitySessionMapper sessions,
            EnrolmentMapper enrolments,
            Bookables bookables,
            Slots slots,
            WorkingCalendar calendar,
            Grid grid,
            Authority authority,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.activities = activities;
        this.sessions = sessions;
        this.enrolments = enrolments;
        this.bookables = bookables;
        this.slots = slots;
        this.calendar = calendar;
        this.grid = grid;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<Activity> find(long id) {
        return Optional.ofNullable(activities.selectById(id));
    }

    /** The same by id, in one read. */
    public Map<Long, Activity> all(Collection<Long> some) {
        return some.isEmpty()
                ? Map.of()
                : activities.selectByIds(some).stream().collect(Collectors.toMap(Activity::id, one -> one));
    }

    /** What residents see: published or cancelled, never a draft. @throws NotFound otherwise */
    public Activity shown(long id) {
        return find(id).filter(one -> !one.is(ActivityStatus.DRAFT))
                .filter(one -> one.is(ActivityStatus.CANCELLED) || bookable(one).active())
                .orElseThrow(NotFound::new);
    }

    /** What is on or to come, for these offices or for all, newest first. */
    public Page<Activity> open(@Nullable Collection<Long> cells, PageQuery query) {
        if (cells != null && cells.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(activities.open(cells, clock.instant(), query.before(), query.limit()), query, Activity::id);
    }

    /** What comes next, the first first. */
    public List<Activity> next(@Nullable Collection<Long> cells, int most) {
        return cells != null && cells.isEmpty() ? List.of() : activities.next(cells, clock.instant(), most);
    }

    /** Those of the staff member's offices, newest first. */
    public Page<Activity> ofStaff(Staff staff, @Nullable ActivityStatus status, PageQuery query) {
        var cells = bookables.cells(staff, Permission.SERVE_APPOINTMENTS);
        if (cells.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(activities.ofCells(cells, status, query.before(), query.limit()), query, Activity::id);
    }

    /**
     * @throws NotFound if it is not of the staff member's offices
     * @throws Authority.NotAllowed if no role grants the permission
     */
    public Activity theirs(Staff staff, Permission permission, long id) {
        authority.require(staff, permission);
        var activity = find(id).orElseThrow(NotFound::new);
        authority.require(staff, permission, activity.cellId());
        return activity;
    }

    /**
     * @throws NotFound if it is not of the staff member's offices
     * @throws Authority.NotAllowed if no role grants the permission
     */
    public Session session(Staff staff, Permission permission, long sessionId) {
        authority.require(staff, permission);
        var session = session(sessionId).orElseThrow(NotFound::new);
        authority.require(staff, permission, session.cellId());
        return session;
    }

    public Optional<Session> session(long sessionId) {
        return Optional.ofNullable(sessions.selectById(sessionId));
    }

    public List<Session> sessions(long activityId) {
        return sessions.of(activityId);
    }

    /** Sessions by activity, in their order. */
    public Map<Long, List<Session>> sessions(Collection<Long> some) {
        return some.isEmpty()
                ? Map.of()
                : sessions.ofAll(some).stream().collect(Collectors.groupingBy(Session::activityId));
    }

    /** How many have enrolled, by slot; slots with nobody are left out. */
    public Map<Long, Integer> enrolled(Collection<Long> slotIds) {
        return slotIds.isEmpty()
                ? Map.of()
                : enrolments.enrolled(slotIds).stream()
                        .collect(Collectors.toMap(EnrolmentMapper.Count::slotId, EnrolmentMapper.Count::enrolled));
    }

    public Bookable bookable(Activity activity) {
        return bookables.find(activity.id()).orElseThrow(NotFound::new);
    }

    /** What happened to an activity, the latest first. */
    public List<ActivityMoved> history(long activityId) {
        return activities.moves(activityId).stream()
                .map(move -> new ActivityMoved(
                        move.sessionId(), move.toStatus(), move.movedBy(), move.reason(), move.movedAt()))
                .toList();
    }

    /** One line of an activity's history. */
    public record ActivityMoved(@Nullable Long sessionId, String to, String by, String reason, Instant at) {}

    /**
     * Writes a draft that only staff see.
     *
     * @throws NotFound if the office is not the staff member's
     * @throws Authority.NotAllowed if the staff member keeps no calendars
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Activity draft(Staff staff, ActivityDraft draft) {
        requireOffice(staff, draft);
        return add(staff, draft, null);
    }

    private void requireOffice(Staff staff, ActivityDraft draft) {
        authority.require(staff, Permission.MANAGE_CALENDARS, draft.cellId());
        var audience = draft.audienceCellId();
        if (audience != null && !grid.cell(draft.cellId()).contains(grid.cell(audience))) {
            throw new BadInput("对谁开放应是举办单位范围内的一片。");
        }
    }

    /** Adds a draft on behalf of whoever is named, with the code it has in a district file. */
    @Transactional(propagation = Propagation.MANDATORY)
    Activity add(Actor by, ActivityDraft draft, @Nullable String code) {
        var bookable = bookables.add(by, draft.bookable(), code, false);
        var planned = plan(bookable.id(), draft);
        var activity = row(bookable.id(), draft, planned, by.actorKey(), bookable.createdAt());
        activities.insert(activity);
        planned.forEach(sessions::insert);
        record(by, activity.id(), null, null, ActivityStatus.DRAFT.name(), "");
        audit.record(by, draft.cellId(), "activity.draft", subject(activity.id()), "拟定活动“" + draft.title() + "”。");
        return activity;
    }

    /**
     * Writes a draft anew.
     *
     * @throws NotFound if it is not of the staff member's offices, or the new office is not
     * @throws NotADraft if it was published or dropped
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void redraft(Staff staff, long id, ActivityDraft draft) {
        var before = theirs(staff, Permission.MANAGE_CALENDARS, id);
        requireOffice(staff, draft);
        bookables.lock(id);
        var planned = plan(id, draft);
        if (activities.redraft(row(id, draft, planned, before.createdBy(), before.createdAt())) == 0) {
            throw new NotADraft();
        }
        bookables.change(staff, id, draft.bookable());
        sessions.forget(id);
        planned.forEach(sessions::insert);
        audit.record(staff, draft.cellId(), "activity.redraft", subject(id), "修改活动草稿“" + draft.title() + "”。");
    }

    /**
     * Lets people enrol, from the moment the draft names.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotADraft if it was published before or dropped
     * @throws BadInput if it would begin, or enrolling would end, before now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(Staff staff, long id) {
        publish((Actor) staff, theirs(staff, Permission.MANAGE_CALENDARS, id).id());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void publish(Actor by, long id) {
        var bookable = bookables.lock(id);
        var activity = find(id).orElseThrow(NotFound::new);
        refuseThePast(activity);
        if (activities.publish(id) == 0) {
            throw new NotADraft();
        }
        open(activity, bookable);
        bookables.activate(by, bookable, true);
        record(
                by,
                id,
                null,
                ActivityStatus.DRAFT.name(),
                ActivityStatus.DRAFT.to(ActivityStatus.PUBLISHED).name(),
                "");
        audit.record(by, activity.cellId(), "activity.publish", subject(id), "发布活动“" + bookable.title() + "”。");
    }

    private void refuseThePast(Activity activity) {
        var now = clock.instant();
        if (!activity.closes(activity.startsAt()).isAfter(now)) {
            throw new BadInput("第一场的报名截止时间已过，请改时间后再发布。");
        }
        var decides = activity.decides(activity.startsAt());
        if (decides != null && !decides.isAfter(now)) {
            throw new BadInput("决定办不办的时间已过，请改时间或最少人数后再发布。");
        }
    }

    /** Slots for the sessions: one for each, or one for all of them. */
    private void open(Activity activity, Bookable bookable) {
        var all = sessions.of(activity.id());
        if (activity.whole()) {
            var slot = slot(
                    activity,
                    bookable,
                    ids.next(),
                    all.getFirst().startsAt(),
                    all.getLast().endsAt());
            slots.add(List.of(slot));
            all.forEach(session -> sessions.open(
                    session.id(), slot.id(), session.position() == 1 ? activity.decides(session.startsAt()) : null));
            return;
        }
        for (var session : all) {
            var slot = slot(activity, bookable, ids.next(), session.startsAt(), session.endsAt());
            slots.add(List.of(slot));
            sessions.open(session.id(), slot.id(), activity.decides(session.startsAt()));
        }
    }

    /** The slot of a session at this time, as the activity's rules make it. */
    static Slot slot(Activity activity, Bookable bookable, long id, Instant startsAt, Instant endsAt) {
        var closes = activity.closes(startsAt);
        return new Slot(
                id,
                activity.id(),
                activity.cellId(),
                bookable.counterId(),
                null,
                LocalDate.ofInstant(startsAt, Time.CHINA),
                startsAt,
                endsAt,
                activity.opensAt().isBefore(closes) ? activity.opensAt() : closes,
                closes,
                startsAt.minus(Duration.ofHours(activity.elderHours())),
                activity.places(),
                activity.elderPlaces(),
                0,
                0,
                0,
                0,
                0,
                SlotStatus.OPEN,
                null);
    }

    /** The sessions a draft comes to. */
    private List<Session> plan(long activityId, ActivityDraft draft) {
        var first = draft.startsAt().atZone(Time.CHINA);
        var day = first.toLocalDate();
        var kinds = calendar.kinds(day, draft.every().latest(day, draft.sessions()));
        var days = draft.every()
                .from(day, draft.sessions(), one -> draft.skipHolidays() && kinds.apply(one) == DayKind.HOLIDAY);
        if (days.size() < draft.sessions()) {
            throw new BadInput("排不出这么多场，请改日期或不避开节假日。");
        }
        var planned = new java.util.ArrayList<Session>();
        for (var one : days) {
            var starts = one.atTime(first.toLocalTime()).atZone(Time.CHINA).toInstant();
            planned.add(new Session(
                    ids.next(),
                    activityId,
                    draft.cellId(),
                    planned.size() + 1,
                    starts,
                    starts.plus(Duration.ofMinutes(draft.minutes())),
                    null,
                    SessionStatus.PLANNED,
                    null,
                    null,
                    "",
                    null,
                    null));
        }
        return planned;
    }

    private static Activity row(long id, ActivityDraft draft, List<Session> planned, String author, Instant created) {
        return new Activity(
                id,
                draft.cellId(),
                ActivityStatus.DRAFT,
                draft.whole() && draft.sessions() > 1,
                draft.audienceCellId(),
                draft.places(),
                draft.elderPlaces(),
                draft.elderHours(),
                draft.opensAt(),
                draft.closeMinutes(),
                draft.minimum(),
                draft.decideMinutes(),
                0,
                planned.getFirst().startsAt(),
                planned.getLast().endsAt(),
                draft.minutes(),
                draft.every(),
                draft.sessions(),
                draft.skipHolidays(),
                1,
                "",
                "",
                author,
                created);
    }

    void record(Actor by, long activityId, @Nullable Long sessionId, @Nullable String from, String to, String reason) {
        activities.record(new ActivityMapper.Move(
                ids.next(), activityId, sessionId, from, to, by.actorKey(), reason, clock.instant()));
    }

    static String subject(long activityId) {
        return "activity:" + activityId;
    }

    /** The slot of a published session. */
    public static long slotOf(Session session) {
        return Objects.requireNonNull(session.slotId());
    }

    static final class NotADraft extends Refusal {
        NotADraft() {
            super(HttpStatus.CONFLICT, "activity-not-a-draft", "活动已发布或已取消，不能再改；发布后可以改时间、改地点或取消。");
        }
    }
}
