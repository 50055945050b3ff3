package cn.estation.wechat;

import cn.estation.kernel.Refusal;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/** WeChat does not answer, or not as it should. */
public final class WechatAway extends Refusal {

    private final int code;

    WechatAway(int code) {
        super(HttpStatus.SERVICE_UNAVAILABLE, "wechat-away", "暂时连不上微信，请稍后再试。");
        this.code = code;
    }

    static <T> T unless(Supplier<T> call) {
        try {
            return call.get();
        } catch (PlatformFault fault) {
            throw new WechatAway(fault.code());
        }
    }

    /** WeChat's error code, for the log. */
    public int code() {
        return code;
    }
}
