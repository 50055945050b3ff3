package cn.estation.appointment.flag;

/** What changed after a booking was made. */
public enum FlagReason {
    SLOT_REMOVED("这个时段已取消"),
    TIME_CHANGED("这个时段的时间有变"),
    CAPACITY_CUT("这个时段的号数减少了"),
    DAY_BLOCKED("这天服务点临时关闭"),
    PLACE_CHANGED("办理地点变了"),
    ACTIVITY_CHANGED("活动的时间或地点有变"),
    GUIDE_CHANGED("办事指南有更新"),
    GUIDE_SUSPENDED("办事指南已停用");

    private final String title;

    FlagReason(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** True if the person may come in vain, and is told at once. */
    public boolean isUrgent() {
        return switch (this) {
            case SLOT_REMOVED, DAY_BLOCKED, PLACE_CHANGED, ACTIVITY_CHANGED, GUIDE_SUSPENDED -> true;
            default -> false;
        };
    }
}
