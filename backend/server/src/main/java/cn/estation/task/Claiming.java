package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Members;
import cn.estation.identity.Resident;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Members take places in tasks and give them back. Runs inside the member's turn, so one member's commands queue up. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Claiming {

    /** Who takes and gives back a place again and again keeps it from others. */
    private static final int MOST_WITHDRAWALS = 2;

    private static final int MOST_OPEN = 20;

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Members members;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Claiming(
            TaskMapper tasks,
            ClaimMapper claims,
            Members members,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.members = members;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes one place in a task.
     *
     * @throws NotFound if there is no such task, or only a draft of it
     * @throws NotOpen if the task was cancelled, settled, or is over
     * @throws cn.estation.kernel.Refusal {@code not-a-member} without an active registration with the task's community
     * @throws AlreadyClaimed if the member has a place
     * @throws TooManyClaims if the member gave this task back twice before, or has 20 tasks ahead
     * @throws TimeConflict if the member has another task at that time
     * @throws Full if the last place is gone
     */
    Claim claim(Resident resident, long taskId) {
        var now = clock.instant();
        var task = tasks.find(taskId)
                .filter(found -> found.status() != TaskStatus.DRAFT)
                .orElseThrow(NotFound::new);
        refuseUnlessOpen(task, now);
        members.requireActive(resident.id(), task.communityId());
        refuseIfOwnRulesForbid(resident.id(), task);
        if (task.full()) {
            throw new Full(task);
        }
        var claim = Claim.of(ids.next(), task, resident.id(), now);
        claims.insert(claim);
        claims.record(move(claim, null, ClaimStatus.CLAIMED, resident, now));
        audit.record(resident, task.communityId(), "task.claim", "claim:" + claim.id(), "认领“" + task.title() + "”。");
        events.publishEvent(new TaskClaimed(
                claim.id(),
                taskId,
                resident.id(),
                task.communityId(),
                task.title(),
                task.place(),
                task.startsAt(),
                task.endsAt()));
        // Last, because everybody who claims waits on this row.
        if (tasks.takePlace(taskId, now) == 0) {
            throw whyNot(taskId, now);
        }
        return claim;
    }

    /**
     * Gives the place back before the task begins.
     *
     * @throws NoClaim if the member has no place that could be given back
     * @throws TooLate if the task began
     */
    Claim withdraw(Resident resident, long taskId) {
        var now = clock.instant();
        var claim = claims.live(taskId, resident.id());
        if (claim == null) {
            throw new NoClaim();
        }
        // The task first here: whoever cancels it locks in this order too.
        if (tasks.givePlaceBack(taskId, now) == 0) {
            throw new TooLate();
        }
        if (claims.move(claim.id(), ClaimStatus.CLAIMED, ClaimStatus.CLAIMED.to(ClaimStatus.WITHDRAWN)) == 0) {
            throw new TooLate();
        }
        claims.record(move(claim, ClaimStatus.CLAIMED, ClaimStatus.WITHDRAWN, resident, now));
        audit.record(resident, claim.communityId(), "task.withdraw", "claim:" + claim.id(), "放弃认领。");
        return claims.find(claim.id()).orElseThrow();
    }

    private void refuseIfOwnRulesForbid(long residentId, VolunteerTask task) {
        if (claims.live(task.id(), residentId) != null) {
            throw new AlreadyClaimed();
        }
        if (claims.withdrawals(task.id(), residentId) >= MOST_WITHDRAWALS || claims.open(residentId) >= MOST_OPEN) {
            throw new TooManyClaims();
        }
        var other = claims.between(residentId, task.startsAt(), task.endsAt(), 1);
        if (!other.isEmpty()) {
            throw new TimeConflict(other.getFirst().title());
        }
    }

    private static void refuseUnlessOpen(VolunteerTask task, Instant now) {
        if (task.status() != TaskStatus.PUBLISHED || task.endedAt(now)) {
            throw new NotOpen(task);
        }
    }

    private Refusal whyNot(long taskId, Instant now) {
        var task = tasks.find(taskId).orElseThrow(NotFound::new);
        return task.status() == TaskStatus.PUBLISHED && !task.endedAt(now) ? new Full(task) : new NotOpen(task);
    }

    private ClaimMapper.Move move(
            Claim claim, @Nullable ClaimStatus from, ClaimStatus to, Resident resident, Instant now) {
        return new ClaimMapper.Move(ids.next(), claim.id(), from, to, resident.actorKey(), "", now);
    }

    static final class Full extends Refusal {
        Full(VolunteerTask task) {
            super(HttpStatus.CONFLICT, "task-full", "“%s”名额已满，请看看其他任务。".formatted(task.title()));
        }
    }

    static final class NotOpen extends Refusal {
        NotOpen(VolunteerTask task) {
            super(
                    HttpStatus.CONFLICT,
                    "task-not-open",
                    task.status() == TaskStatus.CANCELLED
                            ? "“%s”已取消。".formatted(task.title())
                            : "“%s”已结束，不能再认领。".formatted(task.title()));
        }
    }

    static final class AlreadyClaimed extends Refusal {
        AlreadyClaimed() {
            super(HttpStatus.CONFLICT, "already-claimed", "您已认领这项任务，不用重复认领。");
        }
    }

    static final class TooManyClaims extends Refusal {
        TooManyClaims() {
            super(HttpStatus.CONFLICT, "too-many-claims", "您已多次放弃这项任务，或待参加的任务已有 20 项，请先完成手头的任务。");
        }
    }

    static final class TimeConflict extends Refusal {
        TimeConflict(String other) {
            super(HttpStatus.CONFLICT, "time-conflict", "与您已认领的“%s”时间冲突。".formatted(other));
        }
    }

    static final class NoClaim extends Refusal {
        NoClaim() {
            super(HttpStatus.CONFLICT, "no-claim", "您没有认领这项任务。");
        }
    }

    static final class TooLate extends Refusal {
        TooLate() {
            super(HttpStatus.CONFLICT, "too-late-to-withdraw", "任务已开始，不能放弃；如不能到岗，请联系社区工作人员。");
        }
    }
}
