package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A push as it goes over the wire: query with signatures, body encrypted as the account's mode says. */
record SignedRequest(String query, String contentType, String body) {

    static SignedRequest of(
            Credentials account, CallbackCipher cipher, String openId, String message, PushOptions options, long now) {
        var signedAt = options.signedAt();
        var timestamp = Long.toString(signedAt == null ? now : signedAt.getEpochSecond());
        var nonce = Codes.digits(10);
        var query = signatures(cipher, timestamp, nonce, options);
        if (!openId.isEmpty()) {
            query.put("openid", openId);
        }
        var encrypted = cipher.encrypt(message, Objects.requireNonNullElse(options.appId(), account.appId()));
        if (options.mode() != PushOptions.Mode.PLAIN) {
            var signature = cipher.signature(timestamp, nonce, encrypted);
            query.put("encrypt_type", "aes");
            query.put("msg_signature", options.wrongSignature() ? Codes.hex(40) : signature);
        }
        boolean xml = account.account() == Account.OFFICIAL_ACCOUNT;
        var to = Objects.requireNonNullElse(options.toUserName(), account.originalId());
        return new SignedRequest(
                encode(query),
                xml ? "text/xml" : "application/json",
                body(xml, to, message, encrypted, options.mode()));
    }

    /** The question that the platform asks when an address is entered in its console. */
    static SignedRequest verification(CallbackCipher cipher, String echo, PushOptions options, long now) {
        var query = signatures(cipher, Long.toString(now), Codes.digits(10), options);
        query.put("echostr", echo);
        return new SignedRequest(encode(query), "", "");
    }

    private static Map<String, String> signatures(
            CallbackCipher cipher, String timestamp, String nonce, PushOptions options) {
        var query = new LinkedHashMap<String, String>();
        query.put("signature", options.wrongSignature() ? Codes.hex(40) : cipher.signature(timestamp, nonce));
        query.put("timestamp", timestamp);
        query.put("nonce", nonce);
        return query;
    }

    private static String body(boolean xml, String to, String message, String encrypted, PushOptions.Mode mode) {
        return switch (mode) {
            case PLAIN -> message;
            case SAFE -> write(xml, ordered(Map.of(), to, encrypted));
            case COMPATIBLE -> write(xml, ordered(fields(xml, message), to, encrypted));
        };
    }

    private static Map<String, ?> fields(boolean xml, String message) {
        return xml ? Xml.read(message) : Json.MAPPER.readValue(message, Map.class);
    }

    private static Map<String, Object> ordered(Map<String, ?> fields, String to, String encrypted) {
        var all = new LinkedHashMap<String, Object>();
        all.put("ToUserName", to);
        all.putAll(fields);
        all.put("Encrypt", encrypted);
        return all;
    }

    private static String write(boolean xml, Map<String, Object> fields) {
        return xml ? Xml.write(fields) : Json.text(fields);
    }

    private static String encode(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
