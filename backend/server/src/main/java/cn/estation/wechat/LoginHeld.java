package cn.estation.wechat;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** WeChat itself does not let this person in, or not so often. */
public final class LoginHeld extends Refusal {
    private LoginHeld(HttpStatus status, String code, String sentence) {
        super(status, code, sentence);
    }

    static LoginHeld forRisk() {
        return new LoginHeld(HttpStatus.FORBIDDEN, "login-held", "微信暂时限制了您的登录，请在微信中查看原因或到社区窗口办理。");
    }

    static LoginHeld forHaste() {
        return new LoginHeld(HttpStatus.TOO_MANY_REQUESTS, "login-too-often", "登录太频繁，请一分钟后再试。");
    }
}
