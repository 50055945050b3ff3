package cn.estation.notice;

import cn.estation.appointment.PartlyServed;
import cn.estation.appointment.QueueCalled;
import cn.estation.appointment.QueueNear;
import cn.estation.kernel.Time;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What residents are told while they wait in a hall, and when papers were missing. Each once for a number. */
@Component
class QueueNotices {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("M 月 d 日 HH:mm").withZone(Time.CHINA);

    private final NoticeInbox inbox;

    QueueNotices(NoticeInbox inbox) {
        this.inbox = inbox;
    }

    @ApplicationModuleListener
    void on(QueueNear event) {
        var ahead = event.ahead() == 0 ? "下一位就是您" : "前面还有 %d 位".formatted(event.ahead());
        put(
                event.residentId(),
                NoticeKind.QUEUE_NEAR,
                "queue-near:" + event.entryId(),
                "%s 号快到了：%s，请在%s等候，留意叫号。".formatted(event.label(), ahead, event.hall()),
                Map.of("item", event.title(), "label", event.label(), "place", event.hall(), "ahead", ahead));
    }

    @ApplicationModuleListener
    void on(QueueCalled event) {
        put(
                event.residentId(),
                NoticeKind.QUEUE_CALLED,
                "queue-called:" + event.entryId(),
                "叫到您了：%s 号，请到%s%s。".formatted(event.label(), event.hall(), event.desk()),
                Map.of(
                        "item",
                        event.title(),
                        "label",
                        event.label(),
                        "place",
                        event.desk(),
                        "ahead",
                        "请到" + event.desk()));
    }

    @ApplicationModuleListener
    void on(PartlyServed event) {
        var againAt = event.againAt();
        var again = againAt == null
                ? "备齐后在小程序里重新预约" + (event.phone().isEmpty() ? "。" : "，或致电 " + event.phone() + "。")
                : "已为您约好 %s 再来。".formatted(WHEN.format(againAt));
        put(
                event.residentId(),
                NoticeKind.PARTLY_SERVED,
                "partly-served:" + event.entryId(),
                "“%s”办了一部分，还差：%s。%s".formatted(event.title(), line(event.missing()), again),
                Map.of("item", event.title(), "missing", line(event.missing())));
    }

    private void put(
            @Nullable Long residentId, NoticeKind kind, String source, String text, Map<String, String> facts) {
        if (residentId != null) {
            inbox.put(residentId, kind, source, text, facts);
        }
    }

    /** What staff wrote a line each, as one. */
    private static String line(String missing) {
        var one = missing.strip().replaceAll("\\s*\\R\\s*", "；");
        return one.endsWith("。") ? one.substring(0, one.length() - 1) : one;
    }
}
