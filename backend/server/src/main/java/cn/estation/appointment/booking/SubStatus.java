package cn.estation.appointment.booking;

import static cn.estation.appointment.booking.BookingStatus.ABSENT;
import static cn.estation.appointment.booking.BookingStatus.BOOKED;
import static cn.estation.appointment.booking.BookingStatus.CHECKED_IN;
import static cn.estation.appointment.booking.BookingStatus.FINISHED;
import static cn.estation.appointment.booking.BookingStatus.HELD;
import static cn.estation.appointment.booking.BookingStatus.RELEASED;

import java.util.Set;

/** How a booking came to its status: the second axis. Each belongs to the statuses it names. */
public enum SubStatus {
    LOOKING("居民占号", HELD),
    OFFERED("为您保留，待确认", HELD),
    REQUESTED("等待同意", HELD),
    ONE_STEP("直接预约", BOOKED),
    CONFIRMED("占号后确认", BOOKED),
    OFFER_TAKEN("接受保留的号", BOOKED),
    APPROVED("已同意", BOOKED),
    MOVED("改期而来", BOOKED, RELEASED),
    BY_STAFF("工作人员办理", BOOKED, CHECKED_IN),
    MARK_UNDONE("签到已撤销", BOOKED),
    BY_CODE("凭签到码", CHECKED_IN),
    BY_PHONE("报电话", CHECKED_IN),
    AT_THE_DOOR("扫门口的码", CHECKED_IN),
    CONTESTABLE("可申辩", ABSENT),
    CONTESTED("已申辩，待核实", ABSENT),
    AT_THE_COUNTER("窗口办理", FINISHED),
    UNCONTESTED("未申辩", FINISHED),
    DECIDED("核实后认定", FINISHED),
    COUNTER_LATE("窗口晚开", FINISHED),
    COUNTER_CLOSED("窗口未开", FINISHED),
    BY_RESIDENT("居民", RELEASED),
    BY_OFFICE("单位", RELEASED),
    BY_TIMER("到时", RELEASED);

    private final String title;
    private final Set<BookingStatus> of;

    SubStatus(String title, BookingStatus... of) {
        this.title = title;
        this.of = Set.of(of);
    }

    public String title() {
        return title;
    }

    public boolean belongsTo(BookingStatus status) {
        return of.contains(status);
    }
}
