package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody has an appointment. */
public record AppointmentBooked(
        long appointmentId, @Nullable Long residentId, long cellId, String title, String place, Instant startsAt) {}
