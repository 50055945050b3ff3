package cn.estation.notice;

import cn.estation.points.PointsCredited;
import cn.estation.task.TaskVerified;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class WorkNotices {

    private final NoticeInbox inbox;

    WorkNotices(NoticeInbox inbox) {
        this.inbox = inbox;
    }

    @ApplicationModuleListener
    void on(TaskVerified event) {
        inbox.put(
                event.residentId(),
                NoticeKind.TASK_VERIFIED,
                "claim:" + event.claimId(),
                "您在“%s”的服务已核实，计 %s。".formatted(event.title(), duration(event.minutes())),
                Map.of("task", event.title(), "result", "已核实", "points", Integer.toString(event.points())));
    }

    @ApplicationModuleListener
    void on(PointsCredited event) {
        inbox.put(
                event.residentId(),
                NoticeKind.POINTS_CREDITED,
                "points:" + event.sourceKind() + ":" + event.sourceId(),
                "您得到 %d 积分：%s".formatted(event.amount(), sentence(event.why())),
                Map.of("points", Long.toString(event.amount()), "why", event.why()));
    }

    private static String duration(int minutes) {
        if (minutes % 60 == 0) {
            return minutes / 60 + " 小时";
        }
        return minutes < 60 ? minutes + " 分钟" : "%d 小时 %d 分钟".formatted(minutes / 60, minutes % 60);
    }

    private static String sentence(String why) {
        return why.endsWith("。") ? why : why + "。";
    }
}
