package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Staff write tasks, publish them and take them off. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Publishing {

    private static final Duration LONGEST = Duration.ofHours(24);

    /** What a task says, before it has an id. */
    record Draft(
            long communityId,
            String title,
            String description,
            String place,
            Instant startsAt,
            Instant endsAt,
            int places,
            PointsRule pointsRule,
            int points) {}

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Authority authority;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Publishing(
            TaskMapper tasks,
            ClaimMapper claims,
            Authority authority,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.authority = authority;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Writes a draft that only staff see.
     *
     * @throws NotFound if the community is not the staff member's
     * @throws Authority.NotAllowed if the staff member may publish nowhere
     * @throws BadInput if the times make no sense
     */
    VolunteerTask draft(Staff staff, Draft draft) {
        authority.require(staff, Permission.PUBLISH_TASKS, draft.communityId());
        refuseBadTimes(draft);
        var task = add(staff, draft, null);
        audit.record(staff, draft.communityId(), "task.draft", "task:" + task.id(), "拟定“" + draft.title() + "”。");
        return task;
    }

    /** Adds a draft on behalf of whoever is named, with the code it has in a district file. */
    VolunteerTask add(Actor by, Draft draft, @Nullable String code) {
        var now = clock.instant();
        var task = new VolunteerTask(
                ids.next(),
                draft.communityId(),
                code,
                draft.title(),
                draft.description(),
                draft.place(),
                draft.startsAt(),
                draft.endsAt(),
                draft.places(),
                0,
                draft.pointsRule(),
                draft.points(),
                TaskStatus.DRAFT,
                by.actorKey(),
                now);
        tasks.insert(task);
        record(by, task.id(), null, TaskStatus.DRAFT, "");
        return task;
    }

    /**
     * Changes a draft. Once published, a task is what members have agreed to and stays as it is.
     *
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws NotADraft if it was published or taken off
     * @throws BadInput if the times make no sense
     */
    void redraft(Staff staff, long taskId, Draft draft) {
        var task = theirs(staff, taskId);
        refuseBadTimes(draft);
        var changed = new VolunteerTask(
                taskId,
                task.communityId(),
                task.code(),
                draft.title(),
                draft.description(),
                draft.place(),
                draft.startsAt(),
                draft.endsAt(),
                draft.places(),
                0,
                draft.pointsRule(),
                draft.points(),
                task.status(),
                task.createdBy(),
                task.createdAt());
        if (tasks.redraft(changed) == 0) {
            throw new NotADraft();
        }
        audit.record(staff, task.communityId(), "task.redraft", "task:" + taskId, "修改草稿“" + draft.title() + "”。");
    }

    /**
     * Lets members claim a task from now on.
     *
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws NotADraft if it was published before, was taken off, or its time has passed
     */
    void publish(Staff staff, long taskId) {
        var task = theirs(staff, taskId);
        publish((Actor) staff, task);
        audit.record(staff, task.communityId(), "task.publish", "task:" + taskId, "发布“" + task.title() + "”。");
    }

    void publish(Actor by, VolunteerTask task) {
        if (tasks.publish(task.id(), clock.instant()) == 0) {
            throw new NotADraft();
        }
        record(by, task.id(), TaskStatus.DRAFT, TaskStatus.DRAFT.to(TaskStatus.PUBLISHED), "");
        events.publishEvent(new TaskPublished(
                task.id(), task.communityId(), task.title(), task.place(), task.startsAt(), task.endsAt()));
    }

    /**
     * Takes a task off and releases everybody who claimed it.
     *
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws NotToCancel if it was taken off or settled before
     * @throws UnderWay if somebody has checked in: their work is verified or rejected instead
     */
    void cancel(Staff staff, long taskId, String reason) {
        var task = theirs(staff, taskId);
        cancel((Actor) staff, task, reason);
        audit.record(staff, task.communityId(), "task.cancel", "task:" + taskId, "取消：" + reason);
    }

    void cancel(Actor by, VolunteerTask task, String reason) {
        if (!task.status().successors().contains(TaskStatus.CANCELLED) || tasks.cancel(task.id(), task.status()) == 0) {
            throw new NotToCancel();
        }
        // With the task's row in hand nobody can claim any more; whoever claimed before is seen here.
        if (claims.beyondClaimed(task.id()) > 0) {
            throw new UnderWay();
        }
        claims.idsOfTask(task.id(), ClaimStatus.CLAIMED).forEach(claim -> release(by, task, claim, reason));
        record(by, task.id(), task.status(), TaskStatus.CANCELLED, reason);
    }

    private void release(Actor by, VolunteerTask task, long claimId, String reason) {
        if (claims.move(claimId, ClaimStatus.CLAIMED, ClaimStatus.CLAIMED.to(ClaimStatus.CANCELLED)) == 0) {
            // Checked in since the look above.
            throw new UnderWay();
        }
        var claim = claims.find(claimId).orElseThrow();
        claims.record(new ClaimMapper.Move(
                ids.next(),
                claimId,
                ClaimStatus.CLAIMED,
                ClaimStatus.CANCELLED,
                by.actorKey(),
                reason,
                clock.instant()));
        events.publishEvent(new ClaimDropped(
                claimId, task.id(), claim.residentId(), task.communityId(), task.title(), "CANCELLED", reason));
    }

    private VolunteerTask theirs(Staff staff, long taskId) {
        authority.require(staff, Permission.PUBLISH_TASKS);
        var task = tasks.find(taskId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.PUBLISH_TASKS, task.communityId());
        return task;
    }

    private void refuseBadTimes(Draft draft) {
        if (!draft.endsAt().isAfter(draft.startsAt())) {
            throw new BadInput("结束时间应晚于开始时间。");
        }
        if (Duration.between(draft.startsAt(), draft.endsAt()).compareTo(LONGEST) > 0) {
            throw new BadInput("一项任务最长 24 小时，更长的请分成几项。");
        }
        if (!draft.endsAt().isAfter(clock.instant())) {
            throw new BadInput("任务时间已经过去，请重新填写。");
        }
    }

    private void record(Actor by, long taskId, @Nullable TaskStatus from, TaskStatus to, String reason) {
        tasks.record(new TaskMapper.Move(ids.next(), taskId, from, to, by.actorKey(), reason, clock.instant()));
    }

    static final class NotADraft extends Refusal {
        NotADraft() {
            super(HttpStatus.CONFLICT, "task-not-a-draft", "任务已发布、已取消或时间已过，不能再改或发布。");
        }
    }

    static final class NotToCancel extends Refusal {
        NotToCancel() {
            super(HttpStatus.CONFLICT, "task-not-to-cancel", "任务已取消或已结项。");
        }
    }

    static final class UnderWay extends Refusal {
        UnderWay() {
            super(HttpStatus.CONFLICT, "task-under-way", "已有党员签到，不能取消；请核实他们的服务，或退回并说明原因。");
        }
    }
}
