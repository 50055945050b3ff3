package cn.estation.appointment.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slots and their counters. A counter changes only in a statement that holds the rule, and only together with the row
 * of whoever has the place.
 */
@Service
public class Slots {

    /** How many may wait for one slot. */
    public static final int MOST_WAITING = 50;

    private static final int LOCKED_AT_ONCE = 500;

    /** Free places of a counter on a day. */
    public record CounterDay(long counterId, LocalDate day, int places, Instant firstStart) {}

    private final SlotMapper slots;
    private final Clock clock;

    Slots(SlotMapper slots, Clock clock) {
        this.slots = slots;
        this.clock = clock;
    }

    public Optional<Slot> find(long id) {
        return Optional.ofNullable(slots.selectById(id));
    }

    /** The same by id, in one read. */
    public List<Slot> all(Collection<Long> some) {
        return some.isEmpty() ? List.of() : slots.selectByIds(Set.copyOf(some));
    }

    public List<Slot> ofDay(long bookableId, LocalDate day) {
        return slots.ofDay(bookableId, day);
    }

    public List<Slot> between(long bookableId, LocalDate from, LocalDate to) {
        return slots.between(bookableId, from, to);
    }

    /** The first slots after a moment with a place that can be booked now. */
    public List<Slot> nextFree(long bookableId, Instant after, boolean elder, int most) {
        return slots.nextFree(bookableId, after, elder, false, clock.instant(), most);
    }

    /** The same for somebody whose appointment was cancelled: days that are not open for everybody yet count too. */
    public List<Slot> nextFreeInstead(long bookableId, Instant after, boolean elder, int most) {
        return slots.nextFree(bookableId, after, elder, true, clock.instant(), most);
    }

    /** Free places per counter and day, days without any left out: one query, answered from one index. */
    public List<CounterDay> free(Collection<Long> counterIds, LocalDate from, LocalDate to) {
        return counterIds.isEmpty() ? List.of() : slots.free(counterIds, from, to, clock.instant());
    }

    /**
     * Takes a place.
     *
     * @return which share it is from, or null if there was none on these terms
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable Pool take(long slotId, boolean elder, Terms terms) {
        var now = clock.instant();
        if (terms == Terms.STAFF) {
            return slots.takeByStaff(slotId, now) == 1 ? Pool.GENERAL : null;
        }
        if (terms == Terms.OVERBOOK) {
            return slots.overbook(slotId, now) == 1 ? Pool.GENERAL : null;
        }
        boolean early = terms == Terms.INSTEAD;
        int queued = terms == Terms.WAITLIST ? 1 : 0;
        if (elder && slots.takeElder(slotId, early, queued, now) == 1) {
            return Pool.ELDER;
        }
        return slots.takeGeneral(slotId, early, queued, now) == 1 ? Pool.GENERAL : null;
    }

    /** Gives places back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(long slotId, int places, int elders) {
        if (slots.release(slotId, places, elders) != 1) {
            throw new IllegalStateException("slot " + slotId + " has no places to give back");
        }
    }

    public void release(long slotId, Pool pool) {
        release(slotId, 1, pool == Pool.ELDER ? 1 : 0);
    }

    /** One more waits for a place. False if there is one free, booking is not open, or too many wait. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean await(long slotId, boolean elder) {
        return slots.await(slotId, elder, MOST_WAITING, clock.instant()) == 1;
    }

    /** One who waited does so no more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stopWaiting(long slotId) {
        if (slots.stopWaiting(slotId) != 1) {
            throw new IllegalStateException("nobody waits for slot " + slotId);
        }
    }

    /** Keeps the slot's counters as they are until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Slot> lock(long slotId) {
        return Optional.ofNullable(slots.lock(slotId));
    }

    /** The same for many: nobody takes or gives back a place of theirs until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockAll(Collection<Long> slotIds) {
        var inOrder = slotIds.stream().distinct().sorted().toList();
        for (int from = 0; from < inOrder.size(); from += LOCKED_AT_ONCE) {
            slots.lockAll(inOrder.subList(from, Math.min(inOrder.size(), from + LOCKED_AT_ONCE)));
        }
    }

    /** Gives out no more places. True if that is a change. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean close(long slotId, ClosedWhy why) {
        return slots.close(slotId, why) == 1;
    }

    /** Brings a slot to its plan; places that are taken stay taken. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replan(Slot planned) {
        slots.replan(planned);
    }

    /** Moves a slot that was arranged by hand. False if it is closed. The bookings are the caller's to move. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean rearrange(Slot slot) {
        return slots.rearrange(slot) == 1;
    }

    /** Adds slots; one that begins when another of the same thing does is left out. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(List<Slot> planned) {
        if (!planned.isEmpty()) {
            slots.insertAll(planned);
        }
    }

    public List<Long> awaited(int most) {
        return slots.awaited(clock.instant(), most);
    }

    public List<Long> awaitedInVain(int most) {
        return slots.awaitedInVain(clock.instant(), most);
    }
}
