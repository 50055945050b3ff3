package cn.estation.appointment.roll;

import cn.estation.appointment.activity.Activities;
import cn.estation.appointment.activity.Session;
import cn.estation.appointment.booking.AppointmentSettings;
import cn.estation.appointment.booking.Attendance;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.booking.SubStatus;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.flag.Flag;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.flag.Flags;
import cn.estation.appointment.person.Persons;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Turns;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The roll of each session: who enrolled, who was there. Who was there is never a no-show, whatever the clock says. */
@Service
class Rolls {

    private static final Logger log = LoggerFactory.getLogger(Rolls.class);
    private static final Actor TIMER = () -> "system:appointment-activity";
    private static final int BATCH = 500;

    /**
     * One line of the roll.
     *
     * @param name masked
     * @param phone masked, absent where none was left
     * @param present when the person was marked, absent if not
     * @param asked what was changed and is not answered yet
     * @param undoable the mark can still be taken back
     */
    record Line(
            Booking booking,
            String name,
            @Nullable String phone,
            @Nullable Instant present,
            @Nullable SubStatus how,
            @Nullable String asked,
            boolean undoable) {

        /** In a word, for the page and the sheet. */
        public String standing(boolean over) {
            if (present != null) {
                return "已到";
            }
            return switch (booking.status()) {
                case HELD -> "为候补保留，待确认";
                case BOOKED -> over ? "未到" : "已报名";
                case ABSENT -> "未到，可申辩";
                case FINISHED -> booking.outcome() == null ? "" : ended(booking.outcome());
                default -> over ? "这一场未到" : "已报名";
            };
        }

        private static String ended(Outcome outcome) {
            return switch (outcome) {
                case SERVED -> "这一场未到";
                case LEFT -> "中途退出";
                default -> outcome.title();
            };
        }
    }

    private final RollMapper marks;
    private final Activities activities;
    private final Bookings bookings;
    private final Attendance attendance;
    private final Flags flags;
    private final Persons persons;
    private final AppointmentSettings settings;
    private final Turns turns;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Rolls(
            RollMapper marks,
            Activities activities,
            Bookings bookings,
            Attendance attendance,
            Flags flags,
            Persons persons,
            AppointmentSettings settings,
            Turns turns,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.marks = marks;
        this.activities = activities;
        this.bookings = bookings;
        this.attendance = attendance;
        this.flags = flags;
        this.persons = persons;
        this.settings = settings;
        this.turns = turns;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** The roll of a published session, in the order in which people enrolled. */
    List<Line> of(Session session) {
        var enrolled = bookings.seatedIn(Activities.slotOf(session));
        var names = bookings.maskedNames(enrolled);
        var present = marks.of(session.id()).stream()
                .collect(Collectors.toMap(RollMapper.Mark::bookingId, Function.identity()));
        var asked = flags.pending(enrolled.stream().map(Booking::id).toList()).stream()
                .filter(flag -> flag.reason() == FlagReason.ACTIVITY_CHANGED)
                .collect(Collectors.toMap(Flag::bookingId, Flag::detail, (one, other) -> one));
        return enrolled.stream()
                .map(booking -> line(session, booking, names, present.get(booking.id()), asked.get(booking.id())))
                .toList();
    }

    private Line line(
            Session session,
            Booking booking,
            Map<Long, String> names,
            RollMapper.@Nullable Mark mark,
            @Nullable String asked) {
        return new Line(
                booking,
                names.getOrDefault(booking.id(), ""),
                bookings.maskedPhone(booking),
                mark == null ? null : mark.markedAt(),
                mark == null ? null : mark.how(),
                asked,
                mark != null && undoable(session, booking));
    }

    /**
     * Somebody is there, as the staff at the door see.
     *
     * @throws NotFound if the session is not of the staff member's offices, or the person is not enrolled for it
     * @throws NotNow if the session does not take place, or it is too early
     * @throws Refusal {@code not-to-check-in} if it is over, or the enrolment was given back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Booking mark(Staff staff, long sessionId, long bookingId) {
        var session = activities.session(staff, Permission.SERVE_APPOINTMENTS, sessionId);
        return mark(staff, session, bookings.theirs(staff, bookingId), SubStatus.BY_STAFF);
    }

    /**
     * The same by the code the person shows.
     *
     * @throws UnknownCode if nobody enrolled for this session has this code
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Booking markByCode(Staff staff, long sessionId, String code) {
        var session = activities.session(staff, Permission.SERVE_APPOINTMENTS, sessionId);
        var booking = bookings.byCode(code)
                .filter(one -> one.slotId() == Activities.slotOf(session))
                .orElseThrow(UnknownCode::new);
        return mark(staff, session, booking, SubStatus.BY_CODE);
    }

    private Booking mark(Staff staff, Session session, Booking seen, SubStatus how) {
        persons.hold(seen.personKey());
        var booking = bookings.find(seen.id()).orElseThrow(NotFound::new);
        if (session.slotId() == null || booking.slotId() != session.slotId()) {
            throw new NotFound();
        }
        // The person is held: nobody marks them at the same moment.
        if (marks.find(session.id(), booking.id()) != null) {
            return booking;
        }
        var opens = session.startsAt().minus(Attendance.EARLY);
        if (!session.live() || clock.instant().isBefore(opens)) {
            throw new NotNow(session, opens);
        }
        // Who has come to an earlier session of the series is checked in; anybody else is now, or refused with a
        // reason.
        attendance.checkIn(staff, booking.id(), how);
        marks.mark(new RollMapper.Mark(session.id(), booking.id(), how, staff.actorKey(), clock.instant()));
        marks.record(new RollMapper.Move(
                ids.next(), session.id(), booking.id(), true, staff.actorKey(), "", clock.instant()));
        audit.record(
                staff,
                session.cellId(),
                "activity.mark",
                "appointment:" + booking.id(),
                "第 %d 场到场。".formatted(session.position()));
        return bookings.find(booking.id()).orElseThrow(NotFound::new);
    }

    /**
     * Somebody was ticked off who was not there. Nothing is left of it but the moves; doing it again changes nothing.
     *
     * @param reason for the trail
     * @throws NotFound if the session is not of the staff member's offices, or the person is not enrolled for it
     * @throws Attendance.NotToUndo once the grace after the session has ended
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Booking undo(Staff staff, long sessionId, long bookingId, String reason) {
        var session = activities.session(staff, Permission.SERVE_APPOINTMENTS, sessionId);
        persons.hold(bookings.theirs(staff, bookingId).personKey());
        var booking = bookings.theirs(staff, bookingId);
        if (session.slotId() == null || booking.slotId() != session.slotId()) {
            throw new NotFound();
        }
        if (marks.find(sessionId, bookingId) == null) {
            return booking;
        }
        if (!undoable(session, booking)) {
            throw new Attendance.NotToUndo();
        }
        marks.unmark(sessionId, bookingId);
        marks.record(new RollMapper.Move(
                ids.next(), sessionId, bookingId, false, staff.actorKey(), reason, clock.instant()));
        audit.record(
                staff,
                session.cellId(),
                "activity.unmark",
                "appointment:" + bookingId,
                "撤销第 %d 场到场：%s".formatted(session.position(), reason));
        // Who checked in at the door by themselves stays so, and so does who was at another session.
        boolean byTheRoll = booking.subStatus() == SubStatus.BY_STAFF || booking.subStatus() == SubStatus.BY_CODE;
        return byTheRoll && marks.marksOf(bookingId) == 0 ? attendance.undo(staff, bookingId, reason) : booking;
    }

    private boolean undoable(Session session, Booking booking) {
        return booking.is(BookingStatus.CHECKED_IN)
                && clock.instant().isBefore(session.endsAt().plus(settings.grace()));
    }

    /** Ends the enrolments of those who were there, once all is over. Running twice changes nothing more. */
    void settle() {
        for (long id : marks.over(clock.instant().minus(settings.grace()), BATCH)) {
            try {
                turns.take(TIMER, () -> settle(id));
            } catch (RuntimeException failure) {
                log.error("enrolment {} is not ended", id, failure);
            }
        }
    }

    private boolean settle(long bookingId) {
        var booking = bookings.find(bookingId).orElseThrow(NotFound::new);
        if (!booking.is(BookingStatus.CHECKED_IN)) {
            return false;
        }
        attendance.finish(TIMER, bookingId, Outcome.SERVED, "");
        return true;
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> settleActivities(Rolls rolls) {
            return Tasks.recurring("appointment-settle-activities", FixedDelay.of(Duration.ofMinutes(5)))
                    .execute((instance, context) -> rolls.settle());
        }
    }

    static final class NotNow extends Refusal {
        NotNow(Session session, Instant opens) {
            super(
                    HttpStatus.CONFLICT,
                    session.live() ? "too-early-to-check-in" : "session-cancelled",
                    session.live() ? "还没到签到时间，%s 起可以签到。".formatted(When.at(opens)) : "这一场已取消，不能签到。");
        }
    }

    static final class UnknownCode extends Refusal {
        UnknownCode() {
            super(HttpStatus.CONFLICT, "unknown-code", "这一场没有这个签到码。请核对是不是报的另一场，或在名单里找到本人点“到场”。");
        }
    }
}
