package cn.estation.wechat.callback;

import cn.estation.privacy.Vault;
import cn.estation.wechat.WechatApp;
import cn.estation.wechat.WechatSettings;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** What to say to a push: nothing unless it is genuine, and the same to each try of it. */
@Service
class Callbacks {

    private static final Logger log = LoggerFactory.getLogger(Callbacks.class);

    private final WechatSettings settings;
    private final Intake intake;
    private final Replies replies;
    private final InboundMapper pushes;
    private final Vault vault;
    private final Clock clock;
    private final Map<WechatApp, CallbackCipher> ciphers = new EnumMap<>(WechatApp.class);

    Callbacks(WechatSettings settings, Intake intake, Replies replies, InboundMapper pushes, Vault vault, Clock clock) {
        this.settings = settings;
        this.intake = intake;
        this.replies = replies;
        this.pushes = pushes;
        this.vault = vault;
        this.clock = clock;
        for (var app : WechatApp.values()) {
            ciphers.put(app, new CallbackCipher(settings.account(app)));
        }
    }

    private CallbackCipher cipher(WechatApp app) {
        return java.util.Objects.requireNonNull(ciphers.get(app));
    }

    /**
     * The platform's check that the address is ours.
     *
     * @throws Rejected if it is not the platform that asks
     */
    String echo(WechatApp app, SignedQuery query) throws Rejected {
        query.verify(cipher(app), clock.instant());
        var echo = query.get("echostr");
        if (!echo.matches("[0-9A-Za-z+/=_-]{1,512}")) {
            throw new Rejected("no echo");
        }
        return echo;
    }

    /** @throws Rejected if it is not the platform that asks, or not now */
    void verify(WechatApp app, SignedQuery query) throws Rejected {
        query.verify(cipher(app), clock.instant());
    }

    /**
     * Takes a push and answers it.
     *
     * @return the passive reply in its envelope; empty for {@code success}
     * @throws Rejected if the body is not what the platform sends to our account
     */
    Optional<String> take(WechatApp app, SignedQuery query, byte[] body, Instant arrived) throws Rejected {
        var fields = opened(app, query, body);
        var push = Push.of(app, fields);
        var to = settings.account(app).originalId();
        if (push.isEmpty()
                || (to != null
                        && !to.isEmpty()
                        && !to.equals(fields.get("ToUserName").strip()))) {
            log.info("WeChat push to {} ignored: not addressed to us, or without sender or time", app);
            return Optional.empty();
        }
        return answer(app, push.get(), arrived);
    }

    private Fields opened(WechatApp app, SignedQuery query, byte[] body) throws Rejected {
        try {
            var encrypted = Fields.of(Fields.utf8(body)).get("Encrypt").strip();
            query.verify(cipher(app), encrypted);
            return Fields.of(cipher(app).decrypt(encrypted));
        } catch (CharacterCodingException notText) {
            throw new Rejected("not UTF-8");
        }
    }

    private Optional<String> answer(WechatApp app, Push push, Instant arrived) {
        var taken = intake.take(push);
        var inbound = taken.inbound();
        Optional<String> answer = Optional.empty();
        if (taken.repeat()) {
            answer = firstReply(inbound);
        } else if (inbound.status() == Stage.RECEIVED) {
            // The mini-program's customer service knows no passive reply.
            var patience = app == WechatApp.MINI_PROGRAM ? Duration.ZERO : left(arrived);
            answer = replies.within(inbound.id(), patience).filter(ready -> canReply(app, inbound.id()));
        }
        return answer.map(text -> envelope(app, push, text));
    }

    private boolean canReply(WechatApp app, long id) {
        if (app == WechatApp.MINI_PROGRAM) {
            replies.sendLater(id);
            return false;
        }
        return pushes.replied(id, clock.instant()) == 1;
    }

    private Duration left(Instant arrived) {
        return settings.passiveWait().minus(Duration.between(arrived, clock.instant()));
    }

    private Optional<String> firstReply(Inbound inbound) {
        return inbound.status() == Stage.REPLIED && inbound.answer() != null
                ? Optional.of(vault.open(inbound.answer(), Inbound.ANSWER, inbound.id()))
                : Optional.empty();
    }

    private String envelope(WechatApp app, Push push, String answer) {
        var now = Long.toString(clock.instant().getEpochSecond());
        var encrypted = cipher(app).encrypt("""
                <xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName>\
                <CreateTime>%s</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[%s]]></Content></xml>""".formatted(
                        push.message().openid(),
                        settings.account(app).originalId(),
                        now,
                        answer.replace("]]>", "]]]]><![CDATA[>")));
        var nonce = cn.estation.kernel.Codes.next();
        return """
                <xml><Encrypt><![CDATA[%s]]></Encrypt><MsgSignature><![CDATA[%s]]></MsgSignature>\
                <TimeStamp>%s</TimeStamp><Nonce><![CDATA[%s]]></Nonce></xml>""".formatted(encrypted, cipher(app).sign(now, nonce, encrypted), now, nonce);
    }
}
