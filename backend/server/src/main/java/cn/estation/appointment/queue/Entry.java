package cn.estation.appointment.queue;

import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has come, from arrival to the end.
 *
 * @param issuedLineId whose number it is: it stays when the person goes on to another line
 * @param label what is called and shown, for example {@code A012}
 * @param code 64 random bits: who has it sees where the number stands
 * @param walkInSlotId the slot one of whose walk-in places this is, absent where none are counted
 * @param title what it is about
 * @param late came after the time, or back after being passed over: what was booked counts no more
 * @param placeAt from when the wait counts
 * @param dueAt from when it comes before those whose time has not come
 * @param forDeskId the only desk that may call, absent for any of the line
 * @param calls since this turn began
 * @param nearAt when the person was told that it is soon
 * @param note what is missing, or why the person left
 */
@TableName("appointment_entry")
public record Entry(
        long id,
        long hallId,
        long lineId,
        long issuedLineId,
        long cellId,
        LocalDate day,
        int number,
        String label,
        String code,
        EntryKind kind,
        @Nullable Long bookingId,
        @Nullable Long walkInSlotId,
        @Nullable Long residentId,
        @Nullable String personKey,
        @Nullable Sealed name,
        @Nullable Sealed phone,
        @Nullable Long guideId,
        String title,
        boolean elder,
        boolean late,
        Instant placeAt,
        Instant dueAt,
        EntryStatus status,
        @Nullable Long deskId,
        @Nullable Long forDeskId,
        int calls,
        Instant arrivedAt,
        @Nullable Instant calledAt,
        @Nullable Instant servingAt,
        @Nullable Instant endedAt,
        @Nullable Instant nearAt,
        String note) {

    public boolean is(EntryStatus one) {
        return status == one;
    }

    /** True if it is somebody's turn at the time they booked. */
    public boolean keepsTime() {
        return kind == EntryKind.BOOKED && !late;
    }
}
