package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends what is over: claims nobody showed up for, and tasks on which all work is judged. */
@Service
class TaskClosing {

    /** How long staff and members have to mend a forgotten check-in before it counts as absence. */
    static final Duration GRACE = Duration.ofHours(48);

    private static final int BATCH = 100;
    private static final Actor TIMER = () -> "system:task-closing";

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    TaskClosing(
            TaskMapper tasks,
            ClaimMapper claims,
            AuditTrail audit,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Ends what is over by now, each in a transaction of its own; running twice changes nothing more. */
    void closeWhatIsOver() {
        var now = clock.instant();
        claims.neverCheckedIn(now.minus(GRACE), BATCH)
                .forEach(claim -> transaction.executeWithoutResult(status -> absent(claim, now)));
        tasks.doneWith(now, BATCH).forEach(task -> transaction.executeWithoutResult(status -> settle(task, now)));
    }

    private void absent(Claim claim, Instant now) {
        if (claims.move(claim.id(), ClaimStatus.CLAIMED, ClaimStatus.CLAIMED.to(ClaimStatus.ABSENT)) == 1) {
            claims.record(new ClaimMapper.Move(
                    ids.next(), claim.id(), ClaimStatus.CLAIMED, ClaimStatus.ABSENT, TIMER.actorKey(), "未签到", now));
            audit.record(TIMER, claim.communityId(), "task.absent", "claim:" + claim.id(), "任务结束两天后仍未签到。");
        }
    }

    private void settle(VolunteerTask task, Instant now) {
        if (tasks.move(task.id(), TaskStatus.PUBLISHED, TaskStatus.PUBLISHED.to(TaskStatus.SETTLED)) == 1) {
            tasks.record(new TaskMapper.Move(
                    ids.next(), task.id(), TaskStatus.PUBLISHED, TaskStatus.SETTLED, TIMER.actorKey(), "", now));
            audit.record(TIMER, task.communityId(), "task.settle", "task:" + task.id(), "全部核实，结项。");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> closeTasks(TaskClosing closing) {
            return Tasks.recurring("task-close-what-is-over", FixedDelay.ofMinutes(5))
                    .execute((instance, context) -> closing.closeWhatIsOver());
        }
    }
}
