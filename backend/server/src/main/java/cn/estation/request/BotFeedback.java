package cn.estation.request;

import cn.estation.chat.FeedbackIntake;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Turns;
import cn.estation.wechat.WechatApp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** 投诉建议 told to the bot, by residents and by followers who have never signed in. */
@Component
class BotFeedback implements FeedbackIntake {

    private final Feedback feedback;
    private final Residents residents;
    private final Turns turns;

    BotFeedback(Feedback feedback, Residents residents, Turns turns) {
        this.feedback = feedback;
        this.residents = residents;
        this.turns = turns;
    }

    @Override
    public String accept(@Nullable Long residentId, WechatApp app, String openid, String text) {
        var sender = residentId == null
                ? feedback.follower(app, openid)
                : new Feedback.Sender(Resident.actorKey(residentId), residentId, null, null);
        var community =
                residentId == null ? null : residents.communityOf(residentId).orElse(null);
        try {
            var request = TransactionSynchronizationManager.isActualTransactionActive()
                    ? feedback.submit(sender, community, RequestSource.BOT, text)
                    : turns.take(sender, () -> feedback.submit(sender, community, RequestSource.BOT, text));
            return "收到了，编号 " + request.id() + "。社区工作人员会看到并答复您。遇到危险请直接拨打 110、119 或 120。";
        } catch (Refusal refusal) {
            return refusal.sentence();
        }
    }
}
