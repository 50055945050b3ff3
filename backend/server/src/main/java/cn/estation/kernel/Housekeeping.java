package cn.estation.kernel;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.IncompleteEventPublications;

@Configuration(proxyBeanMethods = false)
class Housekeeping {

    /** Long enough that every retry of a phone that was off over a holiday still finds its answer. */
    private static final Duration KEPT = Duration.ofDays(10);

    @Bean
    RecurringTask<Void> forgetIdempotencyKeys(IdempotencyMapper keys, Clock clock) {
        return Tasks.recurring("kernel-forget-idempotency-keys", FixedDelay.ofHours(1))
                .execute((instance, context) -> {
                    while (keys.forgetBefore(clock.instant().minus(KEPT)) > 0) {
                        // Small bites, so that no command waits behind the clean-up.
                    }
                });
    }

    /** What a listener could not do, because the database was busy or a node died, is tried again within a minute. */
    @Bean
    RecurringTask<Void> deliverEventsAgain(IncompleteEventPublications publications) {
        return Tasks.recurring("kernel-deliver-events-again", FixedDelay.ofSeconds(20))
                .execute((instance, context) ->
                        publications.resubmitIncompletePublicationsOlderThan(Duration.ofSeconds(20)));
    }
}
