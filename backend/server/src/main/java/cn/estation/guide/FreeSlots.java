package cn.estation.guide;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** What can still be booked. Implemented by whoever keeps the slots; without one, nothing is said about slots. */
public interface FreeSlots {

    /**
     * Places that are free at a counter.
     *
     * @param first when the earliest of them begins
     */
    record Free(long counterId, int places, Instant first) {}

    /**
     * What is free for a guide at these counters on a day in China, from now on; counters without a free place are absent.
     */
    List<Free> on(long guideId, Collection<Long> counterIds, LocalDate day);

    /** True if this guide's business is done by appointment at one of these counters, whether or not a place is free. */
    default boolean bookable(long guideId, Collection<Long> counterIds) {
        return true;
    }
}
