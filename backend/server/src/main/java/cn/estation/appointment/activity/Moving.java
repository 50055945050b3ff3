package cn.estation.appointment.activity;

import cn.estation.appointment.ActivityChanged;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.BookableDraft;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.flag.Flags;
import cn.estation.appointment.preparation.Reminders;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Turns;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Time or place of a published activity change: everybody who enrolled gets the new time, is told, and is asked whether
 * they still come. Until they answer, staying away counts against nobody. Each is told in a transaction of their own;
 * whoever enrolled at the same moment with the old time is found by the timer.
 */
@Service
public class Moving {

    private static final Logger log = LoggerFactory.getLogger(Moving.class);
    private static final Actor TIMER = () -> "system:appointment-activity";
    private static final int BATCH = 500;
    private static final int LONGEST = 1440;

    /** Those who enrolled wait to be told. */
    record Changed(long activityId) {}

    private final Activities activities;
    private final ActivityMapper rows;
    private final ActivitySessionMapper sessions;
    private final EnrolmentMapper enrolments;
    private final Bookables bookables;
    private final Slots slots;
    private final Bookings bookings;
    private final Flags flags;
    private final Reminders reminders;
    private final Turns turns;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Moving(
            Activities activities,
            ActivityMapper rows,
            ActivitySessionMapper sessions,
            EnrolmentMapper enrolments,
            Bookables bookables,
            Slots slots,
            Bookings bookings,
            Flags flags,
            Reminders reminders,
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
        this.flags = flags;
        this.reminders = reminders;
        this.turns = turns;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Moves one session to another time.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotToMove if it has begun, does not take place, or another session begins at that moment
     * @throws BadInput if the new time is over, or it lasts too long
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moveSession(Staff staff, long sessionId, Instant startsAt, int minutes) {
        var seen = activities.session(staff, Permission.MANAGE_CALENDARS, sessionId);
        refuseNonsense(startsAt, minutes);
        var bookable = bookables.lock(seen.activityId());
        var session = Objects.requireNonNull(sessions.lock(sessionId));
        var activity = activities.find(session.activityId()).orElseThrow(NotFound::new);
        if (!activity.is(ActivityStatus.PUBLISHED) || !session.live() || session.begunAt(clock.instant())) {
            throw new NotToMove("已经开始或取消的场次不能改时间，请刷新页面。");
        }
        var decideAt = session.decideAt() == null ? null : activity.decides(startsAt);
        sessions.move(sessionId, startsAt, startsAt.plus(Duration.ofMinutes(minutes)), decideAt);
        moveSlot(activity, bookable, session);
        var which = activity.sessions() == 1 ? "时间" : "第 %d 场".formatted(session.position());
        var news = "%s由 %s 改到 %s".formatted(which, When.at(session.startsAt()), When.at(startsAt));
        change(staff, activity, sessionId, session.status().name(), news);
    }

    private void refuseNonsense(Instant startsAt, int minutes) {
        if (!startsAt.isAfter(clock.instant())) {
            throw new BadInput("新的时间已经过去，请重新填写。");
        }
        if (minutes < 10 || minutes > LONGEST) {
            throw new BadInput("每场应为 10 分钟到 24 小时。");
        }
    }

    /** The slot goes where its sessions are now. */
    private void moveSlot(Activity activity, Bookable bookable, Session session) {
        var its = sessions.of(activity.id()).stream()
                .filter(one -> Objects.equals(one.slotId(), session.slotId()))
                .toList();
        var first = its.stream().map(Session::startsAt).min(Instant::compareTo).orElseThrow();
        var last = its.stream().map(Session::endsAt).max(Instant::compareTo).orElseThrow();
        var planned = Activities.slot(activity, bookable, Activities.slotOf(session), first, last);
        try {
            if (!slots.rearrange(planned)) {
                throw new NotToMove("这一场当天停办，请先恢复再改时间。");
            }
        } catch (DuplicateKeyException another) {
            throw new NotToMove("那个时间已有另一场，请换个时间。");
        }
    }

    /**
     * Moves a published activity to another place.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotToMove if it is over, does not take place, or is there already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void movePlace(Staff staff, long activityId, String place) {
        activities.theirs(staff, Permission.MANAGE_CALENDARS, activityId);
        var bookable = bookables.lock(activityId);
        var activity = activities.find(activityId).orElseThrow(NotFound::new);
        if (!activity.is(ActivityStatus.PUBLISHED) || activity.endedAt(clock.instant())) {
            throw new NotToMove("已经结束或取消的活动不能改地点，请刷新页面。");
        }
        if (bookable.place().equals(place)) {
            throw new NotToMove("地点没有变。");
        }
        bookables.change(staff, activityId, at(bookable, place));
        change(staff, activity, null, activity.status().name(), "地点由“%s”改到“%s”".formatted(bookable.place(), place));
    }

    private static BookableDraft at(Bookable bookable, String place) {
        return new BookableDraft(
                bookable.cellId(),
                bookable.kind(),
                bookable.title(),
                bookable.description(),
                place,
                bookable.phone(),
                bookable.pointId(),
                bookable.counterId(),
                bookable.leadMinutes(),
                bookable.horizonDays(),
                bookable.opensMinute(),
                bookable.cutoffMinutes(),
                bookable.perDay(),
                bookable.perWeek(),
                bookable.perOpen(),
                bookable.onePerHousehold(),
                bookable.approval(),
                bookable.preCheck(),
                Set.of());
    }

    private void change(Staff staff, Activity activity, @Nullable Long sessionId, String status, String news) {
        var said = news.substring(0, Math.min(news.length(), 200));
        rows.changed(activity.id(), said);
        activities.record(staff, activity.id(), sessionId, status, status, said);
        audit.record(staff, activity.cellId(), "activity.move", Activities.subject(activity.id()), said + "。");
        events.publishEvent(new Changed(activity.id()));
    }

    /** Tells everybody who does not know yet. Running twice tells nobody twice. */
    public void tellWhoDoesNotKnow() {
        for (long id : enrolments.untold(clock.instant().minus(Duration.ofDays(1)), BATCH)) {
            try {
                turns.take(TIMER, () -> tell(id));
            } catch (RuntimeException failure) {
                log.error("enrolment {} is not told of a change", id, failure);
            }
        }
    }

    private boolean tell(long bookingId) {
        var booking = bookings.lock(bookingId).orElseThrow(NotFound::new);
        if (!booking.status().isOpen()) {
            return false;
        }
        var activity = activities.find(booking.bookableId()).orElseThrow(NotFound::new);
        var bookable = activities.bookable(activity);
        var slot = slots.find(booking.slotId()).orElseThrow(NotFound::new);
        boolean moved =
                !booking.startsAt().equals(slot.startsAt()) || !booking.endsAt().equals(slot.endsAt());
        if (moved) {
            bookings.rearrange(booking, slot, bookable, TIMER, activity.news());
        }
        boolean news = enrolments.told(bookingId, activity.revision()) == 1;
        if (!moved && !news) {
            return false;
        }
        if (!booking.is(BookingStatus.CHECKED_IN)) {
            flags.raise(bookingId, booking.cellId(), FlagReason.ACTIVITY_CHANGED, activity.news());
        }
        if (booking.is(BookingStatus.BOOKED)) {
            reminders.plan(bookings.find(bookingId).orElseThrow(NotFound::new));
        }
        events.publishEvent(new ActivityChanged(
                bookingId,
                activity.revision(),
                booking.residentId(),
                booking.cellId(),
                bookable.title(),
                bookable.place(),
                slot.startsAt(),
                activity.news()));
        return true;
    }

    @Async
    @TransactionalEventListener
    void on(Changed event) {
        tellWhoDoesNotKnow();
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> tellOfChangedActivities(Moving moving) {
            return Tasks.recurring("appointment-tell-of-changes", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((instance, context) -> moving.tellWhoDoesNotKnow());
        }
    }

    static final class NotToMove extends Refusal {
        NotToMove(String sentence) {
            super(HttpStatus.CONFLICT, "activity-not-to-change", sentence);
        }
    }
}
