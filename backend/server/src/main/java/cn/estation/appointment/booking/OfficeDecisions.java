package cn.estation.appointment.booking;

import cn.estation.appointment.AppointmentRequested;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.person.Persons;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the office decides about somebody's booking: it cannot be kept, or a request is agreed to. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class OfficeDecisions {

    private final Bookings bookings;
    private final Bookables bookables;
    private final Seats seats;
    private final Persons persons;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OfficeDecisions(
            Bookings bookings,
            Bookables bookables,
            Seats seats,
            Persons persons,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.bookings = bookings;
        this.bookables = bookables;
        this.seats = seats;
        this.persons = persons;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Staff cannot keep one appointment. The person is offered another place and told.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotToDecide if it is over, given back before, or the person has checked in
     */
    public Booking cancel(Staff staff, long bookingId, String reason) {
        var booking = bookings.theirs(staff, bookingId);
        if (!cancelIfOpen(staff, booking.id(), reason)) {
            throw new NotToDecide(bookings.find(bookingId).orElseThrow());
        }
        return bookings.find(bookingId).orElseThrow();
    }

    /** The same on behalf of whoever is named; false if there is nothing to cancel any more. */
    public boolean cancelIfOpen(Actor by, long bookingId, String reason) {
        persons.hold(bookings.find(bookingId).orElseThrow(NotFound::new).personKey());
        var booking = bookings.find(bookingId).orElseThrow(NotFound::new);
        boolean cancellable = booking.is(BookingStatus.HELD) || booking.is(BookingStatus.BOOKED);
        if (!cancellable
                || !bookings.move(
                        booking, Bookings.Step.end(SubStatus.BY_OFFICE, Outcome.CANCELLED_BY_OFFICE, reason), by)) {
            return false;
        }
        audit.record(by, booking.cellId(), "appointment.office-cancel", Taking.subject(booking), "单位取消：" + reason);
        events.publishEvent(new OfficeCancelled(booking.id(), reason));
        seats.giveBack(booking);
        return true;
    }

    /**
     * Staff agree to a request.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotToDecide if it was decided, withdrawn, or its time has come
     */
    public Booking approve(Staff staff, long bookingId) {
        var request = request(staff, bookingId);
        if (!bookings.move(request, Bookings.Step.to(BookingStatus.BOOKED, SubStatus.APPROVED), staff)) {
            throw new NotToDecide(bookings.find(bookingId).orElseThrow());
        }
        audit.record(
                staff, request.cellId(), "appointment.approve", Taking.subject(request), "同意 " + Taking.said(request));
        tell(request, true, "");
        return bookings.find(bookingId).orElseThrow();
    }

    /**
     * Staff do not agree, and say why.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotToDecide if it was decided, withdrawn, or its time has come
     */
    public Booking reject(Staff staff, long bookingId, String reason) {
        var request = request(staff, bookingId);
        if (!bookings.move(request, Bookings.Step.end(SubStatus.BY_OFFICE, Outcome.REJECTED, reason), staff)) {
            throw new NotToDecide(bookings.find(bookingId).orElseThrow());
        }
        audit.record(staff, request.cellId(), "appointment.reject", Taking.subject(request), "不同意：" + reason);
        tell(request, false, reason);
        seats.giveBack(request);
        return bookings.find(bookingId).orElseThrow();
    }

    private Booking request(Staff staff, long bookingId) {
        persons.hold(bookings.theirs(staff, bookingId).personKey());
        var booking = bookings.theirs(staff, bookingId);
        if (booking.subStatus() != SubStatus.REQUESTED
                || !booking.is(BookingStatus.HELD)
                || booking.expiredAt(clock.instant())) {
            throw new NotToDecide(booking);
        }
        return booking;
    }

    private void tell(Booking request, boolean approved, String reason) {
        var bookable = bookables.find(request.bookableId()).orElseThrow(NotFound::new);
        events.publishEvent(new AppointmentRequested(
                request.id(),
                request.residentId(),
                request.cellId(),
                Taking.title(request, bookable),
                request.startsAt(),
                approved,
                reason));
    }

    static final class NotToDecide extends Refusal {
        NotToDecide(Booking booking) {
            super(
                    HttpStatus.CONFLICT,
                    "appointment-not-to-decide",
                    "这个预约%s，不用再处理；请刷新页面。"
                            .formatted(
                                    booking.outcome() == null
                                            ? booking.status().title()
                                            : booking.outcome().title()));
        }
    }
}
