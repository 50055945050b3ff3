package cn.estation.appointment.activity;

import java.util.Set;

/** Where an activity stands. Whether it is over is a matter of time, not of status. */
public enum ActivityStatus {
    DRAFT("草稿"),
    PUBLISHED("已发布"),
    CANCELLED("已取消");

    private final String title;

    ActivityStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public Set<ActivityStatus> successors() {
        return switch (this) {
            case DRAFT -> Set.of(PUBLISHED, CANCELLED);
            case PUBLISHED -> Set.of(CANCELLED);
            case CANCELLED -> Set.of();
        };
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    ActivityStatus to(ActivityStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
