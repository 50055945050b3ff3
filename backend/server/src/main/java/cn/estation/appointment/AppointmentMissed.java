package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody did not come. It counts unless they say within the time why. */
public record AppointmentMissed(
        long appointmentId,
        @Nullable Long residentId,
        long cellId,
        String title,
        Instant startsAt,
        Instant contestUntil) {}
