package cn.estation.wechat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our two accounts and how to reach the platform.
 *
 * @param apiUrl where the platform's API is; empty for the real one
 * @param passiveWait how long a callback may wait for its answer before it says {@code success}
 */
@ConfigurationProperties("estation.wechat")
public record WechatSettings(
        @DefaultValue("") String apiUrl,
        Account officialAccount,
        Account miniProgram,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("3s") Duration readTimeout,
        @DefaultValue("40") int connections,
        @DefaultValue("1s") Duration passiveWait,
        @DefaultValue("30d") Duration messagesKept) {

    private static final String PLATFORM = "https://api.weixin.qq.com";

    /** The base address of the API, without a trailing slash. */
    public String api() {
        return apiUrl.isBlank() ? PLATFORM : apiUrl;
    }

    /** True if it is the real platform that is spoken to. */
    public boolean real() {
        return apiUrl.isBlank();
    }

    public Account account(WechatApp app) {
        return app == WechatApp.OFFICIAL_ACCOUNT ? officialAccount : miniProgram;
    }

    /**
     * One account, as its page at mp.weixin.qq.com shows it.
     *
     * @param aesKey the EncodingAESKey: 43 characters
     * @param originalId {@code gh_…}, to which messages are addressed; empty to leave it unchecked
     */
    public record Account(
            String appId,
            String secret,
            String token,
            String aesKey,
            @Nullable String originalId) {

        public Account {
            originalId = originalId == null ? "" : originalId;
        }

        @Override
        public String toString() {
            return appId;
        }
    }

    @Override
    public String toString() {
        return "WechatSettings[" + api() + "]";
    }
}
