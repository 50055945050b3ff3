package cn.estation.wechat;

import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpRedisConfigImpl;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The library's service for the official account, on our HTTP client, with one refresh of the token at a time. */
@Component
class OfficialClient extends WxMpServiceImpl {

    private final CloseableHttpClient http;
    private final TokenTurn turn = new TokenTurn();

    OfficialClient(WechatSettings settings, CloseableHttpClient http, SharedTokens tokens) {
        this.http = http;
        var config = new WxMpRedisConfigImpl(tokens, "estation:wechat:mp");
        var account = settings.officialAccount();
        config.setAppId(account.appId());
        config.setSecret(account.secret());
        config.useStableAccessToken(true);
        config.setHostConfig(WxMpHostConfig.builder()
                .apiHost(settings.api())
                .mpHost(settings.real() ? "https://mp.weixin.qq.com" : settings.api())
                .openHost(settings.real() ? "https://open.weixin.qq.com" : settings.api())
                .build());
        setMaxRetryTimes(1);
        setRetrySleepMillis(200);
        setWxMpConfigStorage(config);
    }

    @Override
    public void initHttp() {
        // Ours is there already.
    }

    @Override
    public CloseableHttpClient getRequestHttpClient() {
        return http;
    }

    @Override
    @SuppressWarnings("NullAway") // null means no proxy, to the library
    public @Nullable HttpHost getRequestHttpProxy() {
        return null;
    }

    @Override
    public String getAccessToken(boolean force) throws WxErrorException {
        var config = getWxMpConfigStorage();
        return turn.token(
                force, config::isAccessTokenExpired, config::getAccessToken, () -> super.getAccessToken(force));
    }
}
