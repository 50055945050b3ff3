package cn.estation.mall.order;

import java.util.Set;

/** Where a redemption stands. */
public enum RedemptionStatus {
    READY("待领取"),
    COLLECTED("已领取"),
    CANCELLED_BY_MEMBER("本人已取消"),
    CANCELLED_BY_SHOP("超市已取消"),
    EXPIRED("过期未领"),
    RETURN_ASKED("申请退货"),
    RETURNED("已退货"),
    REFUSED("退货未同意");

    private final String title;

    RedemptionStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<RedemptionStatus> successors() {
        return switch (this) {
            case READY -> Set.of(COLLECTED, CANCELLED_BY_MEMBER, CANCELLED_BY_SHOP, EXPIRED);
            case COLLECTED -> Set.of(RETURN_ASKED);
            case RETURN_ASKED -> Set.of(RETURNED, REFUSED);
            case CANCELLED_BY_MEMBER, CANCELLED_BY_SHOP, EXPIRED, RETURNED, REFUSED -> Set.of();
        };
    }

    /** Whether points and unit are with their new owners: each other state has given both back. */
    boolean isLive() {
        return this == READY || this == COLLECTED || this == RETURN_ASKED || this == REFUSED;
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    RedemptionStatus to(RedemptionStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
