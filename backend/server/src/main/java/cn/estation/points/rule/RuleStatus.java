package cn.estation.points.rule;

import java.util.Set;

/** Where a version of the rules is on its way, with where it may go from there. */
public enum RuleStatus {
    DRAFT("草稿"),
    SUBMITTED("待审核"),
    APPROVED("已通过"),
    REJECTED("未通过"),
    WITHDRAWN("已撤回");

    private final String title;

    RuleStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** An approved version stays what it is for ever; a newer one takes its place. */
    public Set<RuleStatus> successors() {
        return switch (this) {
            case DRAFT -> Set.of(SUBMITTED, WITHDRAWN);
            case SUBMITTED -> Set.of(APPROVED, REJECTED, DRAFT);
            case APPROVED, REJECTED, WITHDRAWN -> Set.of();
        };
    }

    /** This successor. */
    RuleStatus to(RuleStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalArgumentException(this + " does not become " + next);
        }
        return next;
    }
}
