package cn.estation.notice;

import cn.estation.chat.AlertTaken;
import cn.estation.chat.CrewCalled;
import cn.estation.chat.DeskAnswered;
import cn.estation.chat.QuestionAnswered;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class ChatNotices {

    private final NoticeInbox inbox;

    ChatNotices(NoticeInbox inbox) {
        this.inbox = inbox;
    }

    /** Each round is told afresh: whoever missed the first must not miss the second. */
    @ApplicationModuleListener
    void on(CrewCalled event) {
        inbox.put(
                event.residentId(),
                NoticeKind.HELP_WANTED,
                "alert:%d:%d".formatted(event.alertId(), event.round()),
                "紧急求助（%s）：%s有居民求助，第 %d 次通知，还没有人接。请马上在管理后台“紧急求助”里接下，并联系本人或到现场。"
                        .formatted(event.what(), event.where(), event.round()),
                Map.of("what", event.what(), "where", event.where(), "result", "没人接"));
    }

    @ApplicationModuleListener
    void on(AlertTaken event) {
        inbox.put(
                event.residentId(),
                NoticeKind.HELP_COMING,
                "alert-taken:" + event.alertId(),
                "社区工作人员已接到您的求助，请保持电话畅通。危险没有过去，先拨打 110、119 或 120。",
                Map.of("result", "已有人处理", "advice", "保持电话畅通，危险先打110、119"));
    }

    @ApplicationModuleListener
    void on(DeskAnswered event) {
        inbox.put(
                event.residentId(),
                NoticeKind.DESK_ANSWERED,
                "handover:" + event.handoverId(),
                "工作人员回复您了，请在对话里查看。",
                Map.of("subject", "人工回复", "result", "已回复"));
    }

    /** Says what it is about, not what was asked: that may be personal. */
    @ApplicationModuleListener
    void on(QuestionAnswered event) {
        inbox.put(
                event.residentId(),
                NoticeKind.QUESTION_ANSWERED,
                event.source(),
                "您之前问的事有答案了：%s。再问一次就能看到。".formatted(event.title()),
                Map.of("subject", event.title()));
    }
}
