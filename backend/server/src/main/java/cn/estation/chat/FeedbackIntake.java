package cn.estation.chat;

import cn.estation.wechat.WechatApp;
import org.jspecify.annotations.Nullable;

/** Takes what somebody tells the bot as 投诉建议. Implemented by the module that keeps requests. */
public interface FeedbackIntake {

    /**
     * Keeps it, or says why not.
     *
     * @param residentId who it is, if the account belongs to a resident
     * @return the sentence that the person gets
     */
    String accept(@Nullable Long residentId, WechatApp app, String openid, String text);
}
