package cn.estation.wechat.callback;

import cn.estation.privacy.Sealed;
import cn.estation.wechat.IncomingMessage;
import cn.estation.wechat.WechatApp;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A push as it was taken, and what became of it. */
@TableName("wechat_inbound")
record Inbound(
        long id,
        WechatApp app,
        String dedupeKey,
        IncomingMessage.Kind kind,
        Stage status,
        @Nullable Sealed openid,
        @Nullable String openidIndex,
        @Nullable Sealed content,
        String messageKey,
        @Nullable Sealed answer,
        int attempts,
        int handedOver,
        @Nullable Integer outcomeCode,
        Instant saidAt,
        Instant receivedAt,
        Instant changedAt,
        Instant nextAt) {

    static final String OPENID = "wechat_inbound.openid";
    static final String CONTENT = "wechat_inbound.content";
    static final String ANSWER = "wechat_inbound.answer";
}
