package cn.estation.appointment;

import java.time.Instant;

/** A place that came free is held for who waited for it, until {@code until}. */
public record AppointmentOffered(
        long appointmentId,
        long residentId,
        long cellId,
        String title,
        String place,
        Instant startsAt,
        Instant until) {}
