package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.identity.Authority;
import cn.estation.identity.Members;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Staff write tasks, have them reviewed where the community wants it, publish them and take them off. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Publishing {

    private static final int CALLED_AT_ONCE = 200;

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final TaskSettings settings;
    private final DraftCheck check;
    private final Moves moves;
    private final Members members;
    private final Grid grid;
    private final Authority authority;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Publishing(
            TaskMapper tasks,
            ClaimMapper claims,
            TaskSettings settings,
            DraftCheck check,
            Moves moves,
            Members members,
            Grid grid,
            Authority authority,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.settings = settings;
        this.check = check;
        this.moves = moves;
        this.members = members;
        this.grid = grid;
        this.authority = authority;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Writes a draft that only staff see.
     *
     * @throws NotFound if the community, or the organisation it is for, is not there or not theirs
     * @throws Authority.NotAllowed if the staff member may publish nowhere
     * @throws BadInput if the times or numbers make no sense
     */
    VolunteerTask draft(Staff staff, TaskDraft draft) {
        authority.require(staff, Permission.PUBLISH_TASKS, draft.communityId());
        check.require(draft);
        var task = add(staff, draft, null);
        check.refusePassed(task);
        audit.record(staff, draft.communityId(), "task.draft", "task:" + task.id(), "拟定“" + draft.title() + "”。");
        return task;
    }

    /**
     * Writes one draft for each of these days after the first.
     *
     * @throws BadInput as for one, and if there are more than 60
     */
    List<VolunteerTask> series(Staff staff, TaskDraft first, List<Duration> later) {
        if (later.size() >= DraftCheck.LONGEST_SERIES) {
            throw new BadInput("一个系列最多 60 次，请把日期缩短一些。");
        }
        long series = ids.next();
        var all = new ArrayList<VolunteerTask>();
        for (var by : later) {
            all.add(draft(staff, first.later(by, series)));
        }
        return all;
    }

    /** Adds a draft on behalf of whoever is named, with the code it has in a district file. */
    VolunteerTask add(Actor by, TaskDraft draft, @Nullable String code) {
        var task = VolunteerTask.of(ids.next(), draft, code, by.actorKey(), clock.instant());
        tasks.insert(task);
        moves.task(by, task.id(), null, TaskStatus.DRAFT, "");
        return task;
    }

    /**
     * Changes a draft.
     *
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws NotADraft if it was submitted, published or taken off
     * @throws BadInput if the times or numbers make no sense, or it names another community
     */
    void redraft(Staff staff, long taskId, TaskDraft draft) {
        var task = theirs(staff, taskId);
        check.require(draft, task);
        var changed = VolunteerTask.of(taskId, draft, task.code(), task.createdBy(), task.createdAt());
        check.refusePassed(changed);
        if (tasks.redraft(changed) == 0) {
            throw new NotADraft();
        }
        audit.record(staff, task.communityId(), "task.redraft", "task:" + taskId, "修改草稿“" + draft.title() + "”。");
    }

    /**
     * Lets members claim a task from now on, or hands it to a second person where the community wants that.
     *
     * @return where it stands now
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws NotADraft if it was published before, was taken off, or its time has passed
     * @throws TimesPassed if it would be called off or closed at once
     */
    TaskStatus publish(Staff staff, long taskId) {
        var task = theirs(staff, taskId);
        refusePassed(task);
        if (settings.of(task.communityId()).reviewRequired()) {
            if (tasks.submit(taskId, staff.actorKey(), clock.instant()) == 0) {
                throw new NotADraft();
            }
            moves.task(staff, taskId, TaskStatus.DRAFT, TaskStatus.REVIEW, "");
            audit.record(staff, task.communityId(), "task.submit", "task:" + taskId, "提交审核“" + task.title() + "”。");
            return TaskStatus.REVIEW;
        }
        publish((Actor) staff, task);
        audit.record(staff, task.communityId(), "task.publish", "task:" + taskId, "发布“" + task.title() + "”。");
        return TaskStatus.PUBLISHED;
    }

    void publish(Actor by, VolunteerTask task) {
        if (tasks.publish(task.id(), by.actorKey(), clock.instant()) == 0) {
            throw new NotADraft();
        }
        published(by, task, TaskStatus.DRAFT);
    }

    private void published(Actor by, VolunteerTask task, TaskStatus from) {
        moves.task(by, task.id(), from, TaskStatus.PUBLISHED, "");
        events.publishEvent(new TaskPublished(
                task.id(), task.communityId(), task.title(), task.place(), task.startsAt(), task.endsAt()));
        wish(task, "PUBLISHED", 0, "");
        if (task.emergency()) {
            callUp(task);
        }
    }

    private void wish(VolunteerTask task, String how, long round, String reason) {
        var served = task.servedResidentId();
        if (served != null) {
            events.publishEvent(new WishMoved(task.id(), served, task.title(), how, round, reason));
        }
    }

    private void refusePassed(VolunteerTask task) {
        var now = clock.instant();
        var passed = task.passed(now);
        if (passed != null && !task.endedAt(now) && task.status().unseen()) {
            throw new TimesPassed(passed);
        }
    }

    /** Asks the members of the task's part of the community, or of the whole of it, to come. */
    private void callUp(VolunteerTask task) {
        Long part = task.cellId();
        var cell = grid.cell(part == null ? task.communityId() : part);
        long after = 0;
        for (var called = members.activeIn(cell, after, CALLED_AT_ONCE);
                !called.isEmpty();
                called = members.activeIn(cell, after, CALLED_AT_ONCE)) {
            events.publishEvent(new MembersCalledUp(
                    task.id(), task.communityId(), task.title(), task.place(), task.startsAt(), called));
            after = called.getLast();
        }
    }

    /**
     * Publishes what somebody else wrote and submitted. They may have taken it back and changed it meanwhile: then it is read
     * again first.
     *
     * @param seen the version that the staff member read
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws OwnDraft if the staff member wrote or submitted it
     * @throws NotInReview if it is not submitted, or its time has passed
     * @throws TimesPassed if it would be called off or closed at once
     * @throws NotSeen if it was changed since
     */
    void approve(Staff staff, long taskId, int seen) {
        var task = theirs(staff, taskId);
        if (task.status() == TaskStatus.REVIEW
                && (staff.actorKey().equals(task.submittedBy())
                        || staff.actorKey().equals(task.createdBy()))) {
            throw new OwnDraft();
        }
        refusePassed(task);
        if (tasks.approve(taskId, seen, staff.actorKey(), clock.instant()) == 0) {
            throw task.status() == TaskStatus.REVIEW && task.version() != seen ? new NotSeen() : new NotInReview();
        }
        published(staff, task, TaskStatus.REVIEW);
        audit.record(staff, task.communityId(), "task.approve", "task:" + taskId, "审核发布“" + task.title() + "”。");
    }

    /**
     * Gives it back to whoever wrote it, with the reason.
     *
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws NotInReview if it is not submitted
     */
    void sendBack(Staff staff, long taskId, String reason) {
        var task = theirs(staff, taskId);
        if (tasks.move(taskId, TaskStatus.REVIEW, TaskStatus.DRAFT) == 0) {
            throw new NotInReview();
        }
        moves.task(staff, taskId, TaskStatus.REVIEW, TaskStatus.DRAFT, reason);
        audit.record(staff, task.communityId(), "task.send-back", "task:" + taskId, "退回修改：" + reason);
    }

    /**
     * Closes the board for claims, or opens it again.
     *
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws NotToCancel if it is not on, or has begun
     * @throws ClaimTimeOver if it is to be opened though the time to claim that was announced is over
     */
    void closeSignup(Staff staff, long taskId, boolean closed) {
        var task = theirs(staff, taskId);
        var from = closed ? TaskStatus.PUBLISHED : TaskStatus.SIGNUP_CLOSED;
        var to = closed ? TaskStatus.SIGNUP_CLOSED : TaskStatus.PUBLISHED;
        var now = clock.instant();
        if (task.startedAt(now) || task.status() != from) {
            throw new NotToCancel();
        }
        // The timer would close it again within a minute.
        if (!closed && !task.closesAt().isAfter(now)) {
            throw new ClaimTimeOver();
        }
        if (tasks.move(taskId, from, to) == 0) {
            throw new NotToCancel();
        }
        moves.task(staff, taskId, from, to, "");
        audit.record(staff, task.communityId(), "task.signup", "task:" + taskId, closed ? "截止认领。" : "重新开放认领。");
    }

    /**
     * Takes a task off and releases everybody who claimed it or waits for it.
     *
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws NotToCancel if it was taken off or is over
     * @throws UnderWay if somebody has checked in: their work is evaluated instead
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
        for (var claim : claims.liveOfTask(task.id())) {
            release(by, task, claim, reason);
        }
        moves.task(by, task.id(), task.status(), TaskStatus.CANCELLED, reason);
        wish(task, "CANCELLED", 0, reason);
    }

    private void release(Actor by, VolunteerTask task, Claim seen, String reason) {
        var claim = seen;
        // An offer may be taken at this moment: then what was taken is released.
        while (claims.move(claim.id(), claim.status(), releasable(claim)) == 0) {
            claim = claims.find(claim.id()).orElseThrow();
        }
        moves.claim(by, claim.id(), claim.status(), ClaimStatus.CANCELLED, reason);
        events.publishEvent(new ClaimDropped(
                claim.id(), task.id(), claim.residentId(), task.communityId(), task.title(), "CANCELLED", reason));
    }

    private static ClaimStatus releasable(Claim claim) {
        if (!claim.status().untouched()) {
            throw new UnderWay();
        }
        return claim.status().to(ClaimStatus.CANCELLED);
    }

    /**
     * The task, if the staff member may publish there.
     *
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws Authority.NotAllowed if the staff member may publish nowhere
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    VolunteerTask theirs(Staff staff, long taskId) {
        authority.require(staff, Permission.PUBLISH_TASKS);
        var task = tasks.find(taskId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.PUBLISH_TASKS, task.communityId());
        return task;
    }

    static final class NotADraft extends Refusal {
        NotADraft() {
            super(HttpStatus.CONFLICT, "task-not-a-draft", "任务已提交、已发布、已取消或时间已过，不能再改或发布。");
        }
    }

    static final class NotInReview extends Refusal {
        NotInReview() {
            super(HttpStatus.CONFLICT, "task-not-in-review", "任务不在待审核，或时间已过，请刷新后再看。");
        }
    }

    static final class TimesPassed extends Refusal {
        TimesPassed(String sentence) {
            super(HttpStatus.CONFLICT, "task-times-passed", sentence);
        }
    }

    static final class NotSeen extends Refusal {
        NotSeen() {
            super(HttpStatus.CONFLICT, "task-not-seen", "任务在您打开后又改过，请重新看过再审核。");
        }
    }

    static final class OwnDraft extends Refusal {
        OwnDraft() {
            super(HttpStatus.CONFLICT, "own-draft", "您拟定或提交的任务，请另一位同事审核。");
        }
    }

    static final class NotToCancel extends Refusal {
        NotToCancel() {
            super(HttpStatus.CONFLICT, "task-not-to-cancel", "任务已取消、已开始或已结束，不能这样办理。");
        }
    }

    static final class ClaimTimeOver extends Refusal {
        ClaimTimeOver() {
            super(HttpStatus.CONFLICT, "claim-time-over", "认领截止时间已过，请先修改截止时间。");
        }
    }

    static final class UnderWay extends Refusal {
        UnderWay() {
            super(HttpStatus.CONFLICT, "task-under-way", "已有党员签到，不能取消；请核实他们的服务，或退回并说明原因。");
        }
    }
}
