package cn.estation.appointment.activity;

import cn.estation.appointment.ActivityCancelled;
import cn.estation.appointment.booking.Attendance;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.OfficeDecisions;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.ClosedWhy;
import cn.estation.appointment.calendar.Slots;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Turns;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Activities and sessions that do not take place: called off by staff, or because too few have enrolled when it is decided.
 * The slot is closed first; from then on nobody gets a place. Each of those who had one is then dealt with in a
 * transaction of its own, and told; what a crash leaves, the timer ends.
 */
@Service
public class CallingOff {

    private static final Logger log = LoggerFactory.getLogger(CallingOff.class);
    private static final Actor TIMER = () -> "system:appointment-activity";
    private static final int BATCH = 100;

    /** Those who enrolled wait to be dealt with. */
    record CalledOff(long activityId) {}

    private final Activities activities;
    private final ActivityMapper rows;
    private final ActivitySessionMapper sessions;
    private final EnrolmentMapper enrolments;
    private final Bookables bookables;
    private final Slots slots;
    private final Bookings bookings;
    private final OfficeDecisions decisions;
    private final Attendance attendance;
    private final Turns turns;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CallingOff(
            Activities activities,
            ActivityMapper rows,
            ActivitySessionMapper sessions,
            EnrolmentMapper enrolments,
            Bookables bookables,
            Slots slots,
            Bookings bookings,
            OfficeDecisions decisions,
            Attendance attendance,
            Turns turns,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.activities = activities;
        this.rows = rows;
        this.sessions = sessions;
        this.enrolments = enrolments;
        this.bookables = bookables;
        this.slots = slots;
        this.bookings = bookings;
        this.decisions = decisions;
        this.attendance = attendance;
        this.turns = turns;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Calls off what is still to come of an activity; a draft is dropped. Sessions that have begun stay as they were.
     *
     * @param reason what those who enrolled are told
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotToCallOff if nothing is to come
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(Staff staff, long activityId, String reason) {
        activities.theirs(staff, Permission.MANAGE_CALENDARS, activityId);
        bookables.lock(activityId);
        var activity = activities.find(activityId).orElseThrow(NotFound::new);
        var ahead = sessions.of(activityId).stream()
                .filter(Session::live)
                .filter(session -> activity.is(ActivityStatus.DRAFT) || !session.begunAt(clock.instant()))
                .toList();
        if (ahead.isEmpty()) {
            throw new NotToCallOff();
        }
        ahead.forEach(session -> end(staff, session, Session.CancelledWhy.OFFICE, reason));
        if (!endIfNothingIsLeft(staff, activity, reason) && activity.whole()) {
            end(staff, activity, reason);
        }
        audit.record(staff, activity.cellId(), "activity.cancel", Activities.subject(activityId), "取消活动：" + reason);
        events.publishEvent(new CalledOff(activityId));
    }

    /**
     * Calls off one session. Of an activity enrolled for as a whole the others go on, and everybody is told.
     *
     * @param reason what those who enrolled are told
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotToCallOff if it has begun or was called off before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancelSession(Staff staff, long sessionId, String reason) {
        var seen = activities.session(staff, Permission.MANAGE_CALENDARS, sessionId);
        bookables.lock(seen.activityId());
        var session = Objects.requireNonNull(sessions.lock(sessionId));
        var activity = activities.find(session.activityId()).orElseThrow(NotFound::new);
        if (!activity.is(ActivityStatus.PUBLISHED) || !session.live() || session.begunAt(clock.instant())) {
            throw new NotToCallOff();
        }
        end(staff, session, Session.CancelledWhy.OFFICE, reason);
        audit.record(
                staff,
                activity.cellId(),
                "activity.cancel-session",
                Activities.subject(activity.id()),
                "取消第 %d 场：%s".formatted(session.position(), reason));
        if (!endIfNothingIsLeft(staff, activity, reason) && activity.whole()) {
            rows.changed(activity.id(), cut("第 %d 场取消：%s".formatted(session.position(), reason)));
            events.publishEvent(new Moving.Changed(activity.id()));
        }
        events.publishEvent(new CalledOff(activity.id()));
    }

    /** Decides what is due, each session in a transaction of its own. Running twice changes nothing more. */
    public void decideWhatIsDue() {
        for (long id : sessions.toDecide(clock.instant(), BATCH)) {
            try {
                turns.take(TIMER, () -> decide(id));
            } catch (RuntimeException failure) {
                log.error("session {} is not decided on", id, failure);
            }
        }
    }

    /** True if it was decided now. */
    private boolean decide(long sessionId) {
        var seen = activities.session(sessionId).orElseThrow(NotFound::new);
        bookables.lock(seen.activityId());
        var session = Objects.requireNonNull(sessions.lock(sessionId));
        var due = session.decideAt();
        if (due == null || due.isAfter(clock.instant()) || session.status() != SessionStatus.PLANNED) {
            return false;
        }
        var activity = activities.find(session.activityId()).orElseThrow(NotFound::new);
        // Whoever enrols or withdraws this moment waits for the slot, and is before or after, never between.
        slots.lock(Activities.slotOf(session));
        int coming = enrolments.coming(Activities.slotOf(session));
        // Nobody calls off what has begun because the timer was late.
        if (coming >= activity.minimum() || session.begunAt(clock.instant())) {
            sessions.goes(sessionId);
            activities.record(
                    TIMER,
                    activity.id(),
                    sessionId,
                    session.status().name(),
                    session.status().to(SessionStatus.GOING).name(),
                    "已有 %d 人报名".formatted(coming));
            return true;
        }
        var reason = "报名 %d 人，不到最少 %d 人".formatted(coming, activity.minimum());
        var ended = activity.whole() ? sessions.of(activity.id()) : List.of(session);
        ended.stream().filter(Session::live).forEach(one -> end(TIMER, one, Session.CancelledWhy.TOO_FEW, reason));
        endIfNothingIsLeft(TIMER, activity, reason);
        audit.record(TIMER, activity.cellId(), "activity.too-few", Activities.subject(activity.id()), reason + "，取消。");
        events.publishEvent(new CalledOff(activity.id()));
        return true;
    }

    private boolean endIfNothingIsLeft(Actor by, Activity activity, String reason) {
        if (sessions.of(activity.id()).stream().anyMatch(Session::live)) {
            return false;
        }
        end(by, activity, reason);
        return true;
    }

    private void end(Actor by, Activity activity, String reason) {
        if (!activity.status().successors().contains(ActivityStatus.CANCELLED)
                || rows.cancel(activity.id(), activity.status(), reason) == 0) {
            throw new NotToCallOff();
        }
        activities.record(
                by,
                activity.id(),
                null,
                activity.status().name(),
                activity.status().to(ActivityStatus.CANCELLED).name(),
                reason);
        if (activity.whole()) {
            // A session called off by itself left the slot open for the others.
            sessions.of(activity.id()).stream()
                    .filter(session -> session.slotId() != null)
                    .limit(1)
                    .forEach(session -> slots.close(Activities.slotOf(session), ClosedWhy.CANCELLED));
        }
    }

    private void end(Actor by, Session session, Session.CancelledWhy why, String reason) {
        var slotId = session.slotId();
        // Of a draft nobody has a place.
        sessions.cancel(
                session.id(),
                session.status(),
                why,
                by.actorKey(),
                cut(reason),
                slotId == null ? clock.instant() : null);
        activities.record(
                by,
                session.activityId(),
                session.id(),
                session.status().name(),
                session.status().to(SessionStatus.CANCELLED).name(),
                cut(reason));
        if (slotId == null) {
            return;
        }
        boolean alone = sessions.of(session.activityId()).stream()
                .noneMatch(other -> other.live() && slotId.equals(other.slotId()));
        if (alone) {
            slots.close(slotId, ClosedWhy.CANCELLED);
        }
    }

    /** Deals with everybody who had a place in what was called off and whom nobody has dealt with. */
    public void finishWhatIsCalledOff() {
        sessions.undealt(BATCH).forEach(this::finish);
    }

    private void finish(Session session) {
        try {
            Actor office = () -> Objects.requireNonNull(session.cancelledBy());
            if (slots.find(Activities.slotOf(session)).orElseThrow().closedWhy() == ClosedWhy.CANCELLED) {
                bookings.openOf(Activities.slotOf(session))
                        .forEach(booking -> turns.take(TIMER, () -> release(office, booking, session.reason())));
            }
            sessions.dealt(session.id(), clock.instant());
        } catch (RuntimeException failure) {
            log.error("enrolments for session {} are not all dealt with", session.id(), failure);
        }
    }

    private boolean release(Actor office, Booking seen, String reason) {
        if (decisions.cancelIfOpen(office, seen.id(), reason)) {
            return true;
        }
        var booking = bookings.find(seen.id()).orElseThrow(NotFound::new);
        if (!booking.is(BookingStatus.CHECKED_IN)) {
            return false;
        }
        attendance.finish(office, booking.id(), Outcome.PARTLY_SERVED, reason);
        var bookable = bookables.find(booking.bookableId());
        events.publishEvent(new ActivityCancelled(
                booking.id(),
                booking.residentId(),
                booking.cellId(),
                bookable.map(Bookable::title).orElse(""),
                booking.startsAt(),
                reason,
                bookable.map(Bookable::phone).orElse("")));
        return true;
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 200));
    }

    @Async
    @TransactionalEventListener
    void on(CalledOff event) {
        activities.sessions(event.activityId()).stream()
                .filter(session -> !session.live() && session.dealtAt() == null)
                .forEach(this::finish);
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> decideActivities(CallingOff calling) {
            return Tasks.recurring("appointment-decide-activities", FixedDelay.of(Duration.ofSeconds(30)))
                    .execute((instance, context) -> {
                        calling.decideWhatIsDue();
                        calling.finishWhatIsCalledOff();
                    });
        }
    }

    static final class NotToCallOff extends Refusal {
        NotToCallOff() {
            super(HttpStatus.CONFLICT, "activity-not-to-cancel", "已经开始、结束或取消的不能再取消，请刷新页面。");
        }
    }
}
