package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody may not book for some time, after not coming again and again. */
public record BookingRestricted(
        long restrictionId, @Nullable Long residentId, long cellId, String reason, Instant until) {}
