package cn.estation.sandbox.wechat;

/**
 * One way in which the platform, or the way to it, goes wrong.
 *
 * <p>Some faults come before the call has an effect, some lose the answer after it had one: a caller cannot tell them apart, and must
 * not have to.
 *
 * @param code the {@code errcode} answered, when the kind is ERROR
 */
public record Fault(Kind kind, long millis, int code, String message) {

    public enum Kind {
        /** The call takes effect at once, the answer comes late. */
        SLOW,
        /** Refused with an error code; no effect. */
        ERROR,
        /** The call takes effect, half of the answer arrives. */
        TRUNCATED,
        /** A proxy's error page with HTTP 200 instead of JSON; no effect. */
        HTML,
        /** The connection is closed without an answer; no effect. */
        DROP,
        /** The call takes effect, then the connection is closed without an answer. */
        DROP_AFTER
    }

    /** -1: the platform is busy. */
    public static final Fault BUSY = error(-1, "system error");

    /** 40001: the token is not the latest. */
    public static final Fault BAD_TOKEN = error(40001, "invalid credential, access_token is invalid or not latest");

    /** 42001: the token has expired. */
    public static final Fault EXPIRED_TOKEN = error(42001, "access_token expired");

    /** 45009: the day's quota is used up. */
    public static final Fault QUOTA = error(45009, "reach max api daily quota limit");

    /** 40164: the caller's address is not on the account's list. */
    public static final Fault IP_NOT_LISTED =
            error(40164, "invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist");

    public static final Fault TRUNCATED = new Fault(Kind.TRUNCATED, 0, 0, "");
    public static final Fault HTML = new Fault(Kind.HTML, 0, 0, "");
    public static final Fault DROP = new Fault(Kind.DROP, 0, 0, "");
    public static final Fault DROP_AFTER = new Fault(Kind.DROP_AFTER, 0, 0, "");

    public static Fault slow(long millis) {
        return new Fault(Kind.SLOW, millis, 0, "");
    }

    public static Fault error(int code, String message) {
        return new Fault(Kind.ERROR, 0, code, message);
    }

    /** A fault by the name that scripts use; {@code slow} takes its milliseconds. */
    static Fault named(String name, long millis) {
        return switch (name) {
            case "slow" -> slow(millis);
            case "busy" -> BUSY;
            case "bad-token" -> BAD_TOKEN;
            case "expired-token" -> EXPIRED_TOKEN;
            case "quota" -> QUOTA;
            case "ip-not-listed" -> IP_NOT_LISTED;
            case "truncated" -> TRUNCATED;
            case "html" -> HTML;
            case "drop" -> DROP;
            case "drop-after" -> DROP_AFTER;
            default -> throw new Unable("没有这种故障：" + name);
        };
    }
}
