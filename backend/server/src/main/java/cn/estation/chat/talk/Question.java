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
 * @param original normalised only: goes to nobody but those who handle complaints
 * @param key of a menu button, or of a line of ours that was tapped
 * @param person stands for whoever asks, without saying who
 */
public record Question(
        WechatApp app,
        @Nullable String openid,
        @Nullable Long residentId,
        Kind kind,
        String text,
        String original,
        String key,
        String person) {

    public boolean isMenu(String wanted) {
        return kind == Kind.MENU_CLICK && key.equals(wanted);
    }

    /** True in the official account, where a reply may refer to what was said before. */
    public boolean isConversation() {
        return openid != null;
    }

    @Override
    public String toString() {
        return "Question[" + app + ", " + kind + "]";
    }
}
