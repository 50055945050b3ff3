package cn.estation.chat.talk;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** More messages within a minute than anybody writes. */
final class TooFast extends Refusal {
    TooFast() {
        super(HttpStatus.TOO_MANY_REQUESTS, "too-fast", "您问得太快了，请过一分钟再问。");
    }
}
