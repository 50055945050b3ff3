package cn.estation.appointment.booking;

import cn.estation.appointment.AppointmentCancelled;
import cn.estation.appointment.AppointmentChanged;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.BookableKind;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.calendar.Terms;
import cn.estation.appointment.flag.Flags;
import cn.estation.appointment.person.Party;
import cn.estation.appointment.person.Persons;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Somebody changes their mind: another time, or no appointment at all. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Changing {

    private final Bookables bookables;
    private final Slots slots;
    private final Seats seats;
    private final Bookings bookings;
    private final Persons persons;
    private final Limits limits;
    private final WhyNot whyNot;
    private final Errands errands;
    private final Flags flags;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Changing(
            Bookables bookables,
            Slots slots,
            Seats seats,
            Bookings bookings,
            Persons persons,
            Limits limits,
            WhyNot whyNot,
            Errands errands,
            Flags flags,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.bookables = bookables;
        this.slots = slots;
        this.seats = seats;
        this.bookings = bookings;
        this.persons = persons;
        this.limits = limits;
        this.whyNot = whyNot;
        this.errands = errands;
        this.flags = flags;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Moves an appointment: the new place is taken and the old one given back together, or neither.
     *
     * @throws NotFound if it is not the resident's, or there is no such slot
     * @throws NotToChange if it is over, given back, or somebody is being served
     * @throws TooLateToMove after the cut-off
     * @throws AskAgain if staff decide on every booking there: another time is another request
     * @throws ActivityNotToMove if either is of an activity
     * @throws SameSlot if it is the slot they have
     * @throws NoPlace if the new slot has no place
     * @throws OverLimit if the person may not have one there
     */
    public Booking reschedule(Resident resident, long bookingId, long slotId) {
        persons.hold(bookings.own(resident, bookingId).personKey());
        var booking = bookings.own(resident, bookingId);
        if (booking.is(BookingStatus.BOOKED) && !booking.cancelUntil().isAfter(clock.instant())) {
            throw new TooLateToMove(booking);
        }
        var target = slots.find(slotId).orElseThrow(NotFound::new);
        if (booking.is(BookingStatus.BOOKED)
                && bookables.active(target.bookableId()).approval()) {
            throw new AskAgain();
        }
        return move(resident, booking, slotId, Terms.RESIDENT);
    }

    /**
     * Staff move somebody's appointment, after the cut-off too.
     *
     * @throws NotFound if it is not of the staff member's offices, or the slot is not
     * @throws NotToChange if it is over, given back, or somebody is being served
     * @throws NoPlace if the new slot has no place
     * @throws OverLimit if the person may not have one there
     */
    public Booking reschedule(Staff staff, long bookingId, long slotId) {
        persons.hold(bookings.theirs(staff, bookingId).personKey());
        return move(staff, bookings.theirs(staff, bookingId), slotId, Terms.STAFF);
    }

    private Booking move(Actor by, Booking old, long slotId, Terms terms) {
        if (!old.is(BookingStatus.BOOKED) || !old.endsAt().isAfter(clock.instant())) {
            throw new NotToChange(old);
        }
        if (old.slotId() == slotId) {
            throw new SameSlot();
        }
        var slot = slots.find(slotId).orElseThrow(NotFound::new);
        var bookable = bookables.active(slot.bookableId());
        if (slot.cellId() != old.cellId()) {
            throw new NotFound();
        }
        refuseActivities(old, bookable);
        var party = bookings.party(old);
        // The errand stays as it was pinned; only whether it is done there is asked.
        if (slot.bookableId() != old.bookableId()) {
            errands.of(bookable, old.guideId(), old.cardCode());
        }
        if (terms == Terms.RESIDENT) {
            whyNot.atFirstSight(slot, bookable, party.elder()).ifPresent(no -> {
                throw no;
            });
        }
        var moved = swap(by, old, slot, bookable, party, terms);
        audit.record(
                by,
                moved.cellId(),
                "appointment.reschedule",
                Taking.subject(moved),
                "由 %s 改到 %s。".formatted(When.at(old.startsAt()), When.at(moved.startsAt())));
        events.publishEvent(new AppointmentChanged(
                moved.id(),
                old.id(),
                moved.residentId(),
                moved.cellId(),
                Taking.title(moved, bookable),
                bookable.place(),
                moved.startsAt(),
                old.startsAt()));
        return moved;
    }

    /** Who may come to an activity is asked when they enrol; a move would go round it. */
    private void refuseActivities(Booking old, Bookable target) {
        boolean from = bookables
                .find(old.bookableId())
                .map(Bookable::kind)
                .filter(BookableKind::isActivity)
                .isPresent();
        if (from || target.kind().isActivity()) {
            throw new ActivityNotToMove();
        }
    }

    /** Rows first; then both counters in the order of their ids, so that two who swap never wait for each other. */
    private Booking swap(Actor by, Booking old, Slot slot, Bookable bookable, Party party, Terms terms) {
        if (!bookings.move(old, Bookings.Step.end(SubStatus.MOVED, Outcome.RESCHEDULED, ""), by)) {
            throw new NotToChange(bookings.find(old.id()).orElseThrow());
        }
        seats.clearTheWay(party, slot);
        limits.ofPerson(party, bookable, slot);
        var start = new Bookings.Start(BookingStatus.BOOKED, SubStatus.MOVED, null, old.id(), null);
        var fresh = insert(by, slot, bookable, party, Errand.of(old), start, terms);
        boolean oldFirst = old.slotId() < slot.id();
        if (oldFirst) {
            seats.giveBack(old);
        }
        if (!seats.take(fresh, party.elder(), terms)) {
            throw whyNot.why(slot.id(), bookable, party.elder());
        }
        if (!oldFirst) {
            seats.giveBack(old);
        }
        return bookings.find(fresh.id()).orElseThrow();
    }

    private Booking insert(
            Actor by, Slot slot, Bookable bookable, Party party, Errand errand, Bookings.Start start, Terms terms) {
        try {
            return bookings.insert(slot, bookable, party, errand, start, Seats.likely(slot, party, terms), by);
        } catch (DuplicateKeyException another) {
            throw new OverLimit.HouseholdHasOne(bookable.title());
        }
    }

    /**
     * Gives a place back: a hold at once, an appointment until the cut-off, and after it as a late cancellation, as long
     * as its time has not passed.
     *
     * @throws NotFound if it is not the resident's
     * @throws NotToChange if it is over, given back before, or the person has checked in
     */
    public Booking cancel(Resident resident, long bookingId, String reason) {
        persons.hold(bookings.own(resident, bookingId).personKey());
        return cancel(resident, bookings.own(resident, bookingId), reason);
    }

    /**
     * Staff give a place back because the person asked them to.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotToChange if it is over, given back before, or the person has checked in
     */
    public Booking cancelFor(Staff staff, long bookingId, String reason) {
        persons.hold(bookings.theirs(staff, bookingId).personKey());
        return cancel(staff, bookings.theirs(staff, bookingId), reason);
    }

    private Booking cancel(Actor by, Booking booking, String reason) {
        var now = clock.instant();
        // Whoever was promised something else may think again at any time.
        boolean late = booking.is(BookingStatus.BOOKED)
                && !booking.cancelUntil().isAfter(now)
                && flags.pending(List.of(booking.id())).stream()
                        .noneMatch(flag -> flag.reason().isUrgent());
        boolean over = booking.expiredAt(now)
                || (booking.is(BookingStatus.BOOKED) && !booking.endsAt().isAfter(now));
        if (over || !(booking.is(BookingStatus.HELD) || booking.is(BookingStatus.BOOKED))) {
            throw new NotToChange(booking);
        }
        if (!bookings.move(booking, Bookings.Step.end(SubStatus.BY_RESIDENT, outcome(booking, late), reason), by)) {
            throw new NotToChange(bookings.find(booking.id()).orElseThrow());
        }
        audit.record(
                by,
                booking.cellId(),
                "appointment.cancel",
                Taking.subject(booking),
                outcome(booking, late).title() + " " + Taking.said(booking));
        if (booking.is(BookingStatus.BOOKED)) {
            events.publishEvent(new AppointmentCancelled(
                    booking.id(),
                    booking.residentId(),
                    booking.cellId(),
                    bookables
                            .find(booking.bookableId())
                            .map(bookable -> Taking.title(booking, bookable))
                            .orElse(""),
                    booking.startsAt(),
                    late));
        }
        seats.giveBack(booking);
        return bookings.find(booking.id()).orElseThrow();
    }

    private static Outcome outcome(Booking booking, boolean late) {
        return switch (booking.subStatus()) {
            case LOOKING -> Outcome.ABANDONED;
            case OFFERED -> Outcome.LAPSED;
            case REQUESTED -> Outcome.WITHDRAWN;
            default -> late ? Outcome.LATE_CANCELLED : Outcome.CANCELLED;
        };
    }

    static final class NotToChange extends Refusal {
        NotToChange(Booking booking) {
            super(HttpStatus.CONFLICT, "appointment-not-to-change", sentence(booking));
            getBody().setProperty("status", booking.status().name());
        }

        private static String sentence(Booking booking) {
            var outcome = booking.outcome();
            if (outcome != null) {
                return "这个预约%s，不能再改；需要的话请重新预约。".formatted(outcome.title());
            }
            return switch (booking.status()) {
                case CHECKED_IN -> "您已签到，不用再改；不办了请告诉窗口。";
                case ABSENT -> "预约时间已过；如有原因可以申辩，也可以重新预约。";
                case HELD -> "占的号还没有确认或已超时，请先确认，或重新选择时段。";
                default -> "预约时间已过，请重新预约。";
            };
        }
    }

    static final class TooLateToMove extends Refusal {
        TooLateToMove(Booking booking) {
            super(
                    HttpStatus.CONFLICT,
                    "too-late-to-reschedule",
                    "%s 之后不能改期；来不了请取消（算临时取消），再约别的时间。".formatted(When.at(booking.cancelUntil())));
            getBody().setProperty("cancelUntil", booking.cancelUntil().toString());
        }
    }

    static final class ActivityNotToMove extends Refusal {
        ActivityNotToMove() {
            super(HttpStatus.CONFLICT, "activity-not-to-move", "活动不能改期；请先退出报名，再报别的场次。");
        }
    }

    static final class AskAgain extends Refusal {
        AskAgain() {
            super(HttpStatus.CONFLICT, "ask-again", "这里的预约要工作人员同意，不能直接改期；请另约一个时间申请，同意后再取消这个。");
        }
    }

    static final class SameSlot extends Refusal {
        SameSlot() {
            super(HttpStatus.CONFLICT, "same-slot", "就是您现在的时段，不用改。");
        }
    }
}
