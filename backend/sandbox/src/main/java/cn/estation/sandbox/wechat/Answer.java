package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What goes back over HTTP. */
record Answer(int status, String contentType, byte[] body) {

    static Answer json(Object value) {
        return json(200, value);
    }

    static Answer json(int status, Object value) {
        return new Answer(status, "application/json; encoding=utf-8", Json.bytes(value));
    }

    static Answer ok() {
        return json(Json.ok());
    }

    static Answer png(byte[] image) {
        return new Answer(200, "image/png", image);
    }

    static Answer html(int status, String html) {
        return new Answer(status, "text/html; charset=utf-8", html.getBytes(UTF_8));
    }

    /** The first half only, as a complete HTTP message: what a broken proxy on the way makes of it. */
    Answer truncated() {
        return new Answer(status, contentType, java.util.Arrays.copyOf(body, body.length / 2));
    }
}
