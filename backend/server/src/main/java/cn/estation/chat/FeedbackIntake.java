package cn.estation.chat;

import cn.estation.wechat.WechatApp;
import org.jspecify.annotations.Nullable;

/** Takes a complaint or a suggestion that somebody told the bot. Implemented by the module that handles them. */
public interface FeedbackIntake {

    /**
     * Takes it, inside the transaction that remembers the answer; must not start one of its own.
     *
     * @param residentId who it is, if that is known
     * @param text as it was written: may hold a phone number that the person wants to be called at
     * @return a sentence for the person
     */
    String accept(@Nullable Long residentId, WechatApp app, String openid, String text);
}
