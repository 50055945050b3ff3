package cn.estation.appointment.booking;

import cn.estation.kernel.Actor;

/**
 * A booking has come to a status. Heard inside the same transaction, by what must never be out of step with it.
 *
 * @param booking as it was before; for a new one as it is
 */
public record BookingMoved(Booking booking, Bookings.Step step, Actor by) {

    public boolean ended() {
        return step.outcome() != null;
    }

    /** True if it became an appointment now. */
    public boolean booked() {
        return step.to() == BookingStatus.BOOKED && step.sub() != SubStatus.MARK_UNDONE;
    }
}
