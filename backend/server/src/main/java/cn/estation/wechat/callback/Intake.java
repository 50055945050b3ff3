package cn.estation.wechat.callback;

import cn.estation.kernel.Ids;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Vault;
import cn.estation.wechat.AuthorizationCancelled;
import cn.estation.wechat.AuthorizationRevoked;
import cn.estation.wechat.Followed;
import cn.estation.wechat.IncomingMessage;
import cn.estation.wechat.InformationModified;
import cn.estation.wechat.Unfollowed;
import cn.estation.wechat.WechatApp;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes each push once, and tells the other modules what it means to them, both or neither. */
@Service
class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    /** After this long another node may look after a message. */
    private static final Duration OURS = Duration.ofSeconds(20);

    /** @param repeat true if the push was taken before, here or on another node */
    record Taken(Inbound inbound, boolean repeat) {}

    private final InboundMapper pushes;
    private final Ids ids;
    private final Vault vault;
    private final BlindIndex index;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Intake(
            InboundMapper pushes,
            Ids ids,
            Vault vault,
            BlindIndex index,
            ApplicationEventPublisher events,
            Clock clock) {
        this.pushes = pushes;
        this.ids = ids;
        this.vault = vault;
        this.index = index;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    Taken take(Push push) {
        var row = row(push);
        if (pushes.take(row) == 0) {
            var earlier = pushes.find(row.app(), row.dedupeKey());
            return new Taken(Objects.requireNonNullElse(earlier, row), true);
        }
        log.info("WeChat push taken: {}", push);
        announce(push);
        return new Taken(row, false);
    }

    private Inbound row(Push push) {
        var message = push.message();
        long id = ids.next();
        var now = clock.instant();
        return new Inbound(
                id,
                message.app(),
                push.dedupe(),
                message.kind(),
                push.wantsAnswer() ? Stage.RECEIVED : Stage.SILENT,
                vault.seal(message.openid(), Inbound.OPENID, id),
                indexOf(message.app(), message.openid()),
                message.text().isEmpty() ? null : vault.seal(message.text(), Inbound.CONTENT, id),
                message.key(),
                null,
                0,
                0,
                null,
                message.at(),
                now,
                now,
                now.plus(OURS));
    }

    private String indexOf(WechatApp app, String openid) {
        return index.of(Inbound.OPENID, app + ":" + openid);
    }

    private void announce(Push push) {
        var message = push.message();
        switch (push.event()) {
            case "user_authorization_revoke" ->
                events.publishEvent(new AuthorizationRevoked(message.app(), message.openid(), push.about()));
            case "user_authorization_cancellation" -> {
                pushes.forget(indexOf(message.app(), message.openid()));
                events.publishEvent(new AuthorizationCancelled(message.app(), message.openid()));
            }
            case "user_info_modified" ->
                events.publishEvent(new InformationModified(message.app(), message.openid(), push.about()));
            case "wxa_media_check" -> push.checked().ifPresent(events::publishEvent);
            default -> follow(message);
        }
    }

    private void follow(IncomingMessage message) {
        if (message.app() != WechatApp.OFFICIAL_ACCOUNT) {
            return;
        }
        if (message.kind() == IncomingMessage.Kind.FOLLOW) {
            events.publishEvent(new Followed(message.openid(), message.key()));
        } else if (message.kind() == IncomingMessage.Kind.UNFOLLOW) {
            events.publishEvent(new Unfollowed(message.openid()));
        }
    }
}
