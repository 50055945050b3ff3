package cn.estation.points.publicity;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.WaitingWork;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DueWork;
import cn.estation.kernel.Time;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.Clock;
import java.time.LocalTime;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/**
 * Objections that a community leaves unanswered: shown to the level above, where somebody may answer whose own score it is
 * not, and at last dismissed, each in a transaction of its own.
 */
@Service
class UnansweredObjections {

    private static final Actor TIMER = () -> "system:points-objections";
    private static final int BATCH = 200;

    private final ObjectionMapper objections;
    private final Objecting objecting;
    private final DueWork dueWork;
    private final Clock clock;

    UnansweredObjections(ObjectionMapper objections, Objecting objecting, DueWork dueWork, Clock clock) {
        this.objections = objections;
        this.objecting = objecting;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    /** Dismisses whatever is due by now. Running twice dismisses nothing twice. */
    void dismissWhatIsDue() {
        var until = clock.instant().minus(Objecting.DEADLINE);
        dueWork.each(
                "dismiss objection",
                0L,
                after -> objections.neverAnswered(until, after, BATCH),
                Objection::id,
                due -> objecting.unanswered(TIMER, due));
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        /** Each time a little before scores are posted, so that these are posted with the others. */
        @Bean
        RecurringTask<Void> dismissUnansweredObjections(UnansweredObjections unanswered) {
            return Tasks.recurring(
                            "points-dismiss-unanswered",
                            new Daily(Time.CHINA, LocalTime.MIDNIGHT, LocalTime.of(6, 0), LocalTime.of(12, 0)))
                    .execute((instance, context) -> unanswered.dismissWhatIsDue());
        }

        @Bean
        WaitingWork overdueObjections(ObjectionMapper objections, Authority authority, Clock clock) {
            return staff -> {
                var communities = authority.communityIdsFromAbove(staff, Permission.KEEP_POINTS);
                if (communities.isEmpty()) {
                    return Optional.empty();
                }
                long count = objections.openSince(communities, clock.instant().minus(Objecting.OVERDUE));
                return Optional.of(new WaitingWork.Waiting("积分异议逾期未答复", count, ObjectionPages.HOME, 35));
            };
        }
    }
}
