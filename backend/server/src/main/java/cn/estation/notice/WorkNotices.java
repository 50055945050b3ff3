package cn.estation.notice;

import cn.estation.points.Ledger;
import cn.estation.points.ObjectionAnswered;
import cn.estation.points.PointsAdjusted;
import cn.estation.points.PointsCredited;
import cn.estation.points.PointsExpiring;
import cn.estation.points.PointsReversed;
import cn.estation.points.ScoreWithdrawn;
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
                Map.of("task", event.title(), "result", "已核实", "minutes", Integer.toString(event.minutes())));
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

    /** Of the two ledgers, the one that can be spent is told of; both move together. */
    @ApplicationModuleListener
    void on(PointsReversed event) {
        if (event.ledger() == Ledger.APPRAISAL) {
            return;
        }
        var owed = event.owed() == 0 ? "" : "其中 %d 分已经用掉，记为欠分，以后得到的积分先还。".formatted(event.owed());
        inbox.put(
                event.residentId(),
                NoticeKind.POINTS_REVERSED,
                "points-reversed:" + event.transactionId(),
                "您的 %d 积分被撤销：%s%s".formatted(event.amount(), sentence(event.why()), owed),
                Map.of("points", Long.toString(event.amount()), "why", event.why()));
    }

    @ApplicationModuleListener
    void on(PointsExpiring event) {
        inbox.put(
                event.residentId(),
                NoticeKind.POINTS_EXPIRING,
                "points-expiring:" + event.residentId() + ":" + event.lastDay(),
                "您有 %d 积分 %d 月 %d 日到期，之后不能再用。可到积分超市看看。"
                        .formatted(
                                event.amount(),
                                event.lastDay().getMonthValue(),
                                event.lastDay().getDayOfMonth()),
                Map.of(
                        "points",
                        Long.toString(event.amount()),
                        "why",
                        "到期以后不能再用",
                        "day",
                        event.lastDay().toString()));
    }

    @ApplicationModuleListener
    void on(PointsAdjusted event) {
        var book = event.ledger() == Ledger.POINTS ? "兑换分" : "考评分";
        inbox.put(
                event.residentId(),
                NoticeKind.POINTS_ADJUSTED,
                "points-adjusted:" + event.adjustmentId(),
                "您的%s经核定%s %d 分：%s"
                        .formatted(
                                book,
                                event.amount() > 0 ? "增加" : "减少",
                                Math.abs(event.amount()),
                                sentence(event.reason())),
                Map.of("points", Long.toString(event.amount()), "why", event.reason()));
    }

    @ApplicationModuleListener
    void on(ScoreWithdrawn event) {
        inbox.put(
                event.residentId(),
                NoticeKind.SCORE_WITHDRAWN,
                "score-withdrawn:" + event.scoreId(),
                "公示中的 %d 分没有入账：%s".formatted(event.points(), sentence(event.why())),
                Map.of("points", Long.toString(event.points()), "why", event.why()));
    }

    @ApplicationModuleListener
    void on(ObjectionAnswered event) {
        inbox.put(
                event.residentId(),
                NoticeKind.OBJECTION_ANSWERED,
                "objection:" + event.objectionId(),
                "您对“%s”得分的异议%s：%s".formatted(event.title(), outcome(event), sentence(event.answer())),
                Map.of("task", event.title(), "result", event.upheld() ? "成立" : "不成立", "why", event.answer()));
    }

    private static String outcome(ObjectionAnswered event) {
        if (!event.upheld()) {
            return "不成立";
        }
        return Boolean.FALSE.equals(event.takenBack()) ? "成立，得分保留，另行补分" : "成立，得分已撤销";
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
