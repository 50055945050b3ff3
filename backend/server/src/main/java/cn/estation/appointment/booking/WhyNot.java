package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.SlotView;
import cn.estation.appointment.calendar.Slots;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out why a slot gives no place, and what could be taken instead. */
@Component
class WhyNot {

    private static final int ALTERNATIVES = 3;

    private final Slots slots;
    private final Clock clock;

    WhyNot(Slots slots, Clock clock) {
        this.slots = slots;
        this.clock = clock;
    }

    /** What stands in the way at first sight, before anything is written. */
    Optional<NoPlace> atFirstSight(Slot slot, Bookable bookable, boolean elder) {
        var now = clock.instant();
        if (!slot.isOpen() || slot.opensAt().isAfter(now) || !slot.closesAt().isAfter(now)) {
            return Optional.of(why(slot, bookable, elder));
        }
        return Optional.empty();
    }

    NoPlace why(Slot slot, Bookable bookable, boolean elder) {
        var now = clock.instant();
        var alternatives = SlotView.of(slots.nextFree(bookable.id(), now, elder, ALTERNATIVES), elder, now);
        var closed = slot.closedWhy();
        if (closed != null) {
            return new NoPlace.Closed(slot.startsAt(), closed.title(), alternatives);
        }
        if (slot.opensAt().isAfter(now)) {
            return new NoPlace.TooEarly(slot.startsAt(), slot.opensAt(), alternatives);
        }
        if (!slot.closesAt().isAfter(now)) {
            return new NoPlace.TooLate(slot.startsAt(), bookable.phone(), alternatives);
        }
        return new NoPlace.Full(bookable.title(), slot.startsAt(), slot.waiting() < Slots.MOST_WAITING, alternatives);
    }

    NoPlace why(long slotId, Bookable bookable, boolean elder) {
        return why(slots.find(slotId).orElseThrow(), bookable, elder);
    }

    Instant now() {
        return clock.instant();
    }
}
