package cn.estation.notice;

import cn.estation.appointment.ActivityCancelled;
import cn.estation.appointment.ActivityChanged;
import cn.estation.appointment.AppointmentBooked;
import cn.estation.appointment.AppointmentCancelled;
import cn.estation.appointment.AppointmentCancelledByOffice;
import cn.estation.appointment.AppointmentChanged;
import cn.estation.appointment.AppointmentFlagged;
import cn.estation.appointment.AppointmentMissed;
import cn.estation.appointment.AppointmentOffered;
import cn.estation.appointment.AppointmentReminder;
import cn.estation.appointment.AppointmentRequested;
import cn.estation.appointment.AppointmentWaitEnded;
import cn.estation.appointment.BookingRestricted;
import cn.estation.appointment.QueueDayEnded;
import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What residents are told about their appointments. Who has no account is told by staff. */
@Component
class AppointmentNotices {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("M 月 d 日 HH:mm").withZone(Time.CHINA);

    private final NoticeInbox inbox;

    AppointmentNotices(NoticeInbox inbox) {
        this.inbox = inbox;
    }

    @ApplicationModuleListener
    void on(AppointmentBooked event) {
        put(
                event.residentId(),
                NoticeKind.APPOINTMENT_BOOKED,
                "appointment:" + event.appointmentId(),
                "您已约好“%s”：%s，%s。".formatted(event.title(), when(event.startsAt()), event.place()),
                facts(event.title(), event.startsAt(), event.place()));
    }

    @ApplicationModuleListener
    void on(AppointmentRequested event) {
        var approved = event.approved();
        if (approved == null) {
            return;
        }
        put(
                event.residentId(),
                NoticeKind.APPOINTMENT_REQUESTED,
                "appointment-decided:" + event.appointmentId(),
                approved
                        ? "您申请的“%s”（%s）已同意。".formatted(event.title(), when(event.startsAt()))
                        : "您申请的“%s”（%s）没有获得同意：%s".formatted(event.title(), when(event.startsAt()), event.reason()),
                facts(event.title(), event.startsAt(), approved ? "已同意" : "未同意"));
    }

    @ApplicationModuleListener
    void on(AppointmentChanged event) {
        put(
                event.residentId(),
                NoticeKind.APPOINTMENT_CHANGED,
                "appointment-changed:" + event.appointmentId(),
                "“%s”已从 %s 改到 %s，%s。"
                        .formatted(
                                event.title(), when(event.previousStartsAt()), when(event.startsAt()), event.place()),
                facts(event.title(), event.startsAt(), event.place()));
    }

    @ApplicationModuleListener
    void on(AppointmentCancelled event) {
        put(
                event.residentId(),
                NoticeKind.APPOINTMENT_CANCELLED,
                "appointment-cancelled:" + event.appointmentId(),
                "“%s”（%s）的预约已取消。".formatted(event.title(), when(event.startsAt())),
                facts(event.title(), event.startsAt(), event.late() ? "临时取消" : "已取消"));
    }

    @ApplicationModuleListener
    void on(AppointmentReminder event) {
        var missing = event.missing() == 0 ? "" : "您说还有 %d 样没备好，请别忘了。".formatted(event.missing());
        put(
                event.residentId(),
                NoticeKind.APPOINTMENT_REMINDER,
                "appointment-reminder-%d:%d:%d"
                        .formatted(
                                event.hours(),
                                event.appointmentId(),
                                event.startsAt().getEpochSecond()),
                "提醒：您约了 %s 的“%s”，%s。%s".formatted(when(event.startsAt()), event.title(), event.place(), missing),
                facts(event.title(), event.startsAt(), event.place()));
    }

    @ApplicationModuleListener
    void on(AppointmentOffered event) {
        put(
                event.residentId(),
                NoticeKind.APPOINTMENT_OFFERED,
                "appointment-offer:" + event.appointmentId(),
                "您候补的“%s”（%s）有号了，为您保留到 %s，请尽快确认。".formatted(event.title(), when(event.startsAt()), when(event.until())),
                facts(event.title(), event.startsAt(), event.place()));
    }

    @ApplicationModuleListener
    void on(AppointmentWaitEnded event) {
        put(
                event.residentId(),
                NoticeKind.APPOINTMENT_WAIT_ENDED,
                "appointment-wait-ended:" + event.waitingId(),
                "您候补的“%s”（%s）没有等到号：%s可以看看别的时段，或直接到现场取号。"
                        .formatted(event.title(), when(event.startsAt()), event.reason()),
                facts(event.title(), event.startsAt(), "候补结束"));
    }

    @ApplicationModuleListener
    void on(AppointmentCancelledByOffice event) {
        var startsAt = event.offerStartsAt();
        var until = event.offerUntil();
        var offer = startsAt == null || until == null
                ? "暂时没有别的号可以替您留，请看看其他日子%s。".formatted(event.phone().isEmpty() ? "" : "，或致电 " + event.phone())
                : "已为您留了 %s 的号，请在 %s 前确认；不合适可以另选时间。".formatted(when(startsAt), when(until));
        put(
                event.residentId(),
                NoticeKind.OFFICE_CANCELLED,
                "appointment-office:" + event.appointmentId(),
                "很抱歉，您 %s 的“%s”办不了：%s。%s"
                        .formatted(when(event.startsAt()), event.title(), plain(event.reason()), offer),
                facts(event.title(), event.startsAt(), "单位取消"));
    }

    @ApplicationModuleListener
    void on(QueueDayEnded event) {
        var next = event.nextAt();
        put(
                event.residentId(),
                NoticeKind.OFFICE_CANCELLED,
                "queue-day-ended:" + event.entryId(),
                "很抱歉，%s今天提前结束：%s，您的 %s 号没有叫到。%s"
                        .formatted(
                                event.hall(),
                                plain(event.reason()),
                                event.label(),
                                next == null
                                        ? "请改天再来%s。".formatted(event.phone().isEmpty() ? "" : "，或致电 " + event.phone())
                                        : "最近 %s 有号，打开号票点一下就能约。".formatted(when(next))),
                Map.of("item", event.title(), "when", next == null ? "今天" : when(next), "place", event.hall()));
    }

    @ApplicationModuleListener
    void on(AppointmentFlagged event) {
        put(
                event.residentId(),
                NoticeKind.APPOINTMENT_FLAGGED,
                "appointment-flag:" + event.flaggedId(),
                "您 %s 的“%s”有变化：%s。工作人员会处理并告诉您，您也可以先改期。"
                        .formatted(when(event.startsAt()), event.title(), event.sentence()),
                facts(event.title(), event.startsAt(), event.sentence()));
    }

    @ApplicationModuleListener
    void on(AppointmentMissed event) {
        put(
                event.residentId(),
                NoticeKind.APPOINTMENT_MISSED,
                "appointment-missed:" + event.appointmentId(),
                "您约了 %s 的“%s”，没有来。如有原因，请在 %s 前说明，说明了先不计爽约。"
                        .formatted(when(event.startsAt()), event.title(), when(event.contestUntil())),
                facts(event.title(), event.startsAt(), "未到"));
    }

    @ApplicationModuleListener
    void on(BookingRestricted event) {
        put(
                event.residentId(),
                NoticeKind.BOOKING_RESTRICTED,
                "booking-restricted:" + event.restrictionId(),
                "%s，网上预约暂停到 %s。急事可以直接到现场取号；有异议请联系社区。".formatted(event.reason(), when(event.until())),
                Map.of("reason", event.reason(), "when", when(event.until())));
    }

    @ApplicationModuleListener
    void on(ActivityCancelled event) {
        put(
                event.residentId(),
                NoticeKind.ACTIVITY_CANCELLED,
                "activity-cancelled:" + event.appointmentId(),
                "很抱歉，您报名的“%s”（%s）取消了：%s。%s"
                        .formatted(
                                event.title(),
                                when(event.startsAt()),
                                plain(event.reason()),
                                event.phone().isEmpty() ? "欢迎看看别的活动。" : "有疑问请致电 " + event.phone() + "。"),
                facts(event.title(), event.startsAt(), "已取消"));
    }

    @ApplicationModuleListener
    void on(ActivityChanged event) {
        put(
                event.residentId(),
                NoticeKind.ACTIVITY_CHANGED,
                "activity-changed-%d:%d".formatted(event.revision(), event.appointmentId()),
                "您报名的“%s”有变化：%s。请在小程序里回复还来不来；不来不算爽约。".formatted(event.title(), plain(event.news())),
                facts(event.title(), event.startsAt(), event.place()));
    }

    private void put(
            @Nullable Long residentId, NoticeKind kind, String source, String text, Map<String, String> facts) {
        if (residentId != null) {
            inbox.put(residentId, kind, source, text, facts);
        }
    }

    private static Map<String, String> facts(String title, Instant startsAt, String place) {
        return Map.of("item", title, "when", when(startsAt), "place", place);
    }

    private static String plain(String reason) {
        return reason.endsWith("。") ? reason.substring(0, reason.length() - 1) : reason;
    }

    private static String when(Instant moment) {
        return WHEN.format(moment);
    }
}
