package cn.estation.sandbox.wechat;

import java.util.List;

/**
 * What became of one push.
 *
 * @param message the message before encryption
 * @param reply the passive reply, decrypted, as XML; empty when there was none
 * @param replyText the reply's text as the person sees it; empty when there was none
 * @param problem why the platform does not accept what came back; empty when it does
 */
public record Delivery(
        long number,
        Account account,
        String openId,
        String message,
        Outcome outcome,
        String reply,
        String replyText,
        String problem,
        List<Try> tries) {

    public enum Outcome {
        /** {@code success} or an empty body. */
        ACKNOWLEDGED,
        /** A valid passive reply. */
        REPLIED,
        /** No answer in time in any try, or one that the platform does not understand. */
        FAILED
    }

    /**
     * One request of a push.
     *
     * @param status the HTTP status, or 0 when no answer came
     */
    public record Try(String query, String body, int status, String answer, long millis) {}

    public boolean failed() {
        return outcome == Outcome.FAILED;
    }

    /** The HTTP status of the last try, or 0. */
    public int status() {
        return tries.isEmpty() ? 0 : tries.getLast().status();
    }
}
