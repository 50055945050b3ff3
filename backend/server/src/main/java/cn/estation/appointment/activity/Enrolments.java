package cn.estation.appointment.activity;

import cn.estation.appointment.booking.Attendance;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingMoved;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Changing;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.flag.Flags;
import cn.estation.appointment.person.Party;
import cn.estation.appointment.person.Persons;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who comes to an activity. An enrolment is a booking, so its place is as exact as any other. */
@Service
public class Enrolments {

    private final EnrolmentMapper enrolments;
    private final Activities activities;
    private final Taking taking;
    private final Changing changing;
    private final Attendance attendance;
    private final Bookings bookings;
    private final Flags flags;
    private final Persons persons;
    private final AuditTrail audit;

    Enrolments(
            EnrolmentMapper enrolments,
            Activities activities,
            Taking taking,
            Changing changing,
            Attendance attendance,
            Bookings bookings,
            Flags flags,
            Persons persons,
            AuditTrail audit) {
        this.enrolments = enrolments;
        this.activities = activities;
        this.taking = taking;
        this.changing = changing;
        this.attendance = attendance;
        this.bookings = bookings;
        this.flags = flags;
        this.persons = persons;
        this.audit = audit;
    }

    /** Inside the transaction that gives somebody a place. Things at a counter are never activities. */
    @EventListener
    void on(BookingMoved moved) {
        var booking = moved.booking();
        boolean fresh = booking.is(moved.step().to()) && booking.outcome() == null && !moved.ended();
        if (fresh && booking.counterId() == null) {
            enrolments.keep(booking.id(), booking.bookableId(), booking.slotId());
        }
    }

    /**
     * The session somebody enrols for.
     *
     * @param sessionId absent where people enrol for the whole, or there is only one
     * @throws NotFound if there is no such activity or session
     * @throws BadInput if a session must be named and was not
     */
    public Session session(long activityId, @Nullable Long sessionId) {
        var activity = activities.shown(activityId);
        var all = activities.sessions(activityId);
        if (sessionId != null) {
            return all.stream()
                    .filter(session -> session.id() == sessionId)
                    .findFirst()
                    .orElseThrow(NotFound::new);
        }
        if (!activity.whole() && all.size() > 1) {
            throw new BadInput("这个活动按场报名，请选择场次。");
        }
        return all.getFirst();
    }

    /**
     * Enrols. Who may and whether there is a place is decided as for every booking.
     *
     * @throws Refusal {@code activity-cancelled}, {@code activity-for-others}
     * @throws cn.estation.appointment.booking.NoPlace if it is full, not open, over or cancelled
     * @throws cn.estation.appointment.booking.OverLimit if the person has as much as they may
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Booking enrol(Resident resident, Party party, Session session) {
        return taking.book(resident, party, Activities.slotOf(session), null, null);
    }

    /** A resident's enrolments, newest first. */
    public Page<Booking> ofResident(long residentId, PageQuery query) {
        return Page.of(enrolments.ofResident(residentId, query.before(), query.limit()), query, Long::longValue)
                .map(id -> bookings.find(id).orElseThrow(NotFound::new));
    }

    /** @throws NotFound if it is not an enrolment of the resident's */
    public Booking own(Resident resident, long bookingId) {
        var booking = bookings.own(resident, bookingId);
        if (enrolments.activityOf(bookingId) == null) {
            throw new NotFound();
        }
        return booking;
    }

    /**
     * Withdraws. Until the cut-off nobody minds; after it the withdrawal is late; once somebody was there it ends what is
     * left of the series.
     *
     * @throws NotFound if it is not the resident's
     * @throws Refusal {@code appointment-not-to-change} if it is over or was given back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Booking withdraw(Resident resident, long bookingId, String reason) {
        persons.hold(own(resident, bookingId).personKey());
        return leave(resident, own(resident, bookingId), reason);
    }

    private Booking leave(Resident resident, Booking booking, String reason) {
        boolean series = activities
                .find(booking.bookableId())
                .filter(activity -> activity.sessions() > 1 && activity.whole())
                .isPresent();
        if (series && booking.is(BookingStatus.CHECKED_IN)) {
            return attendance.finish(resident, booking.id(), Outcome.LEFT, reason);
        }
        return changing.cancel(resident, booking.id(), reason);
    }

    /**
     * Says whether one still comes after time or place were changed.
     *
     * @throws NotFound if it is not the resident's
     * @throws NothingAsked if nothing was changed, or it was answered before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Booking reply(Resident resident, long bookingId, boolean coming) {
        persons.hold(own(resident, bookingId).personKey());
        var booking = own(resident, bookingId);
        requireAsked(booking);
        return coming ? stay(resident, booking) : leave(resident, booking, "活动有变，不来了");
    }

    /**
     * The same said on the phone or at the desk.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NothingAsked if nothing was changed, or it was answered before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Booking replyFor(Staff staff, long bookingId, boolean coming) {
        persons.hold(bookings.theirs(staff, bookingId).personKey());
        var booking = bookings.theirs(staff, bookingId);
        requireAsked(booking);
        return coming ? stay(staff, booking) : changing.cancelFor(staff, bookingId, "活动有变，不来了");
    }

    private void requireAsked(Booking booking) {
        boolean asked = flags.pending(List.of(booking.id())).stream()
                .anyMatch(flag -> flag.reason() == FlagReason.ACTIVITY_CHANGED);
        if (!asked || !booking.status().isOpen()) {
            throw new NothingAsked();
        }
    }

    private Booking stay(Actor by, Booking booking) {
        flags.accept(booking.id(), FlagReason.ACTIVITY_CHANGED, by, "还来");
        audit.record(by, booking.cellId(), "activity.reply", "appointment:" + booking.id(), "活动有变，仍来参加。");
        return booking;
    }

    static final class NothingAsked extends Refusal {
        NothingAsked() {
            super(HttpStatus.CONFLICT, "nothing-asked", "这次报名没有要回复的，或已经回复过。");
        }
    }
}
