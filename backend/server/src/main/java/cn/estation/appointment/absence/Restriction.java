package cn.estation.appointment.absence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody may not book on the net with an office for some time. */
public record Restriction(
        long id,
        long cellId,
        String personKey,
        @Nullable Long residentId,
        long bookingId,
        String reason,
        Instant startsAt,
        Instant endsAt) {}
