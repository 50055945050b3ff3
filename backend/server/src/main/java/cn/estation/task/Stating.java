package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Refusal;
import cn.estation.media.Purpose;
import cn.estation.media.Uploads;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Members say themselves what they did: with or without having checked in, and why they could not come. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Stating {

    private static final int LONGEST = 500;

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Claiming claiming;
    private final Moves moves;
    private final Uploads uploads;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Stating(
            TaskMapper tasks,
            ClaimMapper claims,
            Claiming claiming,
            Moves moves,
            Uploads uploads,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.claiming = claiming;
        this.moves = moves;
        this.uploads = uploads;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Hands in what was done. Who did not check in has only their word for it (grade D).
     *
     * @param minutes of service, absent for what was planned or shown
     * @param photoId a picture of the resident's own, sent before; nobody has to send one, and it raises no grade
     * @throws cn.estation.kernel.NotFound if the picture is not theirs
     * @throws cn.estation.kernel.Refusal if the picture was refused, or is for something else
     * @throws NothingToState if the member has no claim that this could be said of, or said it before
     * @throws CheckIn.OutsideWindow if the task has not begun, or ended more than 48 hours ago
     * @throws Claiming.TimeConflict if the task was moved onto another task of the member
     * @throws BadInput if the text is empty or too long, or the minutes are more than planned
     */
    Claim state(Resident resident, long taskId, String text, @Nullable Integer minutes, @Nullable Long photoId) {
        var claim = claims.live(taskId, resident.id());
        var task = tasks.find(taskId).orElse(null);
        if (claim == null || task == null) {
            throw new NothingToState();
        }
        var words = words(text);
        if (minutes != null && (minutes < 1 || minutes > task.plannedMinutes())) {
            throw new BadInput("服务时长应在 1 到 %d 分钟之间。".formatted(task.plannedMinutes()));
        }
        var now = clock.instant();
        if (!task.startedAt(now)) {
            throw new CheckIn.OutsideWindow("任务还没有开始，开始以后再说明。");
        }
        if (now.isAfter(task.endsAt().plus(TaskClosing.GRACE))) {
            throw new CheckIn.OutsideWindow("任务结束已超过 48 小时，不能再说明。");
        }
        var from = claim.status();
        if (!from.successors().contains(ClaimStatus.SUBMITTED) || from == ClaimStatus.CONTESTED) {
            throw new NothingToState();
        }
        claiming.refuseMovedOntoAnother(claim, task);
        if (claims.submit(claim.id(), from, words, minutes, Evidence.OWN, task.version(), now) == 0) {
            throw new NothingToState();
        }
        if (photoId != null) {
            uploads.useOwn(resident, Purpose.TASK_WORK, "claim:" + claim.id(), claim.communityId(), photoId);
            claims.addPhoto(claim.id(), photoId);
        }
        if (from == ClaimStatus.CHECKED_IN) {
            claims.leaveByOwnWord(claim.id(), task.leftAt(now));
        }
        if (from == ClaimStatus.NO_SHOW_PENDING) {
            // When the task ended there was nothing to evaluate yet.
            task.askTheServed(claim.id()).ifPresent(events::publishEvent);
        }
        moves.claim(resident, claim.id(), from, ClaimStatus.SUBMITTED, "");
        audit.record(resident, claim.communityId(), "task.state", "claim:" + claim.id(), "提交服务说明。");
        return claims.find(claim.id()).orElseThrow();
    }

    /**
     * Contests that one did not come, within 48 hours.
     *
     * @throws NothingToContest if the member is not noted as absent from this task, or the time is over
     * @throws BadInput if the text is empty or too long
     */
    Claim contest(Resident resident, long taskId, String text) {
        var claim = claims.live(taskId, resident.id());
        var words = words(text);
        var now = clock.instant();
        if (claim == null || claims.contest(claim.id(), words, now.minus(TaskClosing.GRACE), now) == 0) {
            throw new NothingToContest();
        }
        moves.claim(resident, claim.id(), ClaimStatus.NO_SHOW_PENDING, ClaimStatus.CONTESTED, "");
        audit.record(resident, claim.communityId(), "task.contest", "claim:" + claim.id(), "对未到岗提出申诉。");
        return claims.find(claim.id()).orElseThrow();
    }

    private static String words(String text) {
        var words = text.strip();
        if (words.isEmpty() || words.length() > LONGEST || !CleanText.isClean(words)) {
            throw new BadInput("请写明情况，不超过 500 字。");
        }
        return words;
    }

    static final class NothingToState extends Refusal {
        NothingToState() {
            super(HttpStatus.CONFLICT, "nothing-to-state", "这项任务没有需要您说明的，或您已经说明过。");
        }
    }

    static final class NothingToContest extends Refusal {
        NothingToContest() {
            super(HttpStatus.CONFLICT, "nothing-to-contest", "没有可以申诉的未到记录，或 48 小时的申诉时间已过。");
        }
    }
}
