package cn.estation.appointment.calendar;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A span of time with places.
 *
 * @param day in China
 * @param opensAt from when it can be booked
 * @param closesAt until when
 * @param elderReleaseAt from when everybody may have the places kept for elders
 * @param extra places beyond the capacity: given knowingly by staff, or kept when the capacity was cut
 * @param taken places that somebody has, holds among them
 * @param waiting people on the waitlist: while there are any, what comes free is theirs
 */
@TableName("appointment_slot")
public record Slot(
        long id,
        long bookableId,
        long cellId,
        @Nullable Long counterId,
        @Nullable Long templateId,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        Instant opensAt,
        Instant closesAt,
        Instant elderReleaseAt,
        int capacity,
        int elderReserved,
        int walkIn,
        int extra,
        int taken,
        int elderTaken,
        int waiting,
        SlotStatus status,
        @Nullable ClosedWhy closedWhy) {

    public boolean isOpen() {
        return status == SlotStatus.OPEN;
    }

    /** Places somebody may still have, whether or not booking is open yet. */
    public int free(boolean elder, Instant now) {
        if (!isOpen() || waiting > 0 || !closesAt.isAfter(now)) {
            return 0;
        }
        int all = capacity - walkIn - taken;
        if (elder || !now.isBefore(elderReleaseAt)) {
            return Math.max(0, all);
        }
        return Math.max(0, Math.min(all, capacity - walkIn - elderReserved - (taken - elderTaken)));
    }
}
