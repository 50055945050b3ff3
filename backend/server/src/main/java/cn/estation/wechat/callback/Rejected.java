package cn.estation.wechat.callback;

/**
 * A push that WeChat did not send, or not in the way our account is set up. Whoever sent it learns nothing: every reason
 * looks the same from outside.
 */
final class Rejected extends Exception {
    Rejected(String why) {
        super(why, null, false, false);
    }
}
