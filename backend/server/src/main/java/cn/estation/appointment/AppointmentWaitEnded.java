package cn.estation.appointment;

import java.time.Instant;

/**
 * Somebody waited for a place in vain.
 *
 * @param waitingId the entry that ended
 * @param reason why, in a sentence
 */
public record AppointmentWaitEnded(
        long waitingId, long residentId, long cellId, String title, Instant startsAt, String reason) {}
