package cn.estation.appointment.queue;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.Halls;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The places that hours keep for who comes without an appointment: a number taken at the hall takes one, where there are. */
@Service
public class WalkIns {

    /** Whether numbers are given. */
    public enum State {
        OPEN,
        FULL,
        CLOSED
    }

    private final WalkInMapper places;
    private final HallEndMapper ends;
    private final Halls halls;
    private final Desks desks;
    private final Slots slots;
    private final Clock clock;

    WalkIns(WalkInMapper places, HallEndMapper ends, Halls halls, Desks desks, Slots slots, Clock clock) {
        this.places = places;
        this.ends = ends;
        this.halls = halls;
        this.desks = desks;
        this.slots = slots;
        this.clock = clock;
    }

    /** Whether a number can be had in a line now. */
    public State state(long lineId) {
        var today = today(lineId);
        if (isClosed(lineId, today) || endedEarly(lineId)) {
            return State.CLOSED;
        }
        boolean room = !counted(today)
                || ahead(today).stream().anyMatch(slot -> {
                    var taken = places.taken(slot.id());
                    int gone = taken == null ? 0 : taken;
                    return gone < slot.walkIn() && slot.taken() + gone < slot.capacity();
                });
        return room ? State.OPEN : State.FULL;
    }

    /**
     * Takes a place in the first slot that has one left.
     *
     * @return the slot; empty where the hours of the line keep none and so do not count
     * @throws NoNumber if all are gone, or there is nothing to wait for today
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> take(long lineId) {
        var today = today(lineId);
        if (isClosed(lineId, today) || endedEarly(lineId)) {
            throw NoNumber.closed(phone(lineId));
        }
        if (!counted(today)) {
            return Optional.empty();
        }
        var now = clock.instant();
        for (var slot : ahead(today)) {
            places.introduce(slot.id());
            if (places.take(slot.id(), now) == 1) {
                return Optional.of(slot.id());
            }
        }
        throw NoNumber.full(halls.bookables(lineId).stream()
                .flatMap(bookable -> slots.nextFree(bookable.id(), now, false, 1).stream())
                .min(Comparator.comparing(Slot::startsAt))
                .orElse(null));
    }

    /** One more than there are, which staff give knowingly. Empty where they do not count. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> takeBeyond(long lineId) {
        var slot = ahead(today(lineId)).stream().findFirst().map(Slot::id);
        slot.ifPresent(id -> {
            places.introduce(id);
            places.takeBeyond(id);
        });
        return slot;
    }

    /** Somebody left who had one. */
    @Transactional(propagation = Propagation.MANDATORY)
    void giveBack(@Nullable Long slotId) {
        if (slotId != null && places.giveBack(slotId) != 1) {
            throw new IllegalStateException("slot " + slotId + " has no walk-in place to give back");
        }
    }

    private List<Slot> today(long lineId) {
        var day = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        return halls.bookables(lineId).stream()
                .filter(Bookable::active)
                .flatMap(bookable -> slots.ofDay(bookable.id(), day).stream())
                .filter(Slot::isOpen)
                .toList();
    }

    /** True if the hours of the day set places aside for who comes without an appointment. */
    private static boolean counted(List<Slot> today) {
        return today.stream().anyMatch(slot -> slot.walkIn() > 0);
    }

    private List<Slot> ahead(List<Slot> today) {
        var now = clock.instant();
        return today.stream()
                .filter(slot -> slot.walkIn() > 0 && slot.endsAt().isAfter(now))
                .sorted(Comparator.comparing(Slot::startsAt).thenComparing(Slot::id))
                .toList();
    }

    private boolean isClosed(long lineId, List<Slot> today) {
        var now = clock.instant();
        return today.stream().noneMatch(slot -> slot.endsAt().isAfter(now)) && !desks.anyOpen(lineId);
    }

    private boolean endedEarly(long lineId) {
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        return ends.reason(halls.line(lineId).hallId(), today) != null;
    }

    private String phone(long lineId) {
        return halls.hall(halls.line(lineId).hallId()).phone();
    }
}
