package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DueWork;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/**
 * Moves tasks and claims on as their times pass. Every statement names the state it moves from, so it does not matter how often
 * this runs, how late, or on how many nodes.
 */
@Service
class TaskClosing {

    /** How long members may contest an absence, or say what they did, before it counts. */
    static final Duration GRACE = Duration.ofHours(48);

    private static final int BATCH = 100;
    private static final Actor TIMER = () -> "system:task-closing";

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Publishing publishing;
    private final Queueing queue;
    private final Verification verification;
    private final Contests contests;
    private final Moves moves;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final DueWork dueWork;
    private final Clock clock;

    TaskClosing(
            TaskMapper tasks,
            ClaimMapper claims,
            Publishing publishing,
            Queueing queue,
            Verification verification,
            Contests contests,
            Moves moves,
            AuditTrail audit,
            ApplicationEventPublisher events,
            DueWork dueWork,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.publishing = publishing;
        this.queue = queue;
        this.verification = verification;
        this.contests = contests;
        this.moves = moves;
        this.audit = audit;
        this.events = events;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    /** Moves on what is due by now, each in a transaction of its own; running twice changes nothing more. */
    void closeWhatIsOver() {
        var now = clock.instant();
        var since = now.minus(GRACE);
        claims(after -> claims.expiredOffers(now, after, BATCH), queue::lapse);
        tasks(after -> tasks.atTheirMinimum(now, after, BATCH), this::countHeads);
        tasks(after -> tasks.signupOver(now, after, BATCH), task -> move(task, TaskStatus.SIGNUP_CLOSED, "认领截止"));
        tasks(after -> tasks.begun(now, after, BATCH), task -> begin(task, now));
        tasks(after -> tasks.ended(now, after, BATCH), task -> end(task, now));
        claims(after -> claims.stillIn(now.minus(CheckIn.LEAVING), after, BATCH), this::leave);
        claims(after -> claims.neverExplained(since, after, BATCH), claim -> absent(claim, since));
        claims(
                after -> claims.neverDecided(now.minus(Contests.DEADLINE), after, BATCH),
                claim -> contests.undecided(TIMER, claim));
        claims(after -> claims.unanswered(now, TaskSettings.EVALUATION_DAYS, after, BATCH), verification::unanswered);
        tasks(after -> tasks.doneWith(now, after, BATCH), task -> move(task, TaskStatus.SETTLED, ""));
    }

    private void claims(Function<Long, List<Claim>> due, Consumer<Claim> step) {
        dueWork.each("move claim on", 0L, due, Claim::id, step);
    }

    private void tasks(Function<Long, List<VolunteerTask>> due, Consumer<VolunteerTask> step) {
        dueWork.each("move task on", 0L, due, VolunteerTask::id, step);
    }

    private void move(VolunteerTask task, TaskStatus to, String reason) {
        if (tasks.move(task.id(), task.status(), task.status().to(to)) == 1) {
            moves.task(TIMER, task.id(), task.status(), to, reason);
            audit.record(TIMER, task.communityId(), "task.move", "task:" + task.id(), to.title() + "。");
        }
    }

    /** Too few by the agreed moment: the task is off. An offered place is not somebody who comes. */
    private void countHeads(VolunteerTask seen) {
        var task = tasks.hold(seen.id());
        if (task == null || task.minimumMet() || task.status() == TaskStatus.CANCELLED) {
            return;
        }
        int coming = claims.count(task.id(), ClaimStatus.CLAIMED);
        if (coming >= task.minimum()) {
            tasks.minimumMet(task.id());
            return;
        }
        var reason = "认领 %d 人，不足最少 %d 人，自动取消".formatted(coming, task.minimum());
        publishing.cancel(TIMER, task, reason);
        audit.record(TIMER, task.communityId(), "task.cancel", "task:" + task.id(), reason + "。");
    }

    private void begin(VolunteerTask seen, Instant now) {
        var task = tasks.hold(seen.id());
        boolean toCome =
                task != null && (task.status() == TaskStatus.PUBLISHED || task.status() == TaskStatus.SIGNUP_CLOSED);
        if (task != null && toCome && task.startedAt(now)) {
            queue.begun(task);
            move(task, TaskStatus.RUNNING, "");
        }
    }

    /** The planned end: who never came is asked, who waits goes home. Who is in has yet to leave. */
    private void end(VolunteerTask seen, Instant now) {
        var task = tasks.hold(seen.id());
        if (task == null || task.status() != TaskStatus.RUNNING) {
            return;
        }
        queue.over(task);
        for (var claim : claims.liveOfTask(task.id())) {
            if (claim.status() == ClaimStatus.CLAIMED) {
                miss(task, claim, now);
            }
        }
        move(task, TaskStatus.DONE, "");
        if (claims.liveOfTask(task.id()).stream()
                .anyMatch(claim -> claim.status().toEvaluate())) {
            task.askTheServed(0).ifPresent(events::publishEvent);
        }
    }

    /** Nothing showed when they left: they are checked out as of the planned end, never as of now. */
    private void leave(Claim claim) {
        var task = tasks.find(claim.taskId()).orElseThrow();
        if (claims.checkOutAtEnd(claim.id(), task.endsAt()) == 1) {
            moves.claim(TIMER, claim.id(), ClaimStatus.CHECKED_IN, ClaimStatus.AUTO_OUT, "到计划结束时间");
        }
    }

    private void miss(VolunteerTask task, Claim claim, Instant now) {
        if (claim.unconfirmed(task)) {
            if (claims.move(claim.id(), ClaimStatus.CLAIMED, ClaimStatus.EXCUSED) == 1) {
                moves.claim(TIMER, claim.id(), ClaimStatus.CLAIMED, ClaimStatus.EXCUSED, "任务改过，本人没有再确认");
                audit.record(TIMER, claim.communityId(), "task.excuse", "claim:" + claim.id(), "任务改过未再确认，不计未到。");
            }
        } else if (claims.miss(claim.id(), now) == 1) {
            moves.claim(TIMER, claim.id(), ClaimStatus.CLAIMED, ClaimStatus.NO_SHOW_PENDING, "没有签到");
            audit.record(TIMER, claim.communityId(), "task.miss", "claim:" + claim.id(), "任务结束仍未签到，48 小时内可申诉。");
            events.publishEvent(new ClaimMissed(
                    claim.id(), task.id(), claim.residentId(), claim.communityId(), task.title(), now.plus(GRACE)));
        }
    }

    private void absent(Claim claim, Instant since) {
        if (claims.finalNoShow(claim.id(), since) == 1) {
            moves.claim(TIMER, claim.id(), ClaimStatus.NO_SHOW_PENDING, ClaimStatus.NO_SHOW, "48 小时内没有说明");
            audit.record(TIMER, claim.communityId(), "task.absent", "claim:" + claim.id(), "未到岗，48 小时内没有申诉。");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> closeTasks(TaskClosing closing) {
            return Tasks.recurring("task-close-what-is-over", FixedDelay.ofMinutes(1))
                    .execute((instance, context) -> closing.closeWhatIsOver());
        }
    }
}
