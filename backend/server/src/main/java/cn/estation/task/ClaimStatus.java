package cn.estation.task;

import java.util.Set;

/** Where a claim stands. */
enum ClaimStatus {
    WAITLISTED("候补中"),
    OFFERED("有名额待接受"),
    LAPSED("候补未成"),
    CLAIMED("已认领"),
    CHECKED_IN("已签到"),
    CHECKED_OUT("已签退"),
    AUTO_OUT("到点自动签退"),
    SUBMITTED("已说明，待评价"),
    EVALUATED("已评价"),
    SETTLED("已核实"),
    REJECTED("未通过"),
    WITHDRAWN("已放弃"),
    LATE_WITHDRAWN("临时放弃"),
    CANCELLED("任务取消"),
    NO_SHOW_PENDING("未签到，可申诉"),
    CONTESTED("申诉中"),
    NO_SHOW("未到岗"),
    EXCUSED("已谅解"),
    REVOKED("已撤销");

    private final String title;

    ClaimStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<ClaimStatus> successors() {
        return switch (this) {
            case WAITLISTED -> Set.of(OFFERED, WITHDRAWN, LAPSED, CANCELLED);
            case OFFERED -> Set.of(CLAIMED, WITHDRAWN, LAPSED, CANCELLED);
            case CLAIMED ->
                Set.of(CHECKED_IN, SUBMITTED, WITHDRAWN, LATE_WITHDRAWN, CANCELLED, NO_SHOW_PENDING, EXCUSED);
            case CHECKED_IN -> Set.of(CHECKED_OUT, AUTO_OUT, SUBMITTED, EVALUATED);
            case CHECKED_OUT, AUTO_OUT -> Set.of(SUBMITTED, EVALUATED);
            case SUBMITTED -> Set.of(EVALUATED);
            case EVALUATED -> Set.of(SETTLED, REJECTED);
            case NO_SHOW_PENDING -> Set.of(CONTESTED, SUBMITTED, NO_SHOW);
            case CONTESTED -> Set.of(EXCUSED, NO_SHOW, SUBMITTED);
            case SETTLED -> Set.of(REVOKED);
            case LAPSED, REJECTED, WITHDRAWN, LATE_WITHDRAWN, CANCELLED, NO_SHOW, EXCUSED, REVOKED -> Set.of();
        };
    }

    /** True while what was done waits to be evaluated. */
    public boolean toEvaluate() {
        return this == CHECKED_IN || this == CHECKED_OUT || this == AUTO_OUT || this == SUBMITTED;
    }

    /** True if the member has no place yet, or only the offer of one. */
    boolean waits() {
        return this == WAITLISTED || this == OFFERED;
    }

    /** True before anybody came: giving it up takes nothing away that was done. */
    boolean untouched() {
        return this == CLAIMED || waits();
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    ClaimStatus to(ClaimStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
