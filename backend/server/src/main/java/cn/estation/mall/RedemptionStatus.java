package cn.estation.mall;

import java.util.Set;

/** Where a redemption stands. Each of the last three has given the points and the unit back. */
enum RedemptionStatus {
    READY("待领取"),
    COLLECTED("已领取"),
    CANCELLED_BY_MEMBER("本人已取消"),
    CANCELLED_BY_SHOP("超市已取消"),
    EXPIRED("过期未领");

    private final String title;

    RedemptionStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<RedemptionStatus> successors() {
        return this == READY ? Set.of(COLLECTED, CANCELLED_BY_MEMBER, CANCELLED_BY_SHOP, EXPIRED) : Set.of();
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    RedemptionStatus to(RedemptionStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
