package cn.estation.points.adjust;

import java.util.Set;

/** Where an adjustment is on its way. */
public enum AdjustmentStatus {
    PROPOSED("待审批"),
    APPROVED("已通过"),
    REJECTED("未通过"),
    WITHDRAWN("已撤回");

    private final String title;

    AdjustmentStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public Set<AdjustmentStatus> successors() {
        return this == PROPOSED ? Set.of(APPROVED, REJECTED, WITHDRAWN) : Set.of();
    }
}
