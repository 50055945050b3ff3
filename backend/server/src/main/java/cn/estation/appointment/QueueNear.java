package cn.estation.appointment;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who waits is nearly there.
 *
 * @param label of the ticket, for example {@code A012}
 * @param ahead how many are called before
 * @param hall where they are waited for
 */
public record QueueNear(
        long entryId, @Nullable Long residentId, long cellId, String label, String title, int ahead, String hall) {}
