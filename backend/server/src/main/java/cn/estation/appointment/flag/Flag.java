package cn.estation.appointment.flag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that changed after a booking was made. */
public record Flag(
        long id,
        long bookingId,
        long cellId,
        FlagReason reason,
        String detail,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        @Nullable String clearedBy,
        @Nullable String clearedNote) {}
