package cn.estation.sandbox.wechat;

/** A refusal of the platform: HTTP 200 with an {@code errcode}. The {@code rid} is added where the answer is written. */
final class PlatformError extends RuntimeException {

    private final int code;

    PlatformError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
