package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.person.Party;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether somebody may have a place at all, apart from whether there is one. The caller holds the person. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Eligibility {

    private final Limits limits;
    private final Errands errands;
    private final Seats seats;

    Eligibility(Limits limits, Errands errands, Seats seats) {
        this.limits = limits;
        this.errands = errands;
        this.seats = seats;
    }

    /** @throws OverLimit if a rule about how much one may have stands against it */
    public void require(Party party, Bookable bookable, Slot slot, @Nullable Long guideId, @Nullable String cardCode) {
        errands.of(bookable, guideId, cardCode);
        var residentId = party.residentId();
        if (residentId != null) {
            limits.ofAccount(residentId, party, bookable, false);
        }
        requirePlace(party, bookable, slot);
    }

    /** @throws OverLimit if the person or the household has as much as it may */
    public void requirePlace(Party party, Bookable bookable, Slot slot) {
        seats.clearTheWay(party, slot);
        limits.ofPerson(party, bookable, slot);
    }

    /** What somebody comes for, pinned now. */
    public Errand errand(Bookable bookable, @Nullable Long guideId, @Nullable String cardCode) {
        return errands.of(bookable, guideId, cardCode);
    }
}
