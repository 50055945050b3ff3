package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody has asked for an appointment that staff decide on; {@code approved} says what they decided, absent if they have not yet. */
public record AppointmentRequested(
        long appointmentId,
        @Nullable Long residentId,
        long cellId,
        String title,
        Instant startsAt,
        @Nullable Boolean approved,
        String reason) {}
