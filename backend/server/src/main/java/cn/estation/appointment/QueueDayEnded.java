package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hall ended its day early while somebody without an appointment waited there.
 *
 * @param reason for the person
 * @param nextAt the next free place, absent if there is none ahead
 */
public record QueueDayEnded(
        long entryId,
        @Nullable Long residentId,
        long cellId,
        String label,
        String title,
        String hall,
        String reason,
        @Nullable Instant nextAt,
        String phone) {}
