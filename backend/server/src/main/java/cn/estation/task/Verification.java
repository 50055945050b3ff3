package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whoever published a task, or was served by it, says whether the work counts and for how long. Nobody judges themselves. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Verification {

    private static final Actor TIMER = () -> "system:task-closing";

    /**
     * An evaluation.
     *
     * @param minutes that count, absent for those that are shown
     * @param there true if staff say that they know the member was there, though nothing shows it
     */
    record Evaluation(
            Verdict verdict,
            @Nullable Integer minutes,
            @Nullable Integer stars,
            String text,
            boolean there) {}

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Claiming claiming;
    private final ExpectedPoints expected;
    private final Moves moves;
    private final Authority authority;
    private final OwnWork ownWork;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Verification(
            TaskMapper tasks,
            ClaimMapper claims,
            Claiming claiming,
            ExpectedPoints expected,
            Moves moves,
            Authority authority,
            OwnWork ownWork,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.claiming = claiming;
        this.expected = expected;
        this.moves = moves;
        this.authority = authority;
        this.ownWork = ownWork;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Passes the work with so many minutes. */
    Claim verify(Staff staff, long claimId, int minutes) {
        return evaluate(staff, claimId, new Evaluation(Verdict.PASS, minutes, null, "", false));
    }

    /**
     * Passes the work of all these claims of a task for the minutes that are shown. All of them, or none.
     *
     * @return how many
     * @throws NotFound if one of them is not of this task
     * @throws Refusal as for one
     */
    int passAll(Staff staff, long taskId, List<Long> claimIds) {
        var all = claimIds.stream().distinct().sorted().toList();
        for (long id : all) {
            if (theirs(staff, id).taskId() != taskId) {
                throw new NotFound();
            }
            evaluate(staff, id, new Evaluation(Verdict.PASS, null, null, "", false));
        }
        return all.size();
    }

    /** Says that the work does not count, and why. */
    Claim reject(Staff staff, long claimId, String reason) {
        return evaluate(staff, claimId, new Evaluation(Verdict.FAIL, null, null, reason, false));
    }

    /**
     * Evaluates the work of a claim; the points follow from it by the rules, once.
     *
     * @throws NotFound if there is no such claim where the staff member may verify
     * @throws Authority.NotAllowed if the staff member may verify nowhere
     * @throws OwnWork.Own if the claim is the staff member's own
     * @throws BadInput if the minutes are none or more than planned, the stars are not 1 to 5, or a reason is lacking
     * @throws NotBegun if nobody can have served yet
     * @throws StillServing if the member is still at it and nobody says how long it was
     * @throws NotToVerify if nothing was done yet, or the claim was settled before
     * @throws Claiming.TimeConflict if the member is said to have been there while another task of theirs was on
     */
    Claim evaluate(Staff staff, long claimId, Evaluation evaluation) {
        var claim = theirs(staff, claimId);
        var task = tasks.find(claim.taskId()).orElseThrow();
        if (evaluation.verdict() != Verdict.FAIL
                && evaluation.minutes() == null
                && claim.stillServing(task, clock.instant())) {
            throw new StillServing();
        }
        if (evaluation.there() && !claim.status().toEvaluate()) {
            claim = confirmed(staff, claim, task);
        } else if (evaluation.there() && claim.shown().equals("D")) {
            claims.confirmLater(claim.id());
            claim = claims.find(claimId).orElseThrow();
        }
        return judged(staff, claim, task, evaluation, claim.shown());
    }

    /** Staff know that somebody was there who did not check in: noted, with the grade for it. */
    private Claim confirmed(Staff staff, Claim claim, VolunteerTask task) {
        boolean open = claim.status() == ClaimStatus.CLAIMED || claim.status() == ClaimStatus.NO_SHOW_PENDING;
        if (!open || !task.startedAt(clock.instant())) {
            throw open ? new NotBegun(task) : new NotToVerify();
        }
        claiming.refuseMovedOntoAnother(claim, task);
        if (claims.submit(claim.id(), claim.status(), null, null, Evidence.STAFF_LATER, task.version(), clock.instant())
                == 0) {
            throw new NotToVerify();
        }
        moves.claim(staff, claim.id(), claim.status(), ClaimStatus.SUBMITTED, Evidence.STAFF_LATER.title());
        return claims.find(claim.id()).orElseThrow();
    }

    /**
     * The resident who was served evaluates, and it is over with that.
     *
     * @throws NotFound if the resident asked for no such task
     * @throws NotBegun if nobody can have served yet
     * @throws NotToVerify if there is nothing to evaluate, or it was done before
     * @throws BadInput if the stars are not 1 to 5, or a reason is lacking
     */
    Claim evaluate(Resident served, long taskId, Evaluation evaluation) {
        var task = tasks.find(taskId)
                .filter(found -> found.servedResidentId() != null && found.servedResidentId() == served.id())
                .orElseThrow(NotFound::new);
        var claim = claims.liveOfTask(taskId).stream()
                .filter(found -> found.status().toEvaluate())
                .findFirst()
                .orElseThrow(NotToVerify::new);
        if (claim.residentId() == served.id()) {
            throw new OwnWork.Own();
        }
        return judged(served, claim, task, evaluation, claim.shown());
    }

    /** Nobody answered: settled for what is shown, a grade lower. Leaves alone what was evaluated meanwhile. */
    void unanswered(Claim seen) {
        var claim = claims.find(seen.id()).orElseThrow();
        if (claim.status().toEvaluate()) {
            var task = tasks.find(claim.taskId()).orElseThrow();
            judged(
                    TIMER,
                    claim,
                    task,
                    new Evaluation(Verdict.UNANSWERED, null, null, "", false),
                    Evidence.lower(claim.shown()));
        }
    }

    private Claim judged(Actor by, Claim claim, VolunteerTask task, Evaluation evaluation, String grade) {
        if (!task.startedAt(clock.instant())) {
            throw new NotBegun(task);
        }
        refuseBad(evaluation, task);
        if (!claim.status().toEvaluate()
                || claims.evaluate(
                                claim.id(),
                                claim.status(),
                                evaluation.verdict(),
                                evaluation.stars(),
                                evaluation.text().isEmpty() ? null : evaluation.text())
                        == 0) {
            throw new NotToVerify();
        }
        moves.claim(
                by,
                claim.id(),
                claim.status(),
                ClaimStatus.EVALUATED,
                evaluation.verdict().title());
        if (evaluation.verdict() == Verdict.FAIL) {
            fail(by, claim, task, evaluation.text());
        } else {
            settle(by, claim, task, grade, minutes(claim, task, evaluation));
        }
        return claims.find(claim.id()).orElseThrow();
    }

    private static void refuseBad(Evaluation evaluation, VolunteerTask task) {
        var minutes = evaluation.minutes();
        if (minutes != null && (minutes < 1 || minutes > task.plannedMinutes())) {
            throw new BadInput("服务时长应在 1 到 %d 分钟之间，不能超过任务的计划时长。".formatted(task.plannedMinutes()));
        }
        var stars = evaluation.stars();
        if (stars != null && (stars < 1 || stars > 5)) {
            throw new BadInput("星级应在 1 到 5 之间。");
        }
        if (evaluation.verdict() == Verdict.FAIL && evaluation.text().isBlank()) {
            throw new BadInput("未通过要写明原因。");
        }
    }

    /** Part of the work, where nobody says how much, is half of it. */
    private int minutes(Claim claim, VolunteerTask task, Evaluation evaluation) {
        var minutes = evaluation.minutes();
        if (minutes != null) {
            return minutes;
        }
        int served = claim.servedMinutes(task, clock.instant());
        return evaluation.verdict() == Verdict.PART ? Math.max(1, served / 2) : served;
    }

    private void settle(Actor by, Claim claim, VolunteerTask task, String grade, int minutes) {
        var worth = expected.expected(new ExpectedPoints.Planned(
                task.communityId(), task.kind().name(), minutes, grade, claim.servedFrom(task), task.emergency()));
        if (claims.settle(claim.id(), grade, minutes, worth.points(), by.actorKey(), clock.instant()) == 0) {
            throw new NotToVerify();
        }
        moves.claim(by, claim.id(), ClaimStatus.EVALUATED, ClaimStatus.SETTLED, grade + " 级");
        audit.record(
                by,
                claim.communityId(),
                "task.verify",
                "claim:" + claim.id(),
                "核实 %d 分钟，%s 级，预计 %d 分。".formatted(minutes, grade, worth.points()));
        events.publishEvent(new TaskVerified(
                claim.id(),
                task.id(),
                claim.residentId(),
                claim.communityId(),
                task.title(),
                minutes,
                worth.points(),
                claim.evidence() == null ? "" : claim.evidence(),
                worth.rule(),
                worth.arithmetic(),
                task.kind().name(),
                grade,
                claim.servedFrom(task),
                task.emergency()));
    }

    private void fail(Actor by, Claim claim, VolunteerTask task, String reason) {
        if (claims.reject(claim.id(), by.actorKey(), clock.instant()) == 0) {
            throw new NotToVerify();
        }
        // A resident's words are kept where they can be deleted, and only there.
        var noted = by instanceof Resident ? "由被服务的居民评价" : reason;
        moves.claim(by, claim.id(), ClaimStatus.EVALUATED, ClaimStatus.REJECTED, noted);
        audit.record(by, claim.communityId(), "task.reject", "claim:" + claim.id(), "未通过：" + noted);
        events.publishEvent(new ClaimDropped(
                claim.id(), task.id(), claim.residentId(), claim.communityId(), task.title(), "REJECTED", noted));
    }

    /**
     * Takes work back that turned out not to be true. The claim stays to be seen; its points are reversed.
     *
     * @throws NotFound if there is no such claim where the staff member may verify
     * @throws Authority.NotAllowed if the staff member may verify nowhere
     * @throws OwnWork.Own if the claim is the staff member's own
     * @throws NotToRevoke if it was not settled, or was taken back before
     */
    Claim revoke(Staff staff, long claimId, String reason) {
        var claim = theirs(staff, claimId);
        var task = tasks.find(claim.taskId()).orElseThrow();
        if (claims.revoke(claimId, staff.actorKey(), reason, clock.instant()) == 0) {
            throw new NotToRevoke();
        }
        moves.claim(staff, claimId, ClaimStatus.SETTLED, ClaimStatus.REVOKED, reason);
        audit.record(staff, claim.communityId(), "task.revoke", "claim:" + claimId, "撤销：" + reason);
        events.publishEvent(
                new ClaimRevoked(claimId, task.id(), claim.residentId(), claim.communityId(), task.title(), reason));
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

    static final class StillServing extends Refusal {
        StillServing() {
            super(HttpStatus.CONFLICT, "still-serving", "党员还在服务中，签退或任务结束后再核实；要提前核实，请写明服务的分钟数。");
        }
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

    static final class NotToRevoke extends Refusal {
        NotToRevoke() {
            super(HttpStatus.CONFLICT, "claim-not-to-revoke", "这条认领没有结算，或已经撤销，请刷新后再看。");
        }
    }
}
