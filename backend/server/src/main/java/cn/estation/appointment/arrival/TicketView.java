package cn.estation.appointment.arrival;

import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.EntryKind;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.kernel.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number and where it stands. Holds nothing of who has it.
 *
 * @param ticketCode who has it sees this
 * @param label what is called and shown, for example {@code A012}
 * @param hall where
 * @param line what for
 * @param desk where to go, once called
 * @param calls how often it was called
 * @param ahead how many are called before, while waiting
 * @param estimate how long that may take; absent where nobody can know
 * @param sentence all of it for a person
 * @param again a free place to book instead where the hall ended its day early; absent otherwise
 */
public record TicketView(
        String ticketCode,
        String label,
        EntryKind kind,
        EntryStatus status,
        String statusName,
        String hall,
        String line,
        @Nullable String desk,
        int calls,
        @Nullable Integer ahead,
        @Nullable Wait estimate,
        Instant arrivedAt,
        @Nullable Instant calledAt,
        String sentence,
        @Nullable Again again) {

    /** A place that can be booked at once, with what the number was for. */
    public record Again(
            Id slotId, Instant startsAt, @Nullable Id guideId) {

        static Again of(Slot slot, Entry entry) {
            var guide = entry.guideId();
            return new Again(Id.of(slot.id()), slot.startsAt(), guide == null ? null : Id.of(guide));
        }
    }

    /** A span of minutes. */
    public record Wait(int fromMinutes, int toMinutes) {}
}
