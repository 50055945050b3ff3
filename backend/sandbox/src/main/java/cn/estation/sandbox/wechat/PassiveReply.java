package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * Reads the answer to a pushed message as the platform does: nothing, {@code success}, or an encrypted XML reply whose signature, AppID,
 * sender and receiver are right. Everything else makes the platform show “该公众号提供的服务出现故障”.
 */
final class PassiveReply {

    private final Credentials account;
    private final CallbackCipher cipher;

    PassiveReply(Credentials account, CallbackCipher cipher) {
        this.account = account;
        this.cipher = cipher;
    }

    record Read(String xml, String type, String text) {
        static final Read NOTHING = new Read("", "", "");

        boolean isNothing() {
            return xml.isEmpty();
        }
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    Read read(String answer, String openId) {
        if (answer.isEmpty() || answer.equals("success")) {
            return Read.NOTHING;
        }
        if (account.account() == Account.MINI_PROGRAM) {
            throw new IllegalArgumentException("a mini-program's event is answered with success");
        }
        var xml = decrypted(Xml.read(answer));
        var reply = Xml.read(xml);
        require(reply, "ToUserName", openId);
        require(reply, "FromUserName", account.originalId());
        if (!reply.getOrDefault("CreateTime", "").matches("\\d{1,10}")) {
            throw new IllegalArgumentException("CreateTime is no time");
        }
        return new Read(xml, reply.getOrDefault("MsgType", ""), text(reply));
    }

    private String decrypted(Map<String, String> envelope) {
        var encrypted = envelope.getOrDefault("Encrypt", "");
        if (encrypted.isEmpty()) {
            throw new IllegalArgumentException("not encrypted, in safe mode");
        }
        var signature =
                cipher.signature(envelope.getOrDefault("TimeStamp", ""), envelope.getOrDefault("Nonce", ""), encrypted);
        require(envelope, "MsgSignature", signature);
        var opened = cipher.decrypt(encrypted);
        if (!opened.appId().equals(account.appId())) {
            throw new IllegalArgumentException("AppID of another account");
        }
        return opened.message();
    }

    private static String text(Map<String, String> reply) {
        return switch (reply.getOrDefault("MsgType", "")) {
            case "text" -> limited(reply.getOrDefault("Content", ""));
            case "news", "image", "voice", "video", "music", "transfer_customer_service" -> "";
            default -> throw new IllegalArgumentException("unknown MsgType");
        };
    }

    private static String limited(String text) {
        if (text.isEmpty() || text.getBytes(UTF_8).length > CustomerMessages.MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("Content is empty or over 2048 bytes");
        }
        return text;
    }

    private static void require(Map<String, String> fields, String name, String expected) {
        if (!expected.equals(fields.get(name))) {
            throw new IllegalArgumentException(name + " is wrong");
        }
    }
}
