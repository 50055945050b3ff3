package cn.estation.task;

import java.util.Set;

/** Where a claim stands. */
enum ClaimStatus {
    CLAIMED("已认领"),
    CHECKED_IN("已签到"),
    VERIFIED("已核实"),
    REJECTED("未通过"),
    WITHDRAWN("已放弃"),
    CANCELLED("任务取消"),
    ABSENT("未到岗");

    private final String title;

    ClaimStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<ClaimStatus> successors() {
        return switch (this) {
            case CLAIMED -> Set.of(CHECKED_IN, WITHDRAWN, CANCELLED, ABSENT);
            case CHECKED_IN -> Set.of(VERIFIED, REJECTED);
            case VERIFIED, REJECTED, WITHDRAWN, CANCELLED, ABSENT -> Set.of();
        };
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    ClaimStatus to(ClaimStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
