package cn.estation.identity.staff;

import cn.estation.kernel.Refusal;
import cn.estation.privacy.BlindIndex;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing without locking anybody out.
 *
 * <p>Attempts are counted before they are judged, in several buckets: this account from this address, this address, and
 * this account from anywhere. A device on which the account has signed in before counts in a bucket of its own and is
 * not touched by the others, so that a stranger who guesses a director's password all day does not keep the director
 * out. An account that does not exist is counted like one that does.
 */
@Component
class Attempts {

    static final Duration WINDOW = Duration.ofMinutes(15);

    static final int ACCOUNT_AND_ADDRESS = 5;
    static final int ADDRESS = 60;
    static final int ACCOUNT = 30;
    static final int KNOWN_DEVICE = 10;

    /** One bucket and how many attempts it lets through in a window. */
    private record Bucket(String key, int most) {}

    /** Where an attempt comes from. */
    record Origin(String login, String address, boolean knownDevice) {}

    private final AttemptMapper attempts;
    private final BlindIndex index;
    private final Clock clock;

    Attempts(AttemptMapper attempts, BlindIndex index, Clock clock) {
        this.attempts = attempts;
        this.index = index;
        this.clock = clock;
    }

    /**
     * Counts an attempt.
     *
     * @throws TooManyAttempts if one of its buckets is full
     */
    void count(Origin origin) {
        var now = clock.instant();
        boolean full = false;
        for (var bucket : buckets(origin)) {
            attempts.count(bucket.key(), now, now.plus(WINDOW));
            var failures = attempts.failures(bucket.key(), now);
            full |= failures != null && failures > bucket.most();
        }
        if (full) {
            throw new TooManyAttempts();
        }
    }

    /** What was counted turned out right: the account starts anew, the address gets this one back. */
    void succeeded(Origin origin) {
        for (var bucket : buckets(origin)) {
            if (bucket.most() == ADDRESS) {
                attempts.takeBack(bucket.key());
            } else {
                attempts.clear(bucket.key());
            }
        }
    }

    /** What was counted was right so far: the address gets it back, the account waits for the second factor. */
    void giveBack(Origin origin) {
        buckets(origin).stream()
                .filter(bucket -> bucket.most() == ADDRESS)
                .forEach(bucket -> attempts.takeBack(bucket.key()));
    }

    private List<Bucket> buckets(Origin origin) {
        if (origin.knownDevice()) {
            return List.of(bucket("device|" + origin.login() + "|" + network(origin.address()), KNOWN_DEVICE));
        }
        var network = network(origin.address());
        return List.of(
                bucket("both|" + origin.login() + "|" + network, ACCOUNT_AND_ADDRESS),
                bucket("address|" + network, ADDRESS),
                bucket("account|" + origin.login(), ACCOUNT));
    }

    private Bucket bucket(String key, int most) {
        return new Bucket(index.of("identity_attempt", key), most);
    }

    /** Whoever has one IPv6 address has a /64 of them. */
    private static String network(String address) {
        try {
            var parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return "unknown";
        }
    }

    static final class TooManyAttempts extends Refusal {
        TooManyAttempts() {
            super(HttpStatus.TOO_MANY_REQUESTS, "too-many-attempts", "尝试次数过多，请 15 分钟后再试，或换到以前登录过的电脑。");
        }
    }
}
