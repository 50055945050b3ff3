package cn.estation.points.earning;

import cn.estation.kernel.Actor;
import cn.estation.kernel.DueWork;
import cn.estation.kernel.Time;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.Clock;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/** Posts scores that were shown long enough and that nobody's objection holds up, each in a transaction of its own. */
@Service
public class PostingAfterPublicity {

    private static final Actor TIMER = () -> "system:points-publicity";
    private static final int BATCH = 200;

    private final ScoreMapper mapper;
    private final Scores scores;
    private final DueWork dueWork;
    private final Clock clock;

    PostingAfterPublicity(ScoreMapper mapper, Scores scores, DueWork dueWork, Clock clock) {
        this.mapper = mapper;
        this.scores = scores;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    /** Posts whatever is due by now. Running twice posts nothing twice. */
    public void postWhatIsDue() {
        var now = clock.instant();
        dueWork.each(
                "post score",
                0L,
                after -> mapper.shownLongEnough(now, after, BATCH),
                id -> id,
                id -> scores.postIfPending(TIMER, id));
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
