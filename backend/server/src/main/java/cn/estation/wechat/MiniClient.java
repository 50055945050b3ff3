package cn.estation.wechat;

import cn.binarywang.wx.miniapp.api.impl.WxMaServiceImpl;
import cn.binarywang.wx.miniapp.config.impl.WxMaRedisBetterConfigImpl;
import me.chanjar.weixin.common.error.WxErrorException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The library's service for the mini-program, on our HTTP client, with one refresh of the token at a time. */
@Component
class MiniClient extends WxMaServiceImpl {

    private final CloseableHttpClient http;
    private final TokenTurn turn = new TokenTurn();

    MiniClient(WechatSettings settings, CloseableHttpClient http, SharedTokens tokens) {
        this.http = http;
        var config = new WxMaRedisBetterConfigImpl(tokens, "estation:wechat:ma");
        var account = settings.miniProgram();
        config.setAppid(account.appId());
        config.setSecret(account.secret());
        config.useStableAccessToken(true);
        config.setApiHostUrl(settings.api());
        setMaxRetryTimes(1);
        setRetrySleepMillis(200);
        setWxMaConfig(config);
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
        var config = getWxMaConfig();
        return turn.token(
                force, config::isAccessTokenExpired, config::getAccessToken, () -> super.getAccessToken(force));
    }
}
