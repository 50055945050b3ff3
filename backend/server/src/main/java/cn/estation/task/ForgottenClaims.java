package cn.estation.task;

import cn.estation.identity.Resident;
import cn.estation.identity.ResidentForgotten;
import java.time.Clock;
import java.time.Duration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Who has left keeps no place from others, and their words are deleted. What was done stays, without a name. */
@Component
class ForgottenClaims {

    private static final Duration AHEAD = Duration.ofDays(400);
    private static final int MOST = 500;

    private final ClaimMapper claims;
    private final Claiming claiming;
    private final Clock clock;

    ForgottenClaims(ClaimMapper claims, Claiming claiming, Clock clock) {
        this.claims = claims;
        this.claiming = claiming;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        var now = clock.instant();
        var gone = new Resident(event.residentId(), 0);
        claims.between(event.residentId(), now, now.plus(AHEAD), MOST).stream()
                .filter(claim -> claim.status().untouched() && claim.startsAt().isAfter(now))
                .forEach(claim -> claiming.withdraw(gone, claim.taskId()));
        claims.forget(event.residentId());
    }
}
