package cn.estation.kernel;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.EstationTest;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class SchedulingTests {

    private static final String LEFT = "scheduling-tests-left";
    private static final String RUNNING = "scheduling-tests-running";

    private final DataSource database;
    private final JdbcClient rows;
    private final Clock clock;
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();

    @Autowired
    SchedulingTests(DataSource database, JdbcClient rows, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.clock = clock;
    }

    @BeforeEach
    @AfterEach
    void forget() {
        rows.sql("DELETE FROM scheduled_tasks WHERE task_name IN (:left, :running)")
                .param("left", LEFT)
                .param("running", RUNNING)
                .update();
    }

    /** Its node died, or the end of it could not be written; whatever it does is repeatable. */
    @Test
    void takesUpATimerThatNobodyRunsAnyMoreAndLeavesOneThatSomebodyRuns() {
        pickedBySomebodyElse(LEFT, Duration.ofSeconds(31));
        pickedBySomebodyElse(RUNNING, Duration.ofSeconds(1));
        var scheduling = new Scheduling(
                database,
                List.of(counting(LEFT, left), counting(RUNNING, running)),
                clock,
                true,
                Duration.ofMillis(50));
        scheduling.start();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> left.get() > 0);
        } finally {
            scheduling.stop();
        }
        assertThat(running).hasValue(0);
    }

    private static Task<?> counting(String name, AtomicInteger times) {
        return Tasks.recurring(name, FixedDelay.ofMinutes(5)).execute((instance, context) -> times.incrementAndGet());
    }

    private void pickedBySomebodyElse(String name, Duration silent) {
        var now = LocalDateTime.ofInstant(clock.instant(), UTC);
        rows.sql("""
                        INSERT INTO scheduled_tasks
                            (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                        VALUES (:name, 'recurring', :due, 1, 'somebody else', :heard, 1)""")
                .param("name", name)
                .param("due", now.minusMinutes(2))
                .param("heard", now.minus(silent))
                .update();
    }
}
