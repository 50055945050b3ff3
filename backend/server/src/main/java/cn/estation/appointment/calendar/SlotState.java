package cn.estation.appointment.calendar;

import java.time.Instant;

/** Whether a place in a slot can be had now. */
public enum SlotState {
    FREE,
    FULL,
    NOT_OPEN,
    OVER,
    CLOSED;

    public static SlotState of(Slot slot, boolean elder, Instant now) {
        if (!slot.isOpen()) {
            return CLOSED;
        }
        if (!slot.closesAt().isAfter(now)) {
            return OVER;
        }
        if (slot.opensAt().isAfter(now)) {
            return NOT_OPEN;
        }
        return slot.free(elder, now) > 0 ? FREE : FULL;
    }
}
