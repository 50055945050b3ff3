package cn.estation.wechat.callback;

import cn.estation.privacy.Vault;
import cn.estation.wechat.IncomingMessage;
import cn.estation.wechat.MessageAnswerer;
import cn.estation.wechat.ReplyText;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the answer to a message once: what answering does commits together with the answer. */
@Service
class Answering {

    private static final Logger log = LoggerFactory.getLogger(Answering.class);

    private static final String SORRY = "抱歉，系统刚才出了点问题，没能回答您。请稍后再问一次，或直接联系社区工作人员。";

    /** Longer than the callback waits for the answer. */
    private static final Duration OURS = Duration.ofSeconds(20);

    private final InboundMapper pushes;
    private final ObjectProvider<MessageAnswerer> answerer;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Answering(
            InboundMapper pushes,
            ObjectProvider<MessageAnswerer> answerer,
            Vault vault,
            TransactionTemplate transaction,
            Clock clock) {
        this.pushes = pushes;
        this.answerer = answerer;
        this.vault = vault;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The answer, if this call found it; empty if there is none to give or somebody else found it. */
    Optional<String> answer(long id) {
        try {
            return inTransaction(id);
        } catch (RuntimeException failure) {
            log.error("no answer to WeChat message {}", id, failure);
            return pushes.answered(
                                    id,
                                    seal(SORRY, id),
                                    clock.instant(),
                                    clock.instant().plus(OURS))
                            == 1
                    ? Optional.of(SORRY)
                    : Optional.empty();
        }
    }

    private Optional<String> inTransaction(long id) {
        var found = transaction.execute(status -> {
            var push = pushes.holdUnanswered(id);
            return push == null ? null : answered(push);
        });
        return Optional.ofNullable(found);
    }

    private @Nullable String answered(Inbound push) {
        var said = said(push);
        var found = said == null ? null : ask(said);
        if (found == null || found.isBlank()) {
            pushes.silent(push.id(), clock.instant());
            return null;
        }
        var answer = ReplyText.fitted(found);
        pushes.answered(
                push.id(),
                seal(answer, push.id()),
                clock.instant(),
                clock.instant().plus(OURS));
        return answer;
    }

    private @Nullable String ask(IncomingMessage message) {
        var whom = answerer.getIfAvailable();
        return whom == null ? null : whom.answer(message);
    }

    private @Nullable IncomingMessage said(Inbound push) {
        if (push.openid() == null) {
            return null;
        }
        var text = push.content() == null ? "" : vault.open(push.content(), Inbound.CONTENT, push.id());
        var openid = vault.open(push.openid(), Inbound.OPENID, push.id());
        return new IncomingMessage(push.app(), openid, push.kind(), text, push.messageKey(), push.saidAt());
    }

    private cn.estation.privacy.Sealed seal(String answer, long id) {
        return vault.seal(answer, Inbound.ANSWER, id);
    }
}
