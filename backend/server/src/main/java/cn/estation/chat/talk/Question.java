package cn.estation.chat.talk;

import cn.estation.wechat.IncomingMessage.Kind;
import cn.estation.wechat.WechatApp;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said, made ready for the steps that look for an answer.
 *
 * @param openid null where the mini-program asks for a person who is not known to it
 * @param residentId null for somebody who never signed in
 * @param text normalised, without identity numbers and phones: what is searched, kept and logged
 * @param original exactly as it was written: goes to nobody but the people who handle it
 * @param key of a menu button, or of a line of ours that was tapped
 * @param person stands for whoever asks, without saying who
 * @param spot the place that was sent with it
 * @param before what was said before
 */
public record Question(
        WechatApp app,
        @Nullable String openid,
        @Nullable Long residentId,
        Kind kind,
        String text,
        String original,
        String key,
        String person,
        @Nullable Spot spot,
        Conversation before) {

    public boolean isMenu(String wanted) {
        return kind == Kind.MENU_CLICK && key.equals(wanted);
    }

    /** True if words were sent: typed, or spoken and recognised. */
    public boolean hasWords() {
        return (kind == Kind.TEXT || kind == Kind.VOICE) && !text.isEmpty();
    }

    /** True for a message in one of our accounts, which has nothing but text and lines to tap. */
    public boolean isMessage() {
        return openid != null;
    }

    /** True where a reply may refer to what was said before: an address alone may be many people. */
    public boolean isConversation() {
        return openid != null || residentId != null;
    }

    @Override
    public String toString() {
        return "Question[" + app + ", " + kind + "]";
    }
}
