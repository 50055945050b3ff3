package cn.estation.mall.order;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends redemptions nobody collected in time, each in a transaction of its own. */
@Service
class Expiry {

    private static final Logger log = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 100;

    private final RedemptionMapper redemptions;
    private final Returning returning;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Expiry(RedemptionMapper redemptions, Returning returning, TransactionTemplate transaction, Clock clock) {
        this.redemptions = redemptions;
        this.returning = returning;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Ends all that are past their time by now, however many those are. */
    void expireWhatIsDue() {
        var now = clock.instant();
        var done = new RedemptionMapper.Due(0, Instant.EPOCH);
        for (var due = redemptions.due(now, done, BATCH); !due.isEmpty(); due = redemptions.due(now, done, BATCH)) {
            due.forEach(one -> expire(one.id()));
            done = due.getLast();
        }
        redemptions.forgetWrongCodes(now.minus(Duration.ofDays(1)));
    }

    /** One that cannot be ended does not keep the others from it. */
    private void expire(long id) {
        try {
            transaction.executeWithoutResult(status -> returning.expire(id));
        } catch (PessimisticLockingFailureException busy) {
            log.info("redemption {} is busy and expires with the next round", id);
        } catch (RuntimeException failure) {
            log.error("redemption {} does not expire", id, failure);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> expireRedemptions(Expiry expiry) {
            return Tasks.recurring("mall-expire-redemptions", FixedDelay.ofMinutes(5))
                    .execute((instance, context) -> expiry.expireWhatIsDue());
        }
    }
}
