package cn.estation.wechat.callback;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query of a push. Read without the container's help, which would parse the body of a form. */
final class SignedQuery {

    private static final List<String> ONCE =
            List.of("signature", "timestamp", "nonce", "echostr", "encrypt_type", "msg_signature", "openid");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,11}");
    private static final Pattern NONCE = Pattern.compile("[0-9A-Za-z_-]{1,128}");
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST = 2048;

    private final Map<String, String> values;

    private SignedQuery(Map<String, String> values) {
        this.values = values;
    }

    /** @throws Rejected if a parameter that counts is there twice, or something cannot be read */
    static SignedQuery of(@Nullable String query) throws Rejected {
        if (query == null || query.length() > MOST) {
            throw new Rejected("no query, or a long one");
        }
        var values = new HashMap<String, String>();
        for (String pair : query.split("&")) {
            int sign = pair.indexOf('=');
            var name = decoded(sign < 0 ? pair : pair.substring(0, sign));
            if (values.put(name, decoded(sign < 0 ? "" : pair.substring(sign + 1))) != null && ONCE.contains(name)) {
                throw new Rejected("repeated parameter");
            }
        }
        return new SignedQuery(values);
    }

    private static String decoded(String text) throws Rejected {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new Rejected("broken query");
        }
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** @throws Rejected if the query is not signed with our token, or not now */
    void verify(CallbackCipher cipher, Instant now) throws Rejected {
        if (!SIGNATURE.matcher(get("signature")).matches()
                || !TIMESTAMP.matcher(get("timestamp")).matches()
                || !NONCE.matcher(get("nonce")).matches()
                || !cipher.signed(get("signature"), get("timestamp"), get("nonce"))) {
            throw new Rejected("wrong signature");
        }
        var signed = Instant.ofEpochSecond(Long.parseLong(get("timestamp")));
        if (Duration.between(signed, now).abs().compareTo(WINDOW) > 0) {
            throw new Rejected("signed too long ago, or in the future");
        }
    }

    /** @throws Rejected if the encrypted part is not signed with our token */
    void verify(CallbackCipher cipher, String encrypted) throws Rejected {
        if (!get("encrypt_type").equals("aes")
                || !SIGNATURE.matcher(get("msg_signature")).matches()
                || !cipher.signed(get("msg_signature"), get("timestamp"), get("nonce"), encrypted)) {
            throw new Rejected("not in safe mode, or wrong signature of the message");
        }
    }
}
