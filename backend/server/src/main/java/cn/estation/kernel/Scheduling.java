package cn.estation.kernel;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Timers and background jobs, kept in the database: each runs on one node at a time, and what a dying node left is taken
 * up by another. Every {@code Task} bean of any module is known here.
 */
@Component
public class Scheduling implements SmartLifecycle {

    /**
     * A timer whose node died, or whose end could not be written because the database was away, is free again after six of
     * these: what waits for it comes within a minute.
     */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED = 6;

    private final Scheduler scheduler;
    private final boolean enabled;

    Scheduling(
            DataSource database,
            List<Task<?>> tasks,
            Clock clock,
            @Value("${estation.timers:true}") boolean enabled,
            @Value("${estation.timers-poll:1s}") Duration poll) {
        var recurring = tasks.stream().filter(RecurringTask.class::isInstance).toList();
        var others = tasks.stream()
                .filter(task -> !(task instanceof RecurringTask<?>))
                .toList();
        var builder = Scheduler.create(database, others)
                .startTasks(
                        recurring.stream().map(task -> (RecurringTask<?>) task).toList())
                .clock(clock::instant)
                .pollingInterval(poll)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .alwaysPersistTimestampInUTC()
                .threads(3);
        this.scheduler = builder.build();
        this.enabled = enabled;
    }

    /** For one-time tasks that start now or at a set time. */
    public Scheduler client() {
        return scheduler;
    }

    @Override
    public void start() {
        if (enabled) {
            scheduler.start();
        }
    }

    @Override
    public void stop() {
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }
}
