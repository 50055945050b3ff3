package cn.estation.wechat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** A call to the platform that did not succeed, whichever way the library said so. Carries no token, secret or content. */
final class PlatformFault extends RuntimeException {

    /** What helps. */
    enum Remedy {
        RETRY,
        GIVE_UP,
        OPERATOR;

        private static final Set<Integer> PASSING = Set.of(-1, 45011, SendOutcome.NOT_HANDED_OVER);
        private static final Set<Integer> OPERATORS =
                Set.of(40001, 40013, 40014, 40125, 40164, 41001, 42001, 45009, 48001, 48006, 50002, 61004);

        static Remedy of(int code) {
            if (PASSING.contains(code)) {
                return RETRY;
            }
            return OPERATORS.contains(code) ? OPERATOR : GIVE_UP;
        }
    }

    /** How far the call came. */
    enum Reach {
        /** The platform answered with an error: nothing was done. */
        ANSWERED,
        /** The request never left, or never arrived: nothing was done. */
        NOT_HANDED_OVER,
        /** Nobody knows. */
        UNKNOWN
    }

    private static final Set<Integer> TOKEN_CODES = Set.of(40001, 40014, 42001, 41001);
    private static final List<Class<? extends IOException>> NEVER_LEFT = List.of(
            ConnectException.class,
            ConnectTimeoutException.class,
            ConnectionRequestTimeoutException.class,
            NoRouteToHostException.class,
            UnknownHostException.class,
            SSLHandshakeException.class,
            SSLPeerUnverifiedException.class);

    private final Reach reach;
    private final int code;
    private final String why;

    private PlatformFault(Reach reach, int code, String message) {
        super(message, null, false, false);
        this.reach = reach;
        this.code = code;
        this.why = message;
    }

    static PlatformFault answered(int code, String message) {
        return new PlatformFault(Reach.ANSWERED, code, "errcode " + code + ridOf(message));
    }

    static PlatformFault notHandedOver(String why) {
        return new PlatformFault(Reach.NOT_HANDED_OVER, SendOutcome.NOT_HANDED_OVER, why);
    }

    static PlatformFault unknown(String why) {
        return new PlatformFault(Reach.UNKNOWN, SendOutcome.NO_ANSWER, why);
    }

    /** Reads the library's two styles of exception, and plain ones. */
    static PlatformFault of(Throwable failure) {
        if (failure instanceof PlatformFault fault) {
            return fault;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException broken) {
                return ofConnection(broken);
            }
            if (cause instanceof PlatformFault fault) {
                return fault;
            }
        }
        if (failure instanceof WxErrorException error && isAnswer(error)) {
            return answered(error.getError().getErrorCode(), error.getError().getErrorMsg());
        }
        if (failure instanceof WxRuntimeException
                && String.valueOf(failure.getMessage()).contains("重试")) {
            return answered(-1, "");
        }
        return unknown(failure.getClass().getSimpleName());
    }

    private static PlatformFault ofConnection(IOException broken) {
        var why = broken.getClass().getSimpleName();
        return NEVER_LEFT.stream().anyMatch(kind -> kind.isInstance(broken)) ? notHandedOver(why) : unknown(why);
    }

    private static boolean isAnswer(WxErrorException error) {
        int code = error.getError() == null ? -99 : error.getError().getErrorCode();
        return code != -99 && code != 99999;
    }

    /** The request id that WeChat's support asks for; the rest of the message may repeat what was sent. */
    private static String ridOf(String message) {
        int rid = message == null ? -1 : message.indexOf("rid: ");
        return rid < 0 ? "" : " " + message.substring(rid).replaceAll("[^0-9A-Za-z:. -]", "");
    }

    Reach reach() {
        return reach;
    }

    /** What happened, fit for a log. */
    String why() {
        return why;
    }

    int code() {
        return code;
    }

    Remedy remedy() {
        return Remedy.of(code);
    }

    boolean isAboutToken() {
        return reach == Reach.ANSWERED && TOKEN_CODES.contains(code);
    }

    /** The same fault, met before anything was handed over. */
    PlatformFault beforeHandingOver() {
        return reach == Reach.UNKNOWN ? notHandedOver(why) : this;
    }

    SendOutcome asOutcome() {
        var kind = reach == Reach.UNKNOWN ? SendOutcome.Kind.UNKNOWN : SendOutcome.Kind.REFUSED;
        return new SendOutcome(kind, code, why);
    }
}
