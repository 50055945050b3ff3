package cn.estation.appointment.plan;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.ClosedWhy;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.SlotStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has to change so that a day has the slots it should have.
 *
 * @param added slots that are not there yet
 * @param changed slots that are there, as they are and as they should be
 * @param closed slots that should not be there, and why
 */
record Difference(List<Slot> added, List<Changed> changed, List<Closed> closed) {

    record Changed(Slot before, Slot after) {}

    record Closed(Slot slot, ClosedWhy why) {}

    private static final Duration ELDERS_FIRST = Duration.ofHours(24);

    boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && closed.isEmpty();
    }

    /**
     * Compares a day with its plan. What is over stays as it was.
     *
     * @param closedBy why the whole day is closed, absent if it is not
     */
    static Difference of(
            Bookable bookable,
            Collection<Slot> existing,
            Map<Instant, Planned> plan,
            @Nullable ClosedWhy closedBy,
            Instant now) {
        var difference = new Difference(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var seen = new ArrayList<Instant>();
        for (var slot : existing) {
            seen.add(slot.startsAt());
            if (slot.endsAt().isAfter(now)) {
                difference.compare(bookable, slot, plan.get(slot.startsAt()), closedBy);
            }
        }
        if (closedBy == null) {
            plan.values().stream()
                    .filter(planned -> planned.why() == null
                            && planned.startsAt().isAfter(now)
                            && !seen.contains(planned.startsAt()))
                    .forEach(planned -> difference.added.add(slot(bookable, planned, 0)));
        }
        return difference;
    }

    private void compare(Bookable bookable, Slot slot, @Nullable Planned planned, @Nullable ClosedWhy closedBy) {
        if (slot.closedWhy() == ClosedWhy.CANCELLED) {
            return;
        }
        var why = closedBy != null ? closedBy : slot.templateId() == null ? null : why(planned);
        if (why != null) {
            if (slot.isOpen() || slot.closedWhy() != why) {
                closed.add(new Closed(slot, why));
            }
            return;
        }
        var after = planned == null ? reopened(slot) : slot(bookable, planned, slot.id());
        if (!same(slot, after)) {
            changed.add(new Changed(slot, after));
        }
    }

    private static @Nullable ClosedWhy why(@Nullable Planned planned) {
        return planned == null ? ClosedWhy.TEMPLATE : planned.why();
    }

    private static boolean same(Slot slot, Slot after) {
        return slot.isOpen()
                && slot.endsAt().equals(after.endsAt())
                && slot.opensAt().equals(after.opensAt())
                && slot.closesAt().equals(after.closesAt())
                && slot.elderReleaseAt().equals(after.elderReleaseAt())
                && slot.capacity() == after.capacity()
                && slot.elderReserved() == Math.max(after.elderReserved(), slot.elderTaken())
                && slot.walkIn() == after.walkIn()
                && Objects.equals(slot.counterId(), after.counterId());
    }

    /** A slot that was arranged by hand is as it was, only open. */
    private static Slot reopened(Slot slot) {
        return new Slot(
                slot.id(),
                slot.bookableId(),
                slot.cellId(),
                slot.counterId(),
                null,
                slot.day(),
                slot.startsAt(),
                slot.endsAt(),
                slot.opensAt(),
                slot.closesAt(),
                slot.elderReleaseAt(),
                slot.capacity(),
                slot.elderReserved(),
                slot.walkIn(),
                slot.extra(),
                slot.taken(),
                slot.elderTaken(),
                slot.waiting(),
                SlotStatus.OPEN,
                null);
    }

    private static Slot slot(Bookable bookable, Planned planned, long id) {
        var closes = planned.startsAt().minus(Duration.ofMinutes(bookable.leadMinutes()));
        var opens = bookable.opensFor(planned.day());
        return new Slot(
                id,
                bookable.id(),
                bookable.cellId(),
                bookable.counterId(),
                planned.templateId(),
                planned.day(),
                planned.startsAt(),
                planned.endsAt(),
                opens.isBefore(closes) ? opens : closes,
                closes,
                planned.startsAt().minus(ELDERS_FIRST),
                planned.capacity(),
                planned.elderPlaces(),
                planned.walkInPlaces(),
                0,
                0,
                0,
                0,
                SlotStatus.OPEN,
                null);
    }
}
