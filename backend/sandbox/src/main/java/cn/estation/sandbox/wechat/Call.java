package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One HTTP request, read once. The content type is not looked at: clients of the platform send text/plain for JSON. */
record Call(String method, String path, Map<String, String> query, byte[] body) {

    private static final int MAX_BODY = 2 * 1024 * 1024;

    static Call read(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY);
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                body);
    }

    String param(String name) {
        return query.getOrDefault(name, "");
    }

    /** @throws PlatformError with {@code code} if the parameter is missing or empty */
    String require(String name, int code) {
        var value = param(name);
        if (value.isEmpty()) {
            throw new PlatformError(code, name + " missing");
        }
        return value;
    }

    String text() {
        return new String(body, UTF_8);
    }

    /** @throws PlatformError 44002 if there is no body, 47001 if it is no JSON object */
    JsonNode json() {
        if (body.length == 0) {
            throw new PlatformError(44002, "empty post data");
        }
        try {
            var json = Json.tree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException notJson) {
            // Said below, in the platform's words.
        }
        throw new PlatformError(47001, "data format error");
    }

    private static Map<String, String> query(@Nullable String raw) {
        var values = new HashMap<String, String>();
        for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
