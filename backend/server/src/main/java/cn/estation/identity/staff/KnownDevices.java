package cn.estation.identity.staff;

import cn.estation.privacy.BlindIndex;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows a device on which an account has signed in before by a signed cookie. It proves nothing about the person: it only
 * spares the device from waiting for what strangers do elsewhere.
 */
@Component
class KnownDevices {

    private static final Duration KEPT = Duration.ofDays(180);

    private final BlindIndex index;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KnownDevices(BlindIndex index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    /** A cookie value for this account. */
    String remember(String login) {
        var nonce = new byte[8];
        random.nextBytes(nonce);
        var body = HexFormat.of().formatHex(nonce) + "."
                + clock.instant().plus(KEPT).getEpochSecond();
        return body + "." + signature(login, body);
    }

    boolean knows(String login, @Nullable String cookie) {
        if (cookie == null || !cookie.matches("[0-9a-f]{16}\\.[0-9]{1,12}\\.[0-9a-f]{64}")) {
            return false;
        }
        var body = cookie.substring(0, cookie.lastIndexOf('.'));
        var until = Instant.ofEpochSecond(Long.parseLong(body.substring(17)));
        return until.isAfter(clock.instant())
                && MessageDigest.isEqual(
                        signature(login, body).getBytes(StandardCharsets.US_ASCII),
                        cookie.substring(body.length() + 1).getBytes(StandardCharsets.US_ASCII));
    }

    private String signature(String login, String body) {
        return index.of("identity.device", login + "|" + body);
    }
}
