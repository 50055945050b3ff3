package cn.estation.appointment.activity;

import java.util.Set;

/** Where one session of an activity stands. */
public enum SessionStatus {
    PLANNED("待办"),
    GOING("照办"),
    CANCELLED("已取消");

    private final String title;

    SessionStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public Set<SessionStatus> successors() {
        return switch (this) {
            case PLANNED -> Set.of(GOING, CANCELLED);
            case GOING -> Set.of(CANCELLED);
            case CANCELLED -> Set.of();
        };
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    SessionStatus to(SessionStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
