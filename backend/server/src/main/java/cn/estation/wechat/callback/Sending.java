package cn.estation.wechat.callback;

import cn.estation.privacy.Vault;
import cn.estation.wechat.MiniProgram;
import cn.estation.wechat.OfficialAccount;
import cn.estation.wechat.SendOutcome;
import cn.estation.wechat.WechatApp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Hands an answer over as a customer-service message, at most once. Each step is one guarded statement outside of any
 * transaction, so that a crash between two leaves a trace that is never mistaken for "not sent".
 */
@Service
class Sending {

    private static final Logger log = LoggerFactory.getLogger(Sending.class);
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration BETWEEN = Duration.ofSeconds(20);

    private final InboundMapper pushes;
    private final OfficialAccount officialAccount;
    private final MiniProgram miniProgram;
    private final Vault vault;
    private final Clock clock;

    Sending(InboundMapper pushes, OfficialAccount officialAccount, MiniProgram miniProgram, Vault vault, Clock clock) {
        this.pushes = pushes;
        this.officialAccount = officialAccount;
        this.miniProgram = miniProgram;
        this.vault = vault;
        this.clock = clock;
    }

    /** Sends the answer unless somebody else does or did. */
    void send(long id) {
        if (pushes.sending(id, clock.instant()) == 0) {
            return;
        }
        var push = pushes.selectById(id);
        if (push.openid() == null || push.answer() == null) {
            pushes.refused(id, 0, clock.instant());
            return;
        }
        note(
                push,
                handOver(
                        push.app(),
                        vault.open(push.openid(), Inbound.OPENID, id),
                        vault.open(push.answer(), Inbound.ANSWER, id)));
    }

    private SendOutcome handOver(WechatApp app, String openid, String answer) {
        return app == WechatApp.OFFICIAL_ACCOUNT
                ? officialAccount.sendText(openid, answer)
                : miniProgram.sendText(openid, answer);
    }

    private void note(Inbound push, SendOutcome outcome) {
        long id = push.id();
        var now = clock.instant();
        switch (outcome.kind()) {
            case SENT -> pushes.sent(id, now);
            case UNKNOWN -> pushes.unknown(id, outcome.code(), now);
            case REFUSED -> {
                if (outcome.worthRetrying() && push.attempts() < MOST_ATTEMPTS) {
                    pushes.again(id, outcome.code(), now, now.plus(BETWEEN.multipliedBy(push.attempts())));
                } else {
                    pushes.refused(id, outcome.code(), now);
                }
            }
        }
        log.info("answer to WeChat message {}: {} {}", id, outcome.kind(), outcome.code());
    }
}
