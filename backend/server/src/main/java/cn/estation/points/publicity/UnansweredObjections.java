package cn.estation.points.publicity;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.WaitingWork;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Time;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.Clock;
import java.time.LocalTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Objections that a community leaves unanswered: shown to the level above, where somebody may answer whose own score it is
 * not, and at last dismissed, each in a transaction of its own.
 */
@Service
class UnansweredObjections {

    private static final Logger log = LoggerFactory.getLogger(UnansweredObjections.class);
    private static final Actor TIMER = () -> "system:points-objections";
    private static final int BATCH = 200;

    private final ObjectionMapper objections;
    private final Objecting objecting;
    private final TransactionTemplate transaction;
    private final Clock clock;

    UnansweredObjections(
            ObjectionMapper objections, Objecting objecting, TransactionTemplate transaction, Clock clock) {
        this.objections = objections;
        this.objecting = objecting;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Dismisses whatever is due by now. Running twice dismisses nothing twice. */
    void dismissWhatIsDue() {
        var until = clock.instant().minus(Objecting.DEADLINE);
        long after = 0;
        for (var due = objections.neverAnswered(until, after, BATCH);
                !due.isEmpty();
                due = objections.neverAnswered(until, after, BATCH)) {
            due.forEach(this::dismiss);
            after = due.getLast().id();
        }
    }

    private void dismiss(Objection due) {
        try {
            transaction.executeWithoutResult(status -> objecting.unanswered(TIMER, due));
        } catch (PessimisticLockingFailureException busy) {
            log.info("objection {} is busy and is dismissed with the next round", due.id());
        } catch (RuntimeException failure) {
            log.error("objection {} is not dismissed", due.id(), failure);
        }
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
