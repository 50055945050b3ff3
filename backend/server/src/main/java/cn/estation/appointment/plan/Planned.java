package cn.estation.appointment.plan;

import cn.estation.appointment.calendar.ClosedWhy;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A slot as a template wants it.
 *
 * @param why it cannot be on that day, absent if it can
 */
record Planned(
        long templateId,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        int capacity,
        int elderPlaces,
        int walkInPlaces,
        @Nullable ClosedWhy why) {}
