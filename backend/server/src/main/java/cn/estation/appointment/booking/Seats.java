package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Pool;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.calendar.Terms;
import cn.estation.appointment.flag.Flags;
import cn.estation.appointment.person.Party;
import cn.estation.kernel.Actor;
import java.time.Clock;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A place and its row, always together. The row first and the slot's counter last: everybody who wants this slot waits
 * for that one statement.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Seats {

    static final Actor TIMER = () -> "system:appointment";

    private final Slots slots;
    private final BookingMapper rows;
    private final Bookings bookings;
    private final Flags flags;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Seats(
            Slots slots,
            BookingMapper rows,
            Bookings bookings,
            Flags flags,
            ApplicationEventPublisher events,
            Clock clock) {
        this.slots = slots;
        this.rows = rows;
        this.bookings = bookings;
        this.flags = flags;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Gives somebody a place in a slot. Holds whose time is up make room.
     *
     * @return null if there is no place on these terms; then nothing of this transaction may stay
     */
    public @Nullable Booking give(
            Slot slot, Bookable bookable, Party party, Errand errand, Bookings.Start start, Terms terms, Actor by) {
        var likely = likely(slot, party, terms);
        var booking = bookings.insert(slot, bookable, party, errand, start, likely, by);
        return take(booking, party.elder(), terms) ? booking : null;
    }

    /** The counter of a booking whose row was written before. */
    boolean take(Booking booking, boolean elder, Terms terms) {
        var pool = slots.take(booking.slotId(), elder, terms);
        if (pool == null && sweep(booking.slotId()) > 0) {
            pool = slots.take(booking.slotId(), elder, terms);
        }
        if (pool != null && pool != booking.pool()) {
            rows.pool(booking.id(), pool);
        }
        return pool != null;
    }

    static Pool likely(Slot slot, Party party, Terms terms) {
        boolean fromElders = party.elder()
                && terms != Terms.STAFF
                && terms != Terms.OVERBOOK
                && slot.elderTaken() < slot.elderReserved();
        return fromElders ? Pool.ELDER : Pool.GENERAL;
    }

    /** Gives the place of a booking back; whoever waits for it is next. The booking has been ended before. */
    public void giveBack(Booking booking) {
        slots.release(booking.slotId(), booking.pool());
        // After the slot is ours: a change of hours that flagged this booking a moment ago has ended.
        flags.close(booking.id(), TIMER, "已退号");
        tell(booking.slotId());
    }

    /** Ends a hold whose time is up. False if somebody was faster. */
    boolean expire(Booking hold) {
        if (!bookings.move(hold, Expiry.step(hold), TIMER)) {
            return false;
        }
        giveBack(hold);
        return true;
    }

    /** Makes way for somebody whose own hold, or whose household's, has run out unseen. */
    void clearTheWay(Party party, Slot slot) {
        var now = clock.instant();
        var own = rows.openIn(slot.id(), party.personKey());
        if (own != null && own.expiredAt(now)) {
            expire(own);
        }
        var household = party.household();
        var theirs = household == null ? null : rows.ofHousehold(slot.bookableId(), slot.day(), household);
        if (theirs != null && theirs.expiredAt(now)) {
            expire(theirs);
        }
    }

    /** Ends the holds of a slot whose time is up. Returns how many places came free. */
    int sweep(long slotId) {
        int places = 0;
        int elders = 0;
        var ended = new ArrayList<Booking>();
        for (var hold : rows.expiredIn(slotId, clock.instant())) {
            if (bookings.move(hold, Expiry.step(hold), TIMER)) {
                ended.add(hold);
                places++;
                elders += hold.pool() == Pool.ELDER ? 1 : 0;
            }
        }
        if (places > 0) {
            slots.release(slotId, places, elders);
            ended.forEach(hold -> flags.close(hold.id(), TIMER, "已退号"));
            tell(slotId);
        }
        return places;
    }

    private void tell(long slotId) {
        if (slots.find(slotId).filter(slot -> slot.waiting() > 0).isPresent()) {
            events.publishEvent(new SeatFreed(slotId));
        }
    }
}
