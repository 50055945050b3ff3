package cn.estation.chat.miss;

import cn.estation.chat.talk.Persons;
import cn.estation.identity.ResidentForgotten;
import cn.estation.kernel.Ids;
import cn.estation.wechat.AuthorizationCancelled;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Forgets misses in time, and those of whom it is told to forget. */
@Configuration(proxyBeanMethods = false)
class MissMemory {

    private static final Duration KEPT = Duration.ofDays(365);

    @Bean
    RecurringTask<Void> forgetMisses(MissMapper misses, Clock clock) {
        return Tasks.recurring("chat-forget-misses", FixedDelay.ofHours(1)).execute((instance, context) -> {
            while (misses.forgetBefore(Ids.floor(clock.instant().minus(KEPT))) > 0) {
                // Small bites.
            }
        });
    }

    @Component
    static class Forgetting {

        private final Persons persons;
        private final MissMapper misses;

        Forgetting(Persons persons, MissMapper misses) {
            this.persons = persons;
            this.misses = misses;
        }

        @ApplicationModuleListener
        void on(AuthorizationCancelled event) {
            misses.forget(persons.of(event.app(), event.openid()));
        }

        @ApplicationModuleListener
        void on(ResidentForgotten event) {
            misses.forget(persons.of(event.residentId()));
        }
    }
}
