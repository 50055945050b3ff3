package cn.estation.wechat;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** A code of the mini-program that was used before, is older than five minutes, or was never given. */
public final class LoginCodeInvalid extends Refusal {
    LoginCodeInvalid() {
        super(HttpStatus.BAD_REQUEST, "login-code-invalid", "登录凭证已失效，请返回小程序重新进入后再试。");
    }
}
