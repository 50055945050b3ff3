package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Resident;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
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
    static final int MOST_WITHDRAWALS = 2;

    static final int MOST_OPEN = 20;

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Eligibility eligibility;
    private final Queueing queue;
    private final Moves moves;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Claiming(
            TaskMapper tasks,
            ClaimMapper claims,
            Eligibility eligibility,
            Queueing queue,
            Moves moves,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.eligibility = eligibility;
        this.queue = queue;
        this.moves = moves;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes one place in a task, or the one that was offered to who waited.
     *
     * @throws NotFound if there is no such task, or only a draft of it
     * @throws NotOpen if the task was cancelled or is over, or it is not yet or no longer the time to claim
     * @throws cn.estation.kernel.Refusal {@code not-a-member} without an active registration with the task's community
     * @throws Eligibility.NotForYou if it is for members of another organisation, or one's own wish
     * @throws Eligibility.SkillNeeded if it wants a skill that the member did not name
     * @throws AlreadyClaimed if the member has a place, or waits for one
     * @throws TooManyClaims if the member gave this task back twice before, or has 20 tasks ahead
     * @throws TimeConflict if the member has another task at that time
     * @throws OfferOver if the place was kept for them and the time for that has passed
     * @throws Full if the last place is gone
     */
    Claim claim(Resident resident, long taskId) {
        var now = clock.instant();
        var task = seen(taskId);
        var mine = claims.live(taskId, resident.id());
        if (mine != null && mine.status() == ClaimStatus.OFFERED) {
            return accept(resident, task, mine, now);
        }
        if (!task.claimableAt(now)) {
            throw new NotOpen(task, now);
        }
        refuseIfRulesForbid(resident.id(), task, mine);
        if (task.full()) {
            throw new Full(task);
        }
        var claim = add(resident, task, ClaimStatus.CLAIMED, "认领“" + task.title() + "”。", now);
        announce(claim, task);
        // Last, because everybody who claims waits on this row.
        if (tasks.takePlace(taskId, task.version(), now) == 0) {
            throw whyNot(taskId, now);
        }
        return claim;
    }

    private Claim accept(Resident resident, VolunteerTask task, Claim offered, Instant now) {
        if (!task.status().on()) {
            throw new NotOpen(task, now);
        }
        eligibility.require(resident.id(), task);
        refuseConflict(resident.id(), task);
        if (claims.accept(offered.id(), task.version(), now) == 0) {
            throw new OfferOver();
        }
        moves.claim(resident, offered.id(), ClaimStatus.OFFERED, ClaimStatus.CLAIMED, "");
        audit.record(resident, task.communityId(), "task.accept", "claim:" + offered.id(), "接受候补名额。");
        announce(offered, task);
        return claims.find(offered.id()).orElseThrow();
    }

    /**
     * Waits for a place in a full task.
     *
     * @throws NotFound if there is no such task, or only a draft of it
     * @throws NotOpen as for a claim; once the task began nobody waits any more
     * @throws PlaceFree if there is a place to be had at once
     * @throws cn.estation.kernel.Refusal as for a claim
     */
    Claim wait(Resident resident, long taskId) {
        var now = clock.instant();
        var task = seen(taskId);
        if (!task.status().on() || task.startedAt(now) || task.opensAfter(now)) {
            throw new NotOpen(task, now);
        }
        refuseIfRulesForbid(resident.id(), task, claims.live(taskId, resident.id()));
        if (!task.full()) {
            throw new PlaceFree();
        }
        var claim = add(resident, task, ClaimStatus.WAITLISTED, "候补“" + task.title() + "”。", now);
        if (tasks.wait(taskId, task.version(), now) == 0) {
            var fresh = tasks.find(taskId).orElseThrow(NotFound::new);
            throw fresh.status().on() && !fresh.full() ? new PlaceFree() : new NotOpen(fresh, now);
        }
        return claim;
    }

    /**
     * Gives the place back before the task begins, or leaves the queue. After the deadline it is kept as late; after a
     * change that was not agreed to, or from the queue, nobody is to blame.
     *
     * @throws NoClaim if the member has no place that could be given back
     * @throws TooLate if the task began
     */
    Claim withdraw(Resident resident, long taskId) {
        var now = clock.instant();
        // The task first here: whoever cancels it or passes places on locks in this order too.
        var task = tasks.hold(taskId);
        var claim = task == null ? null : claims.live(taskId, resident.id());
        if (task == null || claim == null) {
            throw new NoClaim();
        }
        if (!claim.status().untouched()) {
            throw new TooLate();
        }
        boolean blameless = claim.status().waits() || claim.unconfirmed(task);
        var to =
                blameless || !now.isAfter(task.freeToLeaveUntil()) ? ClaimStatus.WITHDRAWN : ClaimStatus.LATE_WITHDRAWN;
        giveBack(resident, task, claim, to, blameless, "");
        return claims.find(claim.id()).orElseThrow();
    }

    private void giveBack(Actor by, VolunteerTask held, Claim claim, ClaimStatus to, boolean blameless, String reason) {
        boolean freed = claim.status() != ClaimStatus.WAITLISTED;
        if (freed ? tasks.givePlaceBack(held.id(), clock.instant()) == 0 : tasks.leaveQueue(held.id()) == 0) {
            throw new TooLate();
        }
        if (claims.withdraw(claim.id(), claim.status(), claim.status().to(to), blameless) == 0) {
            throw new TooLate();
        }
        moves.claim(by, claim.id(), claim.status(), to, reason);
        audit.record(by, claim.communityId(), "task.withdraw", "claim:" + claim.id(), to.title() + "。" + reason);
        if (freed) {
            queue.passOn(held);
        }
    }

    /**
     * Takes a place, or one in the queue, from somebody who may no longer have it. They are told and are not to blame. Once the
     * task has begun the place is not passed on, but their absence does not count. Whoever has come keeps what they have.
     *
     * @param reason for the member to read
     */
    void release(Actor by, long residentId, long taskId, String reason) {
        var task = tasks.hold(taskId);
        var claim = task == null ? null : claims.live(taskId, residentId);
        if (task == null || claim == null || !claim.status().untouched()) {
            return;
        }
        if (!task.startedAt(clock.instant())) {
            giveBack(by, task, claim, ClaimStatus.WITHDRAWN, true, reason);
        } else if (claims.move(claim.id(), ClaimStatus.CLAIMED, ClaimStatus.EXCUSED) == 1) {
            moves.claim(by, claim.id(), ClaimStatus.CLAIMED, ClaimStatus.EXCUSED, reason);
            audit.record(by, claim.communityId(), "task.excuse", "claim:" + claim.id(), reason + "，不计未到。");
        } else {
            return;
        }
        events.publishEvent(
                new ClaimDropped(claim.id(), taskId, residentId, task.communityId(), task.title(), "RELEASED", reason));
    }

    /**
     * Agrees to a task as it is now, after it was changed.
     *
     * @param version what the member has read
     * @throws NoClaim if the member has no place in it and does not wait for one
     * @throws ChangedAgain if it says something else by now
     * @throws cn.estation.kernel.Refusal {@code not-a-member} or {@code not-for-you} if they may no longer come to it
     * @throws TimeConflict if its new time is that of another task of the member
     */
    Claim confirm(Resident resident, long taskId, int version) {
        var task = seen(taskId);
        var claim = claims.live(taskId, resident.id());
        if (claim == null || !claim.status().untouched()) {
            throw new NoClaim();
        }
        if (task.version() != version) {
            throw new ChangedAgain();
        }
        if (claim.unconfirmed(task)) {
            eligibility.requireAudience(resident.id(), task);
            if (claim.status() == ClaimStatus.CLAIMED) {
                refuseConflict(resident.id(), task);
            }
            claims.agree(claim.id(), version);
            audit.record(
                    resident,
                    claim.communityId(),
                    "task.confirm",
                    "claim:" + claim.id(),
                    "确认修改后的任务（第 %d 版）。".formatted(version));
        }
        return claims.find(claim.id()).orElseThrow();
    }

    private Claim add(Resident resident, VolunteerTask task, ClaimStatus status, String done, Instant now) {
        var claim = Claim.of(ids.next(), task, resident.id(), status, now);
        claims.insert(claim);
        moves.claim(resident, claim.id(), null, status, "");
        var action = status == ClaimStatus.CLAIMED ? "task.claim" : "task.wait";
        audit.record(resident, task.communityId(), action, "claim:" + claim.id(), done);
        return claim;
    }

    private void announce(Claim claim, VolunteerTask task) {
        events.publishEvent(new TaskClaimed(
                claim.id(),
                task.id(),
                claim.residentId(),
                task.communityId(),
                task.title(),
                task.place(),
                task.startsAt(),
                task.endsAt()));
        var served = task.servedResidentId();
        if (served != null) {
            events.publishEvent(new WishMoved(task.id(), served, task.title(), "ADOPTED", claim.id(), ""));
        }
    }

    private VolunteerTask seen(long taskId) {
        return tasks.find(taskId).filter(found -> !found.status().unseen()).orElseThrow(NotFound::new);
    }

    private void refuseIfRulesForbid(
            long residentId, VolunteerTask task, @org.jspecify.annotations.Nullable Claim mine) {
        eligibility.require(residentId, task);
        if (mine != null) {
            throw new AlreadyClaimed(mine.status());
        }
        if (claims.withdrawals(task.id(), residentId) >= MOST_WITHDRAWALS) {
            throw new TooManyClaims("您已放弃过这项任务 %d 次，名额请留给其他人。".formatted(MOST_WITHDRAWALS));
        }
        if (claims.open(residentId) >= MOST_OPEN) {
            throw new TooManyClaims("您待参加的任务已有 %d 项，请先完成或放弃一些再认领。".formatted(MOST_OPEN));
        }
        refuseConflict(residentId, task);
    }

    /**
     * Whoever comes, or is said to have come, agrees to the task as it is now.
     *
     * @throws TimeConflict if it was moved onto another task of the member
     */
    void refuseMovedOntoAnother(Claim claim, VolunteerTask task) {
        if (claim.checkedInAt() == null && claim.unconfirmed(task)) {
            refuseConflict(claim.residentId(), task);
        }
    }

    /** @throws TimeConflict if something else of the resident is at that time */
    private void refuseConflict(long residentId, VolunteerTask task) {
        var other = claims.busy(residentId, task.startsAt(), task.endsAt(), task.id(), 1);
        if (!other.isEmpty()) {
            throw new TimeConflict(other.getFirst().title());
        }
    }

    private Refusal whyNot(long taskId, Instant now) {
        var task = tasks.find(taskId).orElseThrow(NotFound::new);
        if (!task.claimableAt(now)) {
            return new NotOpen(task, now);
        }
        return task.full() ? new Full(task) : new ChangedAgain();
    }

    static final class Full extends Refusal {
        Full(VolunteerTask task) {
            super(
                    HttpStatus.CONFLICT,
                    "task-full",
                    "“%s”名额已满，%s。"
                            .formatted(
                                    task.title(),
                                    task.waiting() == 0
                                            ? "可以候补，也可以看看其他任务"
                                            : "可以候补，前面还有 %d 人".formatted(task.waiting())));
        }
    }

    static final class NotOpen extends Refusal {
        NotOpen(VolunteerTask task, Instant now) {
            super(HttpStatus.CONFLICT, "task-not-open", "“%s”%s".formatted(task.title(), why(task, now)));
        }

        private static String why(VolunteerTask task, Instant now) {
            if (task.status() == TaskStatus.CANCELLED) {
                return "已取消。";
            }
            if (task.endedAt(now) || !task.status().on()) {
                return "已结束，不能再认领。";
            }
            return task.opensAfter(now) ? "还没到认领时间。" : "认领已经截止。";
        }
    }

    static final class AlreadyClaimed extends Refusal {
        AlreadyClaimed(ClaimStatus status) {
            super(
                    HttpStatus.CONFLICT,
                    "already-claimed",
                    status == ClaimStatus.WAITLISTED ? "您已在候补，有名额会通知您。" : "您已认领这项任务，不用重复认领。");
        }
    }

    static final class TooManyClaims extends Refusal {
        TooManyClaims(String sentence) {
            super(HttpStatus.CONFLICT, "too-many-claims", sentence);
        }
    }

    static final class TimeConflict extends Refusal {
        TimeConflict(String other) {
            super(HttpStatus.CONFLICT, "time-conflict", "与已认领的“%s”时间冲突。".formatted(other));
        }
    }

    static final class OfferOver extends Refusal {
        OfferOver() {
            super(HttpStatus.CONFLICT, "offer-over", "名额保留时间已过，已转给下一位；可以重新候补。");
        }
    }

    static final class PlaceFree extends Refusal {
        PlaceFree() {
            super(HttpStatus.CONFLICT, "place-free", "现在还有名额，请直接认领。");
        }
    }

    static final class ChangedAgain extends Refusal {
        ChangedAgain() {
            super(HttpStatus.CONFLICT, "task-changed", "任务刚刚改过，请看过新内容再确认。");
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
