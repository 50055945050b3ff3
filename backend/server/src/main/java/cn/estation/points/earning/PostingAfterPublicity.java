package cn.estation.points.earning;

import cn.estation.kernel.Actor;
import cn.estation.kernel.Time;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.Clock;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Posts scores that were shown long enough and that nobody's objection holds up, each in a transaction of its own. */
@Service
public class PostingAfterPublicity {

    private static final Logger log = LoggerFactory.getLogger(PostingAfterPublicity.class);
    private static final Actor TIMER = () -> "system:points-publicity";
    private static final int BATCH = 200;

    private final ScoreMapper mapper;
    private final Scores scores;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PostingAfterPublicity(ScoreMapper mapper, Scores scores, TransactionTemplate transaction, Clock clock) {
        this.mapper = mapper;
        this.scores = scores;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Posts whatever is due by now. Running twice posts nothing twice. */
    public void postWhatIsDue() {
        var now = clock.instant();
        long after = 0;
        for (var due = mapper.shownLongEnough(now, after, BATCH);
                !due.isEmpty();
                due = mapper.shownLongEnough(now, after, BATCH)) {
            due.forEach(this::post);
            after = due.getLast();
        }
    }

    private void post(long id) {
        try {
            transaction.executeWithoutResult(status -> scores.postIfPending(TIMER, id));
        } catch (PessimisticLockingFailureException busy) {
            log.info("score {} is busy and is posted with the next round", id);
        } catch (RuntimeException failure) {
            log.error("score {} is not posted", id, failure);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> postAfterPublicity(PostingAfterPublicity posting) {
            return Tasks.recurring(
                            "points-post-after-publicity",
                            new Daily(Time.CHINA, LocalTime.of(0, 5), LocalTime.of(6, 5), LocalTime.of(12, 5)))
                    .execute((instance, context) -> posting.postWhatIsDue());
        }
    }
}
