package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An appointment has moved to another time; the old place is given back, the new one is kept. */
public record AppointmentChanged(
        long appointmentId,
        long previousId,
        @Nullable Long residentId,
        long cellId,
        String title,
        String place,
        Instant startsAt,
        Instant previousStartsAt) {}
