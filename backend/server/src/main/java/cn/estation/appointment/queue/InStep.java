package cn.estation.appointment.queue;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingMoved;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.BookableKind;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.hall.Halls;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the queue in step with the bookings, inside the same transaction: who checks in for a counter waits there, however
 * they checked in; whose booking ends waits no more.
 */
@Component
class InStep {

    private final Entries entries;
    private final Ending ending;
    private final Bookables bookables;
    private final Halls halls;

    InStep(Entries entries, Ending ending, Bookables bookables, Halls halls) {
        this.entries = entries;
        this.ending = ending;
        this.bookables = bookables;
        this.halls = halls;
    }

    @EventListener
    void on(BookingMoved moved) {
        if (moved.step().to() == BookingStatus.CHECKED_IN) {
            arrive(moved.by(), moved.booking());
        } else if (moved.ended() && moved.booking().is(BookingStatus.CHECKED_IN)) {
            Outcome outcome = Objects.requireNonNull(moved.step().outcome());
            entries.ofBooking(moved.booking().id())
                    .filter(entry -> !entry.status().isOver())
                    .ifPresent(entry -> ending.follow(
                            moved.by(), entry, outcome, moved.step().reason()));
        }
    }

    private void arrive(Actor by, Booking booking) {
        var bookable = bookables.find(booking.bookableId()).orElseThrow(NotFound::new);
        if (bookable.kind() != BookableKind.COUNTER) {
            return;
        }
        var line = halls.lineFor(by, bookable);
        entries.arrive(by, line, booking, Taking.title(booking, bookable));
    }
}
