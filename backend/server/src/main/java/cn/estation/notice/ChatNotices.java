package cn.estation.notice;

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
