package cn.estation.notice;

import cn.estation.request.FeedbackAnswered;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class RequestNotices {

    private final NoticeInbox inbox;

    RequestNotices(NoticeInbox inbox) {
        this.inbox = inbox;
    }

    /** Says that there is an answer, not what it says: what staff wrote may be personal. */
    @ApplicationModuleListener
    void on(FeedbackAnswered event) {
        var residentId = event.residentId();
        if (residentId != null) {
            inbox.put(
                    residentId,
                    NoticeKind.FEEDBACK_ANSWERED,
                    "request:" + event.requestId(),
                    "您反映的事情有答复了，请在“我的建议”里查看。",
                    Map.of("subject", "投诉建议"));
        }
    }
}
