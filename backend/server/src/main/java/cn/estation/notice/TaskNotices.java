package cn.estation.notice;

import cn.estation.kernel.Time;
import cn.estation.task.ClaimDropped;
import cn.estation.task.ClaimMissed;
import cn.estation.task.ClaimRevoked;
import cn.estation.task.ContestDecided;
import cn.estation.task.MembersCalledUp;
import cn.estation.task.PlaceOffered;
import cn.estation.task.TaskChanged;
import cn.estation.task.WishMoved;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells members what becomes of the tasks they claimed or wait for. */
@Component
class TaskNotices {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("M 月 d 日 H:mm").withZone(Time.CHINA);

    private final NoticeInbox inbox;

    TaskNotices(NoticeInbox inbox) {
        this.inbox = inbox;
    }

    @ApplicationModuleListener
    void on(PlaceOffered event) {
        inbox.put(
                event.residentId(),
                NoticeKind.TASK_OFFERED,
                "task-offer:" + event.claimId(),
                "“%s”空出一个名额，为您保留到 %s，请在小程序里接受。".formatted(event.title(), when(event.until())),
                Map.of("task", event.title(), "result", "有名额", "until", when(event.until())));
    }

    @ApplicationModuleListener
    void on(TaskChanged event) {
        inbox.put(
                event.residentId(),
                NoticeKind.TASK_CHANGED,
                "task-change:" + event.claimId() + ":" + event.version(),
                "您认领的“%s”有修改：%s。原因：%s。请重新确认；不能参加可以放弃，不计记录。".formatted(event.title(), event.summary(), event.reason()),
                Map.of("task", event.title(), "result", "有修改"));
    }

    @ApplicationModuleListener
    void on(ClaimDropped event) {
        inbox.put(
                event.residentId(),
                NoticeKind.TASK_DROPPED,
                "task-drop:" + event.claimId() + ":" + event.how(),
                switch (event.how()) {
                    case "CANCELLED" -> "“%s”取消了：%s。".formatted(event.title(), event.reason());
                    case "LAPSED" -> "“%s”的候补已结束：%s。".formatted(event.title(), event.reason());
                    case "RELEASED" -> "“%s”不再需要您到场：%s，不计记录。".formatted(event.title(), event.reason());
                    default -> "您在“%s”的服务未通过：%s。有疑问请联系社区。".formatted(event.title(), event.reason());
                },
                Map.of("task", event.title(), "result", result(event.how())));
    }

    private static String result(String how) {
        return switch (how) {
            case "CANCELLED" -> "已取消";
            case "LAPSED" -> "候补结束";
            case "RELEASED" -> "名额已释放";
            default -> "未通过";
        };
    }

    @ApplicationModuleListener
    void on(ClaimMissed event) {
        inbox.put(
                event.residentId(),
                NoticeKind.TASK_MISSED,
                "task-miss:" + event.claimId(),
                "“%s”没有您的签到。如果到了或有原因，请在 %s 前在小程序里说明，否则记为未到岗。".formatted(event.title(), when(event.until())),
                Map.of("task", event.title(), "result", "未签到", "until", when(event.until())));
    }

    @ApplicationModuleListener
    void on(ContestDecided event) {
        var found = switch (event.outcome()) {
            case "EXCUSED" -> "情有可原，不计未到";
            case "SUBMITTED" -> "认定到场，转去核实";
            default -> "维持未到岗";
        };
        inbox.put(
                event.residentId(),
                NoticeKind.TASK_CONTEST_DECIDED,
                "task-contest:" + event.claimId(),
                "您对“%s”的申诉有了结果：%s。理由：%s。".formatted(event.title(), found, event.reason()),
                Map.of("task", event.title(), "result", ruling(event.outcome())));
    }

    /** Short enough for a field of a subscription message. */
    private static String ruling(String outcome) {
        return switch (outcome) {
            case "EXCUSED" -> "不计未到";
            case "SUBMITTED" -> "转去核实";
            default -> "维持未到";
        };
    }

    @ApplicationModuleListener
    void on(MembersCalledUp event) {
        for (long resident : event.residentIds()) {
            inbox.put(
                    resident,
                    NoticeKind.TASK_CALLED_UP,
                    "task-call:" + event.taskId(),
                    "应急召集：“%s”，%s，%s。能来的请在小程序里认领。".formatted(event.title(), when(event.startsAt()), event.place()),
                    Map.of("task", event.title(), "result", "应急召集"));
        }
    }

    /** Where points were taken back the sum is told too; this says it of work that gave none. */
    @ApplicationModuleListener
    void on(ClaimRevoked event) {
        inbox.put(
                event.residentId(),
                NoticeKind.TASK_REVOKED,
                "task-revoke:" + event.claimId(),
                "您在“%s”的服务经核查被撤销，记录保留。原因：%s。有疑问请联系社区。".formatted(event.title(), event.reason()),
                Map.of("task", event.title(), "result", "已撤销"));
    }

    @ApplicationModuleListener
    void on(WishMoved event) {
        inbox.put(
                event.residentId(),
                NoticeKind.WISH_MOVED,
                "wish:" + event.taskId() + ":" + event.how() + ":" + event.round(),
                switch (event.how()) {
                    case "PUBLISHED" -> "您的微心愿“%s”已发布，等党员认领。".formatted(event.title());
                    case "ADOPTED" -> "有党员认领了您的微心愿“%s”。".formatted(event.title());
                    case "DONE" -> "您的微心愿“%s”办得怎么样？请在小程序里评价。".formatted(event.title());
                    default -> "您的微心愿“%s”没有办成：%s。".formatted(event.title(), event.reason());
                },
                Map.of("task", event.title(), "result", wish(event.how())));
    }

    private static String wish(String how) {
        return switch (how) {
            case "PUBLISHED" -> "已发布";
            case "ADOPTED" -> "已认领";
            case "DONE" -> "请评价";
            default -> "已取消";
        };
    }

    private static String when(Instant moment) {
        return WHEN.format(moment);
    }
}
