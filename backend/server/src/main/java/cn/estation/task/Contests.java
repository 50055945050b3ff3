package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Staff;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decides what members say of an absence. Not who published the task: they would judge their own note. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Contests {

    /** What can be found. */
    enum Outcome {
        /** There was a reason. */
        EXCUSED,
        /** It stays an absence. */
        NO_SHOW,
        /** They were there: their work goes to evaluation. */
        SUBMITTED
    }

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Verification verification;
    private final Moves moves;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Contests(
            TaskMapper tasks,
            ClaimMapper claims,
            Verification verification,
            Moves moves,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.verification = verification;
        this.moves = moves;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Decides a contest.
     *
     * @throws cn.estation.kernel.NotFound if there is no such claim where the staff member may verify
     * @throws OwnWork.Own if the claim is the staff member's own
     * @throws BySomebodyElse if the staff member wrote or published the task
     * @throws NotContested if it is not contested, or was decided before
     */
    Claim decide(Staff staff, long claimId, Outcome outcome, String reason) {
        var claim = verification.theirs(staff, claimId);
        var task = tasks.find(claim.taskId()).orElseThrow();
        if (staff.actorKey().equals(task.createdBy()) || staff.actorKey().equals(task.submittedBy())) {
            throw new BySomebodyElse();
        }
        var to = ClaimStatus.valueOf(outcome.name());
        if (claim.status() != ClaimStatus.CONTESTED || claims.decideContest(claimId, to, staff.actorKey()) == 0) {
            throw new NotContested();
        }
        if (outcome == Outcome.SUBMITTED) {
            claims.notePresence(claimId, clock.instant());
        }
        moves.claim(staff, claimId, ClaimStatus.CONTESTED, to, reason);
        audit.record(
                staff,
                claim.communityId(),
                "task.decide-contest",
                "claim:" + claimId,
                "申诉裁定：%s。%s".formatted(to.title(), reason));
        events.publishEvent(new ContestDecided(
                claimId, task.id(), claim.residentId(), claim.communityId(), task.title(), outcome.name(), reason));
        return claims.find(claimId).orElseThrow();
    }

    static final class BySomebodyElse extends Refusal {
        BySomebodyElse() {
            super(HttpStatus.CONFLICT, "contest-by-somebody-else", "任务是您发布的，申诉请由另一位同事裁定。");
        }
    }

    static final class NotContested extends Refusal {
        NotContested() {
            super(HttpStatus.CONFLICT, "not-contested", "这条记录没有申诉，或已经裁定，请刷新后再看。");
        }
    }
}
