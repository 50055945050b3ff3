package cn.estation.wechat.callback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.wechat.WechatApp;
import cn.estation.wechat.WechatSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Requests that the platform would never send. */
@EstationTest
class ForgedPushTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PATH = "/wechat/official-account";

    private final String base;
    private final WechatSettings.Account account;
    private final CallbackCipher cipher;
    private final Clock clock;

    @Autowired
    ForgedPushTests(Environment environment, WechatSettings settings, Clock clock) {
        this.base = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
        this.account = settings.account(WechatApp.OFFICIAL_ACCOUNT);
        this.cipher = new CallbackCipher(account);
        this.clock = clock;
    }

    private String now() {
        return Long.toString(clock.instant().getEpochSecond());
    }

    private String signed(String encrypted) {
        return "signature=%s&timestamp=%s&nonce=n1&encrypt_type=aes&msg_signature=%s"
                .formatted(cipher.sign(now(), "n1"), now(), cipher.sign(now(), "n1", encrypted));
    }

    private HttpResponse<String> post(String query, byte[] body, String type) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + PATH + "?" + query))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private int status(String query, String body) throws Exception {
        return post(query, body.getBytes(StandardCharsets.UTF_8), "text/xml").statusCode();
    }

    private static String envelope(String encrypted) {
        return "<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
    }

    @Test
    void refusesSignaturesThatAreMissingEmptyWrongOrRepeated() throws Exception {
        var right = cipher.sign(now(), "n1");
        for (var query : new String[] {
            "",
            "timestamp=" + now() + "&nonce=n1",
            "signature=&timestamp=" + now() + "&nonce=n1",
            "signature=" + "0".repeat(40) + "&timestamp=" + now() + "&nonce=n1",
            "signature=" + right.toUpperCase(java.util.Locale.ROOT) + "&timestamp=" + now() + "&nonce=n1",
            "signature=" + right + "&signature=" + right + "&timestamp=" + now() + "&nonce=n1",
            "signature%5B%5D=" + right + "&timestamp=" + now() + "&nonce=n1",
            "signature=" + right + "&timestamp=" + now() + "0&nonce=n1",
            "signature=" + right + "&timestamp=&nonce=n1",
            "signature=" + right + "&timestamp=" + now() + "&nonce=%ff%00",
            "signature=" + right + "&timestamp=" + now() + "&nonce=n1&openid=a&openid=b"
        }) {
            assertThat(status(query, envelope("x"))).as(query).isEqualTo(403);
        }
    }

    @Test
    void readsNoSignatureFromTheBodyOfAForm() throws Exception {
        var form = "signature=" + cipher.sign(now(), "n1") + "&timestamp=" + now() + "&nonce=n1";

        var response = post("", form.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded");

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void answersEveryBrokenCipherTextAlike() throws Exception {
        var genuine = cipher.encrypt("<xml><MsgType>event</MsgType></xml>");
        var bytes = Base64.getDecoder().decode(genuine);
        bytes[bytes.length - 1] ^= 1;
        var other =
                new CallbackCipher(new WechatSettings.Account("wxother", "s", account.token(), account.aesKey(), ""));
        var tooLong = raw(new byte[16], Integer.MAX_VALUE, "x", account.appId());
        var negative = raw(new byte[16], -1, "x", account.appId());
        for (var encrypted : new String[] {
            "",
            "not base64!",
            "AAAA",
            Base64.getEncoder().encodeToString(bytes),
            other.encrypt("<xml/>"),
            tooLong,
            negative,
            cipher.encrypt("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml>&e;</xml>"),
            cipher.encrypt("{\"a\":"),
            cipher.encrypt("")
        }) {
            var response = post(signed(encrypted), envelope(encrypted).getBytes(StandardCharsets.UTF_8), "text/xml");
            assertThat(response.statusCode()).as(encrypted).isEqualTo(403);
            assertThat(response.body()).isEmpty();
        }
    }

    private String raw(byte[] salt, int length, String message, String appId) throws Exception {
        var plain = new java.io.ByteArrayOutputStream();
        plain.write(salt);
        plain.write(java.nio.ByteBuffer.allocate(4).putInt(length).array());
        plain.write(message.getBytes(StandardCharsets.UTF_8));
        plain.write(appId.getBytes(StandardCharsets.UTF_8));
        int padding = 32 - plain.size() % 32;
        for (int i = 0; i < padding; i++) {
            plain.write(padding);
        }
        var key = Base64.getDecoder().decode(account.aesKey() + "=");
        var aes = Cipher.getInstance("AES/CBC/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
        return Base64.getEncoder().encodeToString(aes.doFinal(plain.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024 + 1, 1024 * 1024 + 1, 10 * 1024 * 1024})
    void refusesLargeBodies(int bytes) throws Exception {
        int status;
        try {
            status = status(signed("x"), "<xml>" + "a".repeat(bytes) + "</xml>");
        } catch (java.io.IOException closed) {
            status = 413;
        }
        assertThat(status).isEqualTo(413);
    }

    @Test
    void refusesOtherEncodingsAndEntities() throws Exception {
        var encrypted = cipher.encrypt("<xml/>");
        for (var body : new byte[][] {
            envelope(encrypted).getBytes(StandardCharsets.UTF_16),
            "<xml><Encrypt>投诉</Encrypt></xml>".getBytes(Charset.forName("GBK")),
            ("<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;'>]><xml><Encrypt>&b;</Encrypt></xml>")
                    .getBytes(StandardCharsets.UTF_8),
            ("<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x.dtd'>" + envelope(encrypted)).getBytes(StandardCharsets.UTF_8)
        }) {
            assertThat(post(signed(encrypted), body, "text/xml").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void neverBreaksOnGarbage() throws Exception {
        var random = new Random(7);
        var encrypted = cipher.encrypt("<xml><MsgType>event</MsgType></xml>");
        for (int round = 0; round < 200; round++) {
            var body = envelope(encrypted).getBytes(StandardCharsets.UTF_8);
            for (int change = 0; change < 3; change++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertThat(post(signed(encrypted), body, random.nextBoolean() ? "text/xml" : "application/json")
                            .statusCode())
                    .isIn(200, 403);
        }
    }
}
