package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places that come free go to who waited longest, for a while. Everything here is done with the task's row in hand, so a
 * place is never to be had by two people, and never free while somebody waits for it.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Queueing {

    private static final Actor QUEUE = () -> "system:task-queue";

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final TaskSettings settings;
    private final Moves moves;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Queueing(
            TaskMapper tasks,
            ClaimMapper claims,
            TaskSettings settings,
            Moves moves,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.settings = settings;
        this.moves = moves;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Offers every free place of a held task to somebody who waits, as long as there is time before it begins. */
    void passOn(VolunteerTask task) {
        var now = clock.instant();
        var until = now.plus(Duration.ofMinutes(settings.of(task.communityId()).offerMinutes()));
        var last = until.isAfter(task.startsAt()) ? task.startsAt() : until;
        while (last.isAfter(now)) {
            var first = claims.firstWaiting(task.id());
            if (first == null || tasks.passOn(task.id()) == 0) {
                return;
            }
            offer(first, task, last);
        }
    }

    private void offer(Claim first, VolunteerTask task, Instant until) {
        if (claims.offer(first.id(), until) == 0) {
            throw new IllegalStateException("claim " + first.id() + " left the queue while its task was held");
        }
        moves.claim(QUEUE, first.id(), ClaimStatus.WAITLISTED, ClaimStatus.OFFERED, "有人放弃，递补");
        audit.record(QUEUE, task.communityId(), "task.offer", "claim:" + first.id(), "空出名额，通知候补。");
        events.publishEvent(new PlaceOffered(
                first.id(), task.id(), first.residentId(), task.communityId(), task.title(), task.startsAt(), until));
    }

    /** Takes back an offer that nobody took in time, and passes the place on. Leaves alone what was taken meanwhile. */
    void lapse(Claim offered) {
        var task = tasks.hold(offered.taskId());
        if (task == null || claims.lapse(offered.id(), clock.instant()) == 0) {
            return;
        }
        tasks.freePlace(task.id());
        end(offered, task, ClaimStatus.OFFERED, "名额保留时间已过");
        if (task.status().on()) {
            passOn(task);
        }
    }

    /**
     * Sends everybody home who still waits when a held task begins: what comes free from now on is passed on to nobody, so
     * nobody is to wait for it. They may claim it as anybody may. An offer stands for as long as was said.
     */
    void begun(VolunteerTask task) {
        close(task, Set.of(ClaimStatus.WAITLISTED), "任务已开始，没有等到名额；如果还有名额，可以直接认领");
    }

    /** Sends everybody home who has no place when a held task is over. */
    void over(VolunteerTask task) {
        close(task, Set.of(ClaimStatus.WAITLISTED, ClaimStatus.OFFERED), "任务已结束，没有等到名额");
    }

    private void close(VolunteerTask task, Set<ClaimStatus> whom, String reason) {
        claims.liveOfTask(task.id()).stream()
                .filter(claim -> whom.contains(claim.status()))
                .forEach(claim -> {
                    if (claims.move(claim.id(), claim.status(), claim.status().to(ClaimStatus.LAPSED)) == 1) {
                        if (claim.status() == ClaimStatus.OFFERED) {
                            tasks.freePlace(task.id());
                        }
                        end(claim, task, claim.status(), reason);
                    }
                });
        tasks.closeQueue(task.id());
    }

    private void end(Claim claim, VolunteerTask task, ClaimStatus from, String reason) {
        moves.claim(QUEUE, claim.id(), from, ClaimStatus.LAPSED, reason);
        audit.record(QUEUE, task.communityId(), "task.lapse", "claim:" + claim.id(), reason + "。");
        events.publishEvent(new ClaimDropped(
                claim.id(), task.id(), claim.residentId(), task.communityId(), task.title(), "LAPSED", reason));
    }
}
