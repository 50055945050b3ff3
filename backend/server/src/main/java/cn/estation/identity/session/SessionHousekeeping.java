package cn.estation.identity.session;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionHousekeeping {

    /** Codes of WeChat live for five minutes; a day is ample. */
    private static final Duration CODES = Duration.ofDays(1);

    private static final Duration ENDED_SESSIONS = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> forgetResidentSessions(SessionMapper sessions, Clock clock) {
        return Tasks.recurring("identity-forget-sessions", FixedDelay.ofHours(1))
                .execute((instance, context) -> {
                    while (sessions.forgetBefore(clock.instant().minus(ENDED_SESSIONS)) > 0) {
                        // Small bites, so that nobody waits behind the clean-up.
                    }
                    while (sessions.forgetCodesBefore(clock.instant().minus(CODES)) > 0) {
                        // As above.
                    }
                });
    }
}
