package cn.estation.appointment.calendar;

/** Why a slot gives out no places. */
public enum ClosedWhy {
    OFFICE("当天停止办理"),
    CLOSURE("服务点不开放"),
    TEMPLATE("办理时间已调整"),
    HOLIDAY("当天放假"),
    /** For good: no change of hours and no end of a closure opens it again. */
    CANCELLED("活动已取消");

    private final String title;

    ClosedWhy(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
