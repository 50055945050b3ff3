package cn.estation.wechat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import me.chanjar.weixin.common.error.WxErrorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one way out to WeChat: every call passes here, ends in a result or in a {@link PlatformFault}, and is logged in one
 * line without tokens, openids or content.
 */
@Component
class Platform {

    interface Call<T> {
        T run() throws WxErrorException, java.io.IOException;
    }

    private static final Logger log = LoggerFactory.getLogger(Platform.class);

    /** The platform allows 20 a day, 30 seconds apart. */
    private static final int FORCED_A_DAY = 15;

    private static final Duration BETWEEN_FORCED = Duration.ofSeconds(60);

    private final OfficialClient official;
    private final MiniClient mini;
    private final SharedTokens tokens;
    private final Breaker breaker;

    Platform(OfficialClient official, MiniClient mini, SharedTokens tokens, Breaker breaker) {
        this.official = official;
        this.mini = mini;
        this.tokens = tokens;
        this.breaker = breaker;
    }

    /**
     * Makes a call that needs an access token. A token that WeChat no longer takes is renewed and the call made once
     * more: it was not carried out the first time.
     *
     * @throws PlatformFault if it does not succeed
     */
    <T> T call(WechatApp app, String what, Call<T> call) {
        return direct(what, () -> {
            fetchToken(app);
            try {
                return call.run();
            } catch (WxErrorException | RuntimeException failure) {
                var fault = PlatformFault.of(failure);
                if (!fault.isAboutToken() || !mayForce(app)) {
                    throw fault;
                }
                renewToken(app, fault);
                return call.run();
            }
        });
    }

    /** Makes a call that needs no access token. */
    <T> T direct(String what, Call<T> call) {
        breaker.pass();
        try {
            var result = call.run();
            breaker.answered();
            return result;
        } catch (WxErrorException | java.io.IOException | RuntimeException failure) {
            throw noted(what, PlatformFault.of(failure));
        }
    }

    /** A send, as its outcome. */
    SendOutcome send(WechatApp app, String what, Call<?> call) {
        try {
            call(app, what, call);
            return SendOutcome.sent();
        } catch (PlatformFault fault) {
            return fault.asOutcome();
        }
    }

    private PlatformFault noted(String what, PlatformFault fault) {
        if (fault.reach() != PlatformFault.Reach.ANSWERED) {
            breaker.failed(fault.why());
            log.warn("WeChat {}: {}", what, fault.why());
        } else if (fault.remedy() == PlatformFault.Remedy.OPERATOR) {
            breaker.needsOperator(fault.why());
            log.error("WeChat {}: {}, see docs/operations.md", what, fault.why());
        } else {
            breaker.answered();
            log.info("WeChat {}: {}", what, fault.why());
        }
        return fault;
    }

    private void fetchToken(WechatApp app) throws WxErrorException {
        if (app == WechatApp.OFFICIAL_ACCOUNT) {
            official.getAccessToken(false);
        } else {
            mini.getAccessToken(false);
        }
    }

    /** If there is no other token to be had, the fault stays what it was. */
    private void renewToken(WechatApp app, PlatformFault fault) {
        log.info("WeChat no longer takes the token of {}, renewing it", app);
        try {
            if (app == WechatApp.OFFICIAL_ACCOUNT) {
                official.getAccessToken(true);
            } else {
                mini.getAccessToken(true);
            }
        } catch (WxErrorException | RuntimeException none) {
            throw fault;
        }
    }

    private synchronized boolean mayForce(WechatApp app) {
        var recently = "estation:wechat:forced:" + app;
        var today = "estation:wechat:forced-today:" + app;
        int times = tokens.getValue(today) == null ? 0 : Integer.parseInt(tokens.getValue(today));
        if (tokens.getValue(recently) != null || times >= FORCED_A_DAY) {
            return false;
        }
        tokens.setValue(recently, "1", (int) BETWEEN_FORCED.toSeconds(), TimeUnit.SECONDS);
        tokens.setValue(today, Integer.toString(times + 1), 1, TimeUnit.DAYS);
        return true;
    }
}
