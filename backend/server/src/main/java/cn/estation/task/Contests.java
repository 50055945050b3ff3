package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decides what members say of an absence. Not who published the task: they would judge their own note. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Contests {

    /** After so long without a decision it is shown to whoever looks after several communities too. */
    static final Duration OVERDUE = Duration.ofDays(7);

    /** After so long the absence is excused: nobody is to wait for ever for a decision that nobody takes. */
    static final Duration DEADLINE = Duration.ofDays(14);

    /** What can be found. */
    enum Outcome {
        /** There was a reason. */
        EXCUSED("情有可原，不计未到"),
        /** They were there: their work goes to evaluation. */
        SUBMITTED("其实到了，转去核实"),
        /** It stays an absence. */
        NO_SHOW("维持未到岗");

        private final String title;

        Outcome(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * One step of a contest.
     *
     * @param who the actor's key
     * @param words what they wrote, empty for nothing
     */
    record Step(Instant at, String who, String what, String words) {}

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
            task.askTheServed(claimId).ifPresent(events::publishEvent);
        }
        tell(staff, claim, task, outcome, reason);
        return claims.find(claimId).orElseThrow();
    }

    /** Nobody decided in time: in the member's favour. Leaves alone what was decided meanwhile. */
    void undecided(Actor timer, Claim seen) {
        if (claims.undecided(seen.id(), timer.actorKey(), clock.instant().minus(DEADLINE)) == 1) {
            var task = tasks.find(seen.taskId()).orElseThrow();
            tell(timer, seen, task, Outcome.EXCUSED, DEADLINE.toDays() + " 天内没有人裁定，按有利于本人处理");
        }
    }

    /** Writes down what was found and tells it. */
    private void tell(Actor by, Claim claim, VolunteerTask task, Outcome outcome, String reason) {
        var to = ClaimStatus.valueOf(outcome.name());
        moves.claim(by, claim.id(), ClaimStatus.CONTESTED, to, reason);
        audit.record(
                by,
                claim.communityId(),
                "task.decide-contest",
                "claim:" + claim.id(),
                "申诉裁定：%s。%s".formatted(to.title(), reason));
        events.publishEvent(new ContestDecided(
                claim.id(), task.id(), claim.residentId(), claim.communityId(), task.title(), outcome.name(), reason));
    }

    /**
     * What happened to each contested absence among these claims of one task: when it was noted, what the member said, who
     * decided how and why. The caller has seen to it that the reader may see the task.
     */
    @Transactional(readOnly = true)
    Map<Long, List<Step>> history(long taskId, List<Claim> held) {
        var said = held.stream()
                .filter(claim -> claim.contest() != null)
                .collect(Collectors.toMap(Claim::id, claim -> Objects.requireNonNull(claim.contest())));
        return claims.contests(taskId).stream()
                .collect(Collectors.groupingBy(
                        ClaimMapper.Move::claimId,
                        Collectors.mapping(
                                move -> step(move, said.getOrDefault(move.claimId(), "（已随注销删除）")),
                                Collectors.toList())));
    }

    private static Step step(ClaimMapper.Move move, String said) {
        return switch (move.toStatus()) {
            case NO_SHOW_PENDING -> new Step(move.movedAt(), move.movedBy(), "记为未签到", "任务结束仍没有签到，48 小时内可以申诉。");
            case CONTESTED -> new Step(move.movedAt(), move.movedBy(), "申诉", said);
            default ->
                new Step(
                        move.movedAt(),
                        move.movedBy(),
                        "裁定“%s”"
                                .formatted(
                                        Outcome.valueOf(move.toStatus().name()).title()),
                        move.reason());
        };
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
