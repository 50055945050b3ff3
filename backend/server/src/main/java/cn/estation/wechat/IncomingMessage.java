package cn.estation.wechat;

import java.time.Instant;

/**
 * Something a person sent or did.
 *
 * @param text what was written; the recognised words of a voice message; of a place {@code latitude,longitude}
 *     in degrees (GCJ-02) with its label behind; otherwise empty
 * @param key of the menu button, or the scene of the code that was scanned; otherwise empty
 * @param at when, by WeChat's clock
 */
public record IncomingMessage(WechatApp app, String openid, Kind kind, String text, String key, Instant at) {

    public enum Kind {
        TEXT,
        VOICE,
        IMAGE,
        LOCATION,
        FOLLOW,
        UNFOLLOW,
        SCAN,
        MENU_CLICK,
        OTHER
    }

    /** Nothing personal: messages end up in logs. */
    @Override
    public String toString() {
        return "IncomingMessage[" + app + ", " + kind + "]";
    }
}
