package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Resident;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Members show that they came, by the code on the screen at the place. Only the server's time counts. */
@Service
class CheckIn {

    static final String ROTATING_CODE = "ROTATING_CODE";
    static final Duration OPENS_BEFORE = Duration.ofMinutes(30);

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final CheckInCode codes;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    CheckIn(TaskMapper tasks, ClaimMapper claims, CheckInCode codes, AuditTrail audit, Ids ids, Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.codes = codes;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Checks a member in, from half an hour before the task until its end.
     *
     * @throws NotFound if there is no such task, or only a draft of it
     * @throws NoActiveClaim if the member has no place in it
     * @throws AlreadyCheckedIn if this was done before
     * @throws OutsideWindow before and after the time for it
     * @throws CheckInCode.WrongCode if the code is not this task's
     * @throws CheckInCode.OldCode if the code was shown more than 30 seconds ago
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Claim checkIn(Resident resident, long taskId, String code) {
        var now = clock.instant();
        var task = tasks.find(taskId)
                .filter(found -> found.status() != TaskStatus.DRAFT)
                .orElseThrow(NotFound::new);
        var claim = active(claims.live(taskId, resident.id()));
        if (now.isBefore(task.startsAt().minus(OPENS_BEFORE)) || task.endedAt(now)) {
            throw new OutsideWindow(task, now);
        }
        codes.check(taskId, code);
        if (claims.checkIn(claim.id(), ROTATING_CODE, now) == 0) {
            // Somebody else changed it since it was read: the task was cancelled.
            throw new NoActiveClaim();
        }
        claims.record(new ClaimMapper.Move(
                ids.next(),
                claim.id(),
                ClaimStatus.CLAIMED,
                ClaimStatus.CLAIMED.to(ClaimStatus.CHECKED_IN),
                resident.actorKey(),
                "",
                now));
        audit.record(resident, claim.communityId(), "task.check-in", "claim:" + claim.id(), "现场动态码签到。");
        return claims.find(claim.id()).orElseThrow();
    }

    private static Claim active(@Nullable Claim claim) {
        if (claim == null || claim.status() == ClaimStatus.ABSENT) {
            throw new NoActiveClaim();
        }
        if (claim.status() != ClaimStatus.CLAIMED) {
            throw new AlreadyCheckedIn();
        }
        return claim;
    }

    static final class NoActiveClaim extends Refusal {
        NoActiveClaim() {
            super(HttpStatus.CONFLICT, "no-active-claim", "您没有认领这项任务，请先认领再签到。");
        }
    }

    static final class AlreadyCheckedIn extends Refusal {
        AlreadyCheckedIn() {
            super(HttpStatus.CONFLICT, "already-checked-in", "您已签到，不用重复签到。");
        }
    }

    static final class OutsideWindow extends Refusal {
        OutsideWindow(VolunteerTask task, Instant now) {
            super(
                    HttpStatus.CONFLICT,
                    "outside-check-in-window",
                    task.endedAt(now) ? "任务已结束，不能再签到。" : "还没到签到时间，任务开始前 30 分钟起可以签到。");
        }
    }
}
