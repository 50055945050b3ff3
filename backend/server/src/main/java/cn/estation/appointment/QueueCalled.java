package cn.estation.appointment;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's number was called for the first time.
 *
 * @param label of the ticket, for example {@code A012}
 * @param desk where to go
 */
public record QueueCalled(
        long entryId, @Nullable Long residentId, long cellId, String label, String title, String desk, String hall) {}
