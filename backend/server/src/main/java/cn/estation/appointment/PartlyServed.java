package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was served in part and has to come again.
 *
 * @param missing what to bring then
 * @param againAt when they were given another appointment at once, absent if they choose a time themselves
 */
public record PartlyServed(
        long entryId,
        @Nullable Long residentId,
        long cellId,
        String title,
        String missing,
        @Nullable Instant againAt,
        String phone) {}
