package cn.estation.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stops asking a platform that does not answer. After five failures in a row, calls fail at once; every ten seconds one
 * goes through to see whether the platform is back.
 */
@Component
class Breaker {

    private static final int MOST_FAILURES = 5;
    private static final Duration REST = Duration.ofSeconds(10);

    private final Clock clock;
    private int failures;
    private @Nullable Instant resting;
    private @Nullable String lastFailure;
    private @Nullable Instant lastFailureAt;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /** @throws PlatformFault if the platform is left alone for now */
    synchronized void pass() {
        if (resting == null) {
            return;
        }
        if (clock.instant().isBefore(resting)) {
            throw PlatformFault.notHandedOver("resting after " + lastFailure);
        }
        resting = clock.instant().plus(REST);
    }

    /** The platform answered, be it with an error. */
    synchronized void answered() {
        failures = 0;
        resting = null;
        lastFailure = null;
    }

    synchronized void failed(String why) {
        lastFailure = why;
        lastFailureAt = clock.instant();
        if (++failures >= MOST_FAILURES) {
            resting = clock.instant().plus(REST);
        }
    }

    /** What the platform needs an operator for, or why it does not answer; null when all is well. */
    synchronized @Nullable String trouble() {
        return lastFailure;
    }

    synchronized @Nullable Instant troubleSince() {
        return lastFailure == null ? null : lastFailureAt;
    }

    synchronized void needsOperator(String why) {
        failures = 0;
        resting = null;
        lastFailure = why;
        lastFailureAt = clock.instant();
    }
}
