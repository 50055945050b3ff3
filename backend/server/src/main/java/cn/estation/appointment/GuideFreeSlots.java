package cn.estation.appointment;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slots;
import cn.estation.guide.FreeSlots;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells the guides how many places are free at the counters where their business is done. */
@Component
class GuideFreeSlots implements FreeSlots {

    private final Bookables bookables;
    private final Slots slots;

    GuideFreeSlots(Bookables bookables, Slots slots) {
        this.bookables = bookables;
        this.slots = slots;
    }

    @Override
    public boolean bookable(long guideId, Collection<Long> counterIds) {
        return !bookables.forGuide(guideId, counterIds).isEmpty();
    }

    @Override
    public List<Free> on(long guideId, Collection<Long> counterIds, LocalDate day) {
        var counters = bookables.forGuide(guideId, counterIds).stream()
                .map(Bookable::counterId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return slots.free(counters, day, day).stream()
                .map(free -> new Free(free.counterId(), free.places(), free.firstStart()))
                .toList();
    }
}
