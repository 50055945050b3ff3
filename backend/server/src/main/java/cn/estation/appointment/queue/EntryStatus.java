package cn.estation.appointment.queue;

import java.util.Set;

/** Where somebody who has come stands. */
public enum EntryStatus {
    WAITING("等候中"),
    CALLED("已叫号"),
    SERVING("办理中"),
    ON_HOLD("暂停办理"),
    /** Called several times and not there; may come back until the end of the day. */
    PASSED("已过号"),
    SERVED("已办理"),
    PARTLY("部分办理"),
    LEFT("已离开");

    private final String title;

    EntryStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /**
     * A status that follows itself is another call, or another desk. Who is served without having been called was taken at
     * once by somebody who saw them.
     */
    public Set<EntryStatus> successors() {
        return switch (this) {
            case WAITING -> Set.of(WAITING, CALLED, SERVED, PARTLY, LEFT);
            case CALLED -> Set.of(CALLED, SERVING, WAITING, PASSED, SERVED, PARTLY, LEFT);
            case SERVING -> Set.of(ON_HOLD, WAITING, SERVED, PARTLY, LEFT);
            case ON_HOLD -> Set.of(SERVING, WAITING, SERVED, PARTLY, LEFT);
            case PASSED -> Set.of(WAITING, SERVED, PARTLY, LEFT);
            case SERVED, PARTLY, LEFT -> Set.of();
        };
    }

    public boolean isOver() {
        return successors().isEmpty();
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    EntryStatus to(EntryStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
