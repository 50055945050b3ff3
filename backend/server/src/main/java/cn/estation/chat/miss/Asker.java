package cn.estation.chat.miss;

import cn.estation.privacy.Sealed;
import cn.estation.wechat.WechatApp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whoever asked, and how to tell them.
 *
 * @param app where they asked last
 * @param openid in the official account; null for whoever was only seen in the mini-program
 * @param account blind index of the openid
 * @param writtenAt when they last asked anything
 * @param accountAt when they last wrote to the account: for two days after that it may write to them
 */
public record Asker(
        long id,
        String person,
        WechatApp app,
        @Nullable Sealed openid,
        @Nullable String account,
        @Nullable Long residentId,
        long communityId,
        Instant writtenAt,
        @Nullable Instant accountAt) {

    public static final String OPENID = "chat_asker.openid";
}
