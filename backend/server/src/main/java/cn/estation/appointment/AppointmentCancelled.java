package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody has given their appointment back. */
public record AppointmentCancelled(
        long appointmentId, @Nullable Long residentId, long cellId, String title, Instant startsAt, boolean late) {}
