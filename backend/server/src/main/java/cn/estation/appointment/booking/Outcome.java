package cn.estation.appointment.booking;

import static cn.estation.appointment.booking.BookingStatus.FINISHED;
import static cn.estation.appointment.booking.BookingStatus.RELEASED;

/** How a booking ended: the third axis. A finished booking keeps its place, a released one has given it back. */
public enum Outcome {
    SERVED("已办理", FINISHED),
    PARTLY_SERVED("部分办理", FINISHED),
    LEFT("未办先走", FINISHED),
    NO_SHOW("爽约", FINISHED),
    EXCUSED("未到，不计爽约", FINISHED),
    EXPIRED("占号超时", RELEASED),
    ABANDONED("放弃占号", RELEASED),
    LAPSED("保留的号超时未确认", RELEASED),
    REJECTED("未获同意", RELEASED),
    AUTO_REJECTED("到时未获同意", RELEASED),
    WITHDRAWN("撤回申请", RELEASED),
    CANCELLED("已取消", RELEASED),
    LATE_CANCELLED("临时取消", RELEASED),
    CANCELLED_BY_OFFICE("单位取消", RELEASED),
    RESCHEDULED("已改期", RELEASED);

    private final String title;
    private final BookingStatus status;

    Outcome(String title, BookingStatus status) {
        this.title = title;
        this.status = status;
    }

    public String title() {
        return title;
    }

    public boolean belongsTo(BookingStatus other) {
        return status == other;
    }
}
