package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An appointment is near.
 *
 * @param hours how many hours ahead this reminder is: 24 for the day before, or 2
 * @param missing how many things to bring are not ready, as far as was said
 */
public record AppointmentReminder(
        long appointmentId,
        @Nullable Long residentId,
        long cellId,
        int hours,
        String title,
        String place,
        Instant startsAt,
        int missing) {}
