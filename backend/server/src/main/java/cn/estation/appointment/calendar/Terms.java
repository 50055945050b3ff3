package cn.estation.appointment.calendar;

/** On which terms a place is asked for. */
public enum Terms {
    /** Between opening and closing, and never past the waitlist. */
    RESIDENT,
    /** The first of the waitlist gets what came free. */
    WAITLIST,
    /** Somebody whose appointment the office cancelled need not wait until the day opens for everybody. */
    INSTEAD,
    /** Staff may also give the places kept for walk-ins, until the slot is over. */
    STAFF,
    /** Staff give one more than there are, knowingly. */
    OVERBOOK
}
