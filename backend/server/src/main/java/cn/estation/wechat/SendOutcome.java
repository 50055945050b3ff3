package cn.estation.wechat;

/**
 * What became of a message that was handed to WeChat.
 *
 * @param code WeChat's error code; 0 when sent; {@link #NOT_HANDED_OVER} or {@link #NO_ANSWER} when there is none
 * @param message for the log and the console: free of tokens and of what the message said
 */
public record SendOutcome(Kind kind, int code, String message) {

    public enum Kind {
        /** WeChat took it. */
        SENT,
        /** WeChat did not take it: nothing reached the person. */
        REFUSED,
        /** No answer, or none that can be read: it may have reached the person, so it must not be sent again. */
        UNKNOWN
    }

    /** WeChat could not be reached at all. */
    public static final int NOT_HANDED_OVER = -2;

    /** WeChat was reached and did not say what became of it. */
    public static final int NO_ANSWER = -3;

    static SendOutcome sent() {
        return new SendOutcome(Kind.SENT, 0, "ok");
    }

    /** True if nothing was sent and a later try may succeed. */
    public boolean worthRetrying() {
        return kind == Kind.REFUSED && PlatformFault.Remedy.of(code) == PlatformFault.Remedy.RETRY;
    }

    /** True if nobody but the operator can mend it: a wrong secret, an address that is not on the list, a used-up quota. */
    public boolean needsOperator() {
        return kind == Kind.REFUSED && PlatformFault.Remedy.of(code) == PlatformFault.Remedy.OPERATOR;
    }
}
