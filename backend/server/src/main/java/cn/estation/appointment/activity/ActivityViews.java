package cn.estation.appointment.activity;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.SlotState;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.flag.Flag;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.flag.Flags;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows activities and enrolments to residents: a page of them costs as many reads as one. */
@Component
class ActivityViews {

    /**
     * An activity in a list.
     *
     * @param whole one enrolment is good for all sessions
     * @param fee always 0
     * @param audience only for residents of this part of the tree, absent for everybody
     * @param startsAt of the next session, or of the last if none is to come
     * @param state whether a place can be had now in any session
     * @param free places in the session with most of them
     */
    record Shown(
            Id activityId,
            ActivityStatus status,
            String title,
            String office,
            String place,
            boolean whole,
            int sessions,
            int fee,
            @Nullable String audience,
            Instant startsAt,
            Instant endsAt,
            Instant opensAt,
            SlotState state,
            int free) {}

    /**
     * @param cancelUntil until then withdrawing is not late
     * @param minimum how many must enrol for it to take place, 0 for any number
     * @param elderPlaces places kept for elders until {@code elderUntil} of each session
     * @param bring what to bring
     * @param reason why it was cancelled, empty if it was not
     * @param news what was changed last, empty for nothing
     */
    record Detail(
            Shown activity,
            String description,
            String phone,
            int places,
            int elderPlaces,
            int minimum,
            int cutoffMinutes,
            List<String> bring,
            String reason,
            String news,
            List<Time> sessions) {}

    /**
     * One session.
     *
     * @param decideAt when it is seen whether enough come, absent if that is not asked or was done
     * @param elderUntil until then some places are kept for elders, absent if none are
     * @param obstacle why no place can be had, absent if one can
     */
    record Time(
            Id sessionId,
            @Nullable Id slotId,
            int position,
            Instant startsAt,
            Instant endsAt,
            SessionStatus status,
            SlotState state,
            int free,
            int waiting,
            @Nullable Instant closesAt,
            @Nullable Instant decideAt,
            @Nullable Instant elderUntil,
            @Nullable String obstacle) {}

    /**
     * An enrolment as its owner sees it.
     *
     * @param asked what was changed and is to be answered, absent for nothing
     * @param forName masked; absent for oneself
     */
    record Enrolment(
            Id enrolmentId,
            Id activityId,
            String title,
            String place,
            String phone,
            boolean whole,
            BookingStatus status,
            String statusName,
            @Nullable Outcome outcome,
            Instant startsAt,
            Instant endsAt,
            Instant cancelUntil,
            @Nullable Id caredForId,
            @Nullable String forName,
            boolean elder,
            String note,
            @Nullable String asked,
            List<Instant> sessions,
            Instant createdAt) {}

    private final Activities activities;
    private final Bookables bookables;
    private final Bookings bookings;
    private final Slots slots;
    private final Flags flags;
    private final Grid grid;
    private final Clock clock;

    ActivityViews(
            Activities activities,
            Bookables bookables,
            Bookings bookings,
            Slots slots,
            Flags flags,
            Grid grid,
            Clock clock) {
        this.activities = activities;
        this.bookables = bookables;
        this.bookings = bookings;
        this.slots = slots;
        this.flags = flags;
        this.grid = grid;
        this.clock = clock;
    }

    List<Shown> of(List<Activity> some, boolean elder) {
        var ids = some.stream().map(Activity::id).toList();
        var things = things(ids);
        var sessions = activities.sessions(ids);
        var places = slots(sessions.values().stream().flatMap(List::stream).toList());
        var cells = grid.cells(some.stream()
                .flatMap(one -> java.util.stream.Stream.of(one.cellId(), one.audienceCellId()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return some.stream()
                .map(one -> shown(
                        one,
                        Objects.requireNonNull(things.get(one.id())),
                        times(sessions.getOrDefault(one.id(), List.of()), places, one, elder),
                        cells))
                .toList();
    }

    Detail detail(Activity activity, boolean elder) {
        var bookable = activities.bookable(activity);
        var sessions = activities.sessions(activity.id());
        var times = times(sessions, slots(sessions), activity, elder);
        return new Detail(
                of(List.of(activity), elder).getFirst(),
                bookable.description(),
                bookable.phone(),
                activity.places(),
                activity.elderPlaces(),
                activity.minimum(),
                bookable.cutoffMinutes(),
                bookable.preChecks(),
                activity.reason(),
                activity.news(),
                times);
    }

    private Map<Long, Bookable> things(List<Long> ids) {
        return bookables.all(ids).stream().collect(Collectors.toMap(Bookable::id, Function.identity()));
    }

    private Map<Long, Slot> slots(List<Session> sessions) {
        var ids = sessions.stream()
                .map(Session::slotId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return slots.all(ids).stream().collect(Collectors.toMap(Slot::id, Function.identity()));
    }

    private Shown shown(Activity activity, Bookable bookable, List<Time> times, Map<Long, GridCell> cells) {
        var now = clock.instant();
        var ahead = times.stream()
                .filter(time -> time.status() != SessionStatus.CANCELLED
                        && time.endsAt().isAfter(now))
                .toList();
        var next = ahead.isEmpty() ? times.getLast() : ahead.getFirst();
        var audience = activity.audienceCellId();
        return new Shown(
                Id.of(activity.id()),
                activity.status(),
                bookable.title(),
                name(cells, activity.cellId()),
                bookable.place(),
                activity.whole(),
                activity.sessions(),
                activity.fee(),
                audience == null ? null : name(cells, audience),
                next.startsAt(),
                next.endsAt(),
                activity.opensAt(),
                ahead.stream().map(Time::state).min(SlotState::compareTo).orElse(SlotState.OVER),
                ahead.stream().mapToInt(Time::free).max().orElse(0));
    }

    private static String name(Map<Long, GridCell> cells, long id) {
        var cell = cells.get(id);
        return cell == null ? "" : cell.name();
    }

    private List<Time> times(List<Session> sessions, Map<Long, Slot> places, Activity activity, boolean elder) {
        var times = new ArrayList<Time>();
        for (var session : sessions) {
            var slotId = session.slotId();
            var slot = slotId == null ? null : places.get(slotId);
            times.add(slot == null ? undated(session) : time(session, slot, activity, elder));
        }
        return times;
    }

    private static Time undated(Session session) {
        return new Time(
                Id.of(session.id()),
                null,
                session.position(),
                session.startsAt(),
                session.endsAt(),
                session.status(),
                SlotState.CLOSED,
                0,
                0,
                null,
                null,
                null,
                "还没有开放报名。");
    }

    private Time time(Session session, Slot slot, Activity activity, boolean elder) {
        var now = clock.instant();
        var state = session.live() ? SlotState.of(slot, elder, now) : SlotState.CLOSED;
        boolean kept = slot.elderReserved() > 0 && slot.elderReleaseAt().isAfter(now);
        return new Time(
                Id.of(session.id()),
                Id.of(slot.id()),
                session.position(),
                session.startsAt(),
                session.endsAt(),
                session.status(),
                state,
                state == SlotState.FREE || state == SlotState.NOT_OPEN ? slot.free(elder, now) : 0,
                slot.waiting(),
                slot.closesAt(),
                session.decideAt(),
                kept ? slot.elderReleaseAt() : null,
                obstacle(session, state, activity));
    }

    private static @Nullable String obstacle(Session session, SlotState state, Activity activity) {
        return switch (state) {
            case FREE -> null;
            case FULL -> "已报满，可以排候补。";
            case NOT_OPEN -> "还没开始报名。";
            case OVER -> "报名已截止。";
            case CLOSED -> session.live() ? "暂停报名。" : "已取消：" + said(session, activity) + "。";
        };
    }

    private static String said(Session session, Activity activity) {
        return session.reason().isEmpty() ? activity.reason() : session.reason();
    }

    List<Enrolment> enrolments(List<Booking> some) {
        var ids = some.stream().map(Booking::bookableId).distinct().toList();
        var things = things(ids);
        var known = activities.all(ids);
        var sessions = activities.sessions(ids);
        var raised = flags.pending(some.stream().map(Booking::id).toList()).stream()
                .filter(flag -> flag.reason() == FlagReason.ACTIVITY_CHANGED)
                .collect(Collectors.toMap(Flag::bookingId, Flag::detail, (one, other) -> one));
        var names = bookings.maskedNames(
                some.stream().filter(booking -> booking.name() != null).toList());
        return some.stream()
                .map(booking -> enrolment(
                        booking,
                        Objects.requireNonNull(things.get(booking.bookableId())),
                        Objects.requireNonNull(known.get(booking.bookableId())),
                        sessions.getOrDefault(booking.bookableId(), List.of()),
                        names.get(booking.id()),
                        raised.get(booking.id())))
                .toList();
    }

    private Enrolment enrolment(
            Booking booking,
            Bookable bookable,
            Activity activity,
            List<Session> sessions,
            @Nullable String name,
            @Nullable String asked) {
        var caredFor = booking.caredForId();
        var outcome = booking.outcome();
        return new Enrolment(
                Id.of(booking.id()),
                Id.of(activity.id()),
                bookable.title(),
                bookable.place(),
                bookable.phone(),
                activity.whole(),
                booking.status(),
                title(booking),
                outcome,
                booking.startsAt(),
                booking.endsAt(),
                booking.cancelUntil(),
                caredFor == null ? null : Id.of(caredFor),
                name,
                booking.elder(),
                booking.note(),
                asked,
                sessions.stream()
                        .filter(session -> Objects.equals(session.slotId(), booking.slotId()) && session.live())
                        .map(Session::startsAt)
                        .toList(),
                booking.createdAt());
    }

    /** What an enrolment's state is called where activities are spoken of. */
    static String title(Booking booking) {
        var outcome = booking.outcome();
        if (outcome == null) {
            return booking.is(BookingStatus.BOOKED) ? "已报名" : booking.status().title();
        }
        return switch (outcome) {
            case SERVED -> "已参加";
            case PARTLY_SERVED -> "参加了一部分";
            case LEFT -> "中途退出";
            case CANCELLED -> "已退出";
            case LATE_CANCELLED -> "临时退出";
            case CANCELLED_BY_OFFICE -> "活动取消";
            default -> outcome.title();
        };
    }

    Enrolment enrolment(Booking booking) {
        if (activities.find(booking.bookableId()).isEmpty()) {
            throw new NotFound();
        }
        return enrolments(List.of(booking)).getFirst();
    }
}
