package cn.estation.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time or place of an activity somebody enrolled for are other than they were; they are asked whether they still come.
 *
 * @param revision counts the changes of one activity
 * @param news what changed, in a sentence without full stop
 */
public record ActivityChanged(
        long appointmentId,
        int revision,
        @Nullable Long residentId,
        long cellId,
        String title,
        String place,
        Instant startsAt,
        String news) {}
