package cn.estation.appointment.waitlist;

import java.util.Set;

/** Where somebody on the waitlist stands. */
public enum WaitingStatus {
    WAITING("候补中"),
    OFFERED("有号，请确认"),
    TAKEN("已约上"),
    LAPSED("已结束"),
    LEFT("已退出"),
    PASSED_OVER("未符合预约规则");

    private final String title;

    WaitingStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public Set<WaitingStatus> successors() {
        return switch (this) {
            case WAITING -> Set.of(OFFERED, LAPSED, LEFT, PASSED_OVER);
            case OFFERED -> Set.of(TAKEN, LAPSED, LEFT);
            case TAKEN, LAPSED, LEFT, PASSED_OVER -> Set.of();
        };
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    WaitingStatus to(WaitingStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
