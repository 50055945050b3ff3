package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Bookable;

/** A rule about who may book something that neither its calendar nor its limits know. */
public interface BookingRule {

    /**
     * Passes if this account may book or wait for a place there. What staff book for somebody is theirs to judge.
     *
     * @throws cn.estation.kernel.Refusal if it may not; the sentence says what to do instead
     */
    void require(long residentId, Bookable bookable);
}
