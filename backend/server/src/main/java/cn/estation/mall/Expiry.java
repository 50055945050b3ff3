package cn.estation.mall;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends redemptions nobody collected in time, each in a transaction of its own. */
@Service
class Expiry {

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

    void expireWhatIsDue() {
        redemptions
                .due(clock.instant(), BATCH)
                .forEach(id -> transaction.executeWithoutResult(status -> returning.expire(id)));
        redemptions.forgetWrongCodes(clock.instant().minus(Duration.ofDays(1)));
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
