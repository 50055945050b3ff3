package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An activity somebody enrolled for does not take place, or not for them; {@code reason} is what they are told. */
public record ActivityCancelled(
        long appointmentId,
        @Nullable Long residentId,
        long cellId,
        String title,
        Instant startsAt,
        String reason,
        String phone) {}
