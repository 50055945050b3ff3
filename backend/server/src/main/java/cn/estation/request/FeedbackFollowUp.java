package cn.estation.request;

import cn.estation.identity.Resident;
import cn.estation.identity.ResidentForgotten;
import cn.estation.identity.Residents;
import cn.estation.wechat.AuthorizationCancelled;
import cn.estation.wechat.MiniProgram;
import cn.estation.wechat.OfficialAccount;
import cn.estation.wechat.TextVerdict;
import cn.estation.wechat.WechatApp;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens after: the content check, the answer to a follower, the forgetting of those who leave. */
@Component
class FeedbackFollowUp {

    private final RequestMapper requests;
    private final Feedback feedback;
    private final Residents residents;
    private final MiniProgram miniProgram;
    private final OfficialAccount officialAccount;
    private final TransactionTemplate transaction;

    FeedbackFollowUp(
            RequestMapper requests,
            Feedback feedback,
            Residents residents,
            MiniProgram miniProgram,
            OfficialAccount officialAccount,
            TransactionTemplate transaction) {
        this.requests = requests;
        this.feedback = feedback;
        this.residents = residents;
        this.miniProgram = miniProgram;
        this.officialAccount = officialAccount;
        this.transaction = transaction;
    }

    /** Asks WeChat about the text. Until it says so, the text counts as unchecked, and only staff see it anyway. */
    @Async
    @TransactionalEventListener
    void check(FeedbackSubmitted event) {
        var request = requests.find(event.requestId());
        if (request == null || request.verdict() != TextVerdict.UNCHECKED || request.residentId() == null) {
            return;
        }
        residents
                .openid(request.residentId(), WechatApp.MINI_PROGRAM)
                .map(openid -> miniProgram.checkText(openid, feedback.content(request)))
                .ifPresent(verdict -> requests.verdict(request.id(), verdict));
    }

    /** Tells a follower who is no resident; residents are told as they wish to be told of everything. */
    @Async
    @TransactionalEventListener
    void tell(FeedbackAnswered event) {
        var request = requests.find(event.requestId());
        if (request == null || request.residentId() != null || request.app() != WechatApp.OFFICIAL_ACCOUNT) {
            return;
        }
        var openid = feedback.openid(request);
        // Sent at most once: after a crash it stays UNKNOWN rather than being sent again.
        if (openid != null && requests.beginTelling(request.id()) == 1) {
            var outcome = officialAccount.sendText(openid, "您反映的事情有答复了：" + event.text());
            requests.told(request.id(), outcome.kind().name());
        }
    }

    @ApplicationModuleListener
    void forget(ResidentForgotten event) {
        feedback.forget(Resident.actorKey(event.residentId()));
    }

    @Async
    @TransactionalEventListener(fallbackExecution = true)
    void forget(AuthorizationCancelled event) {
        var follower = feedback.follower(event.app(), event.openid());
        transaction.executeWithoutResult(status -> feedback.forget(follower.actorKey()));
    }
}
