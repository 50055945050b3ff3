package cn.estation.task;

import cn.estation.identity.MemberConfirmed;
import cn.estation.identity.MembershipWithdrawn;
import cn.estation.identity.RegistrationDecided;
import cn.estation.kernel.Actor;
import java.time.Clock;
import java.time.Duration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Whose registration ended, rests or moved keeps no place in what they may no longer claim, and is not to blame for it; the
 * places go to who waits. Who has checked in finishes.
 */
@Component
class ReleasedClaims {

    private static final Actor RELEASE = () -> "system:task-release";
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final int MOST = 500;

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Claiming claiming;
    private final Eligibility eligibility;
    private final Clock clock;

    ReleasedClaims(TaskMapper tasks, ClaimMapper claims, Claiming claiming, Eligibility eligibility, Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.claiming = claiming;
        this.eligibility = eligibility;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(RegistrationDecided event) {
        release(event.residentId());
    }

    @ApplicationModuleListener
    void on(MemberConfirmed event) {
        release(event.residentId());
    }

    @ApplicationModuleListener
    void on(MembershipWithdrawn event) {
        release(event.residentId());
    }

    private void release(long residentId) {
        var now = clock.instant();
        claims.between(residentId, now, now.plus(AHEAD), MOST).stream()
                .filter(claim -> claim.status().untouched())
                .map(claim -> tasks.find(claim.taskId()).orElseThrow())
                .filter(task -> !eligibility.inAudience(residentId, task))
                .forEach(task -> claiming.release(RELEASE, residentId, task.id(), "您现在不在可以参加这项任务的报到范围内"));
    }
}
