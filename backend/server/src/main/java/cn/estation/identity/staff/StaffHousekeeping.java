package cn.estation.identity.staff;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StaffHousekeeping {

    private static final Duration ENDED_SESSIONS = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> forgetStaffSessions(StaffSessionMapper sessions, AttemptMapper attempts, Clock clock) {
        return Tasks.recurring("identity-forget-staff-sessions", FixedDelay.ofHours(1))
                .execute((instance, context) -> {
                    while (sessions.forgetBefore(clock.instant().minus(ENDED_SESSIONS)) > 0) {
                        // Small bites, so that nobody waits behind the clean-up.
                    }
                    while (attempts.forgetBefore(clock.instant()) > 0) {
                        // As above.
                    }
                });
    }
}
