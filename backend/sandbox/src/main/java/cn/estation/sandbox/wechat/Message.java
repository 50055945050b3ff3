package cn.estation.sandbox.wechat;

import java.time.Instant;
import java.util.Map;

/**
 * One bubble on a person's phone.
 *
 * @param type the platform's message type, such as text or event
 * @param fields what a subscription message shows, label by label
 * @param link where a tap on it leads: a mini-program page or an address; empty for none
 */
public record Message(
        long id,
        String personId,
        Kind kind,
        Instant at,
        String type,
        String content,
        Map<String, String> fields,
        String link) {

    public enum Kind {
        /** What the person sent or did. */
        OWN,
        /** The answer within the callback (被动回复). */
        PASSIVE,
        /** 客服消息. */
        CUSTOMER_SERVICE,
        /** 订阅消息. */
        SUBSCRIPTION,
        /** What the platform itself shows, such as “该公众号提供的服务出现故障”. */
        PLATFORM
    }

    public boolean received() {
        return kind != Kind.OWN;
    }
}
