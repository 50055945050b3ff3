package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something changed after somebody had booked, so that they may come in vain; staff look into it. */
public record AppointmentFlagged(
        long flaggedId,
        long appointmentId,
        @Nullable Long residentId,
        long cellId,
        String title,
        Instant startsAt,
        String sentence) {}
