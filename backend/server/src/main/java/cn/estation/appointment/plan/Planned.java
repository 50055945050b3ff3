package cn.estation.appointment.plan;

import java.time.Instant;
import java.time.LocalDate;

/** A slot as a template wants it. */
record Planned(
        long templateId,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        int capacity,
        int elderPlaces,
        int walkInPlaces) {}
