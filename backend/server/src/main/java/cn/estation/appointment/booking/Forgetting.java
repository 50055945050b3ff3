package cn.estation.appointment.booking;

import cn.estation.appointment.person.Persons;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives back what a forgotten resident had ahead, and keeps no name and no phone of theirs. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Forgetting {

    private static final Actor SYSTEM = () -> "system:appointment-forget";

    private final BookingMapper rows;
    private final Bookings bookings;
    private final Seats seats;
    private final Persons persons;

    Forgetting(BookingMapper rows, Bookings bookings, Seats seats, Persons persons) {
        this.rows = rows;
        this.bookings = bookings;
        this.seats = seats;
        this.persons = persons;
    }

    /** Doing it again does nothing. */
    public void forget(long residentId) {
        for (long id : rows.openOfResident(residentId)) {
            persons.hold(bookings.find(id).orElseThrow(NotFound::new).personKey());
            var booking = bookings.find(id).orElseThrow(NotFound::new);
            boolean held = booking.is(BookingStatus.HELD);
            if (held || booking.is(BookingStatus.BOOKED)) {
                var outcome = held ? Outcome.ABANDONED : Outcome.CANCELLED;
                if (bookings.move(booking, Bookings.Step.end(SubStatus.BY_RESIDENT, outcome, "账号已注销"), SYSTEM)) {
                    seats.giveBack(booking);
                }
            }
        }
        rows.forget(residentId);
    }
}
