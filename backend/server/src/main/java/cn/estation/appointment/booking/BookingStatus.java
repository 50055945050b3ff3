package cn.estation.appointment.booking;

import java.util.Set;

/** Where a booking stands: the first of three axes; {@link SubStatus} says how it came there, {@link Outcome} how it ended. */
public enum BookingStatus {
    HELD("占号中"),
    BOOKED("已预约"),
    CHECKED_IN("已签到"),
    ABSENT("未到，可申辩"),
    FINISHED("已结束"),
    RELEASED("已退号");

    private final String title;

    BookingStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public Set<BookingStatus> successors() {
        return switch (this) {
            case HELD -> Set.of(HELD, BOOKED, RELEASED);
            case BOOKED -> Set.of(CHECKED_IN, ABSENT, FINISHED, RELEASED);
            // Staff may have ticked off the wrong person.
            case CHECKED_IN -> Set.of(BOOKED, FINISHED);
            case ABSENT -> Set.of(ABSENT, FINISHED);
            case FINISHED, RELEASED -> Set.of();
        };
    }

    /** True while something is still to come of it. */
    public boolean isOpen() {
        return this == HELD || this == BOOKED || this == CHECKED_IN;
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    BookingStatus to(BookingStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
