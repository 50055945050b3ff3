package cn.estation.mall.order;

import cn.estation.kernel.DueWork;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/** Ends redemptions nobody collected in time, each in a transaction of its own. */
@Service
class Expiry {

    private static final int BATCH = 100;

    private final RedemptionMapper redemptions;
    private final Returning returning;
    private final DueWork dueWork;
    private final Clock clock;

    Expiry(RedemptionMapper redemptions, Returning returning, DueWork dueWork, Clock clock) {
        this.redemptions = redemptions;
        this.returning = returning;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    /** Ends all that are past their time by now, however many those are. */
    void expireWhatIsDue() {
        var now = clock.instant();
        dueWork.each(
                "expire redemption",
                new RedemptionMapper.Due(0, Instant.EPOCH),
                after -> redemptions.due(now, after, BATCH),
                due -> due,
                due -> returning.expire(due.id()));
        redemptions.forgetWrongCodes(now.minus(Duration.ofDays(1)));
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
