package cn.estation.guide;

import cn.estation.grid.Counter;
import cn.estation.grid.ServicePoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where to go for a guide, at a moment.
 *
 * @param phone the line to call; empty if there is none
 * @param closesAt when it closes, if it is open and closes within a day
 * @param nextOpening when it opens next, if it is not open and that is known
 * @param distanceMetres in a straight line; absent if either position is unknown
 * @param freeToday places that can still be booked today; absent if that is not known
 * @param firstFree when the first free place begins, today or on the next open day
 * @param assistedVisit true if somebody may come to the home instead
 * @param sentence one to three short sentences, to be shown or read aloud
 */
public record Whereabouts(
        ServicePoint point,
        Counter counter,
        String address,
        String phone,
        boolean openNow,
        @Nullable Instant closesAt,
        @Nullable Instant nextOpening,
        @Nullable Integer distanceMetres,
        @Nullable Integer freeToday,
        @Nullable Instant firstFree,
        boolean assistedVisit,
        String sentence) {}
