package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The office cannot keep an appointment.
 *
 * @param offerId another place that is held for the person, absent if there was none
 * @param offerUntil until when it is held
 */
public record AppointmentCancelledByOffice(
        long appointmentId,
        @Nullable Long residentId,
        long cellId,
        String title,
        Instant startsAt,
        String reason,
        String phone,
        @Nullable Long offerId,
        @Nullable Instant offerStartsAt,
        @Nullable Instant offerUntil) {}
