package cn.estation.identity.staff;

import cn.estation.privacy.Sealed;
import cn.estation.privacy.Vault;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** One-time codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds, one step either side). */
@Component
class Totp {

    static final String COLUMN = "identity_staff.totp_secret";

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String ISSUER = "党群E站";

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator(STEP);
    private final SecureRandom random = new SecureRandom();
    private final Vault vault;
    private final Clock clock;

    Totp(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** 160 bits in base 32, as authenticator apps take it. */
    String freshSecret() {
        var bytes = new byte[20];
        random.nextBytes(bytes);
        return base32(bytes);
    }

    Sealed seal(String secret, long staffId) {
        return vault.seal(secret, COLUMN, staffId);
    }

    String open(Sealed secret, long staffId) {
        return vault.open(secret, COLUMN, staffId);
    }

    /** What the QR code of the enrolment says. */
    String uri(String secret, String login) {
        return "otpauth://totp/" + encode(ISSUER) + ":" + encode(login) + "?secret=" + secret + "&issuer="
                + encode(ISSUER) + "&algorithm=SHA1&digits=6&period=30";
    }

    /** The time step whose code this is, of the three around now. */
    OptionalLong stepOf(String secret, String code) {
        var typed = code.strip().getBytes(StandardCharsets.UTF_8);
        long now = clock.instant().getEpochSecond() / STEP.toSeconds();
        // All three are compared whichever fits, so that the time tells nothing.
        return LongStream.rangeClosed(now - 1, now + 1)
                .filter(step -> MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), typed))
                .max();
    }

    String code(String secret, long step) {
        try {
            var key = new SecretKeySpec(bytes(secret), generator.getAlgorithm());
            return generator.generateOneTimePasswordString(
                    key, Instant.ofEpochSecond(step * STEP.toSeconds()), Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = (buffer << 8 | next & 0xFF) & 0xFFFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(buffer >>> bits & 31));
            }
        }
        return text.toString();
    }

    private static byte[] bytes(String secret) {
        var bytes = new byte[secret.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int next = 0;
        for (char letter : secret.toCharArray()) {
            int value = ALPHABET.indexOf(letter);
            if (value < 0) {
                throw new IllegalArgumentException("a secret is base 32");
            }
            buffer = (buffer << 5 | value) & 0xFFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[next++] = (byte) (buffer >>> bits);
            }
        }
        return bytes;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
