package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Staff say how long a member really served, or that the work does not count. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Verification {

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Authority authority;
    private final OwnWork ownWork;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Verification(
            TaskMapper tasks,
            ClaimMapper claims,
            Authority authority,
            OwnWork ownWork,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.authority = authority;
        this.ownWork = ownWork;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Confirms the minutes served; the points follow from them by the task's rule, once.
     *
     * @throws NotFound if there is no such claim where the staff member may verify
     * @throws Authority.NotAllowed if the staff member may verify nowhere
     * @throws OwnWork.Own if the claim is the staff member's own
     * @throws BadInput if the minutes are none or more than planned
     * @throws NotBegun if nobody can have served yet
     * @throws NotToVerify if the member has not checked in, or the claim was settled before
     */
    Claim verify(Staff staff, long claimId, int minutes) {
        var claim = theirs(staff, claimId);
        var task = tasks.find(claim.taskId()).orElseThrow();
        if (minutes < 1 || minutes > task.plannedMinutes()) {
            throw new BadInput("服务时长应在 1 到 %d 分钟之间，不能超过任务的计划时长。".formatted(task.plannedMinutes()));
        }
        var now = clock.instant();
        if (now.isBefore(task.startsAt())) {
            throw new NotBegun(task);
        }
        int points = task.pointsRule().points(minutes, task.points());
        if (claims.verify(claimId, minutes, points, staff.actorKey(), now) == 0) {
            throw new NotToVerify();
        }
        record(staff, claim, ClaimStatus.VERIFIED, "");
        audit.record(
                staff,
                claim.communityId(),
                "task.verify",
                "claim:" + claimId,
                "核实 %d 分钟，%d 分。".formatted(minutes, points));
        events.publishEvent(new TaskVerified(
                claimId,
                task.id(),
                claim.residentId(),
                claim.communityId(),
                task.title(),
                minutes,
                points,
                claim.evidence() == null ? "" : claim.evidence(),
                task.rule(),
                task.pointsRule().arithmetic(minutes, task.points()),
                TaskKind.OTHER.name(),
                // Shown at one end of the work: there is no check-out yet.
                "B",
                task.startsAt(),
                false,
                new TaskVerified.OwnRate(task.pointsRule() == PointsRule.HOURLY, task.points() * 100)));
        return claims.find(claimId).orElseThrow();
    }

    /**
     * Says that the work does not count, and why.
     *
     * @throws NotFound if there is no such claim where the staff member may verify
     * @throws Authority.NotAllowed if the staff member may verify nowhere
     * @throws OwnWork.Own if the claim is the staff member's own
     * @throws NotToVerify if the member has not checked in, or the claim was settled before
     */
    Claim reject(Staff staff, long claimId, String reason) {
        var claim = theirs(staff, claimId);
        var task = tasks.find(claim.taskId()).orElseThrow();
        if (claims.reject(claimId, staff.actorKey(), clock.instant()) == 0) {
            throw new NotToVerify();
        }
        record(staff, claim, ClaimStatus.REJECTED, reason);
        audit.record(staff, claim.communityId(), "task.reject", "claim:" + claimId, "未通过：" + reason);
        events.publishEvent(new ClaimDropped(
                claimId, task.id(), claim.residentId(), claim.communityId(), task.title(), "REJECTED", reason));
        return claims.find(claimId).orElseThrow();
    }

    /**
     * The claim, if the staff member may judge it.
     *
     * @throws NotFound if there is no such claim where the staff member may verify
     * @throws Authority.NotAllowed if the staff member may verify nowhere
     * @throws OwnWork.Own if the claim is the staff member's own
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    Claim theirs(Staff staff, long claimId) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var claim = claims.find(claimId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.VERIFY_TASKS, claim.communityId());
        ownWork.refuse(staff, claim.residentId());
        return claim;
    }

    private void record(Staff staff, Claim claim, ClaimStatus to, String reason) {
        claims.record(new ClaimMapper.Move(
                ids.next(),
                claim.id(),
                ClaimStatus.CHECKED_IN,
                ClaimStatus.CHECKED_IN.to(to),
                staff.actorKey(),
                reason,
                clock.instant()));
    }

    static final class NotBegun extends Refusal {
        NotBegun(VolunteerTask task) {
            super(HttpStatus.CONFLICT, "task-not-begun", "“%s”还没有开始，开始以后才能核实时长。".formatted(task.title()));
        }
    }

    static final class NotToVerify extends Refusal {
        NotToVerify() {
            super(HttpStatus.CONFLICT, "claim-not-to-verify", "这条认领还没有签到，或已由他人处理，请刷新后再看。");
        }
    }
}
