package cn.estation.chat.talk;

import cn.estation.identity.ResidentForgotten;
import cn.estation.wechat.AuthorizationCancelled;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Forgets in time, and whom it is told to forget. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatSettings.class)
class ChatMemory {

    private static final Duration LINES_KEPT = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> forgetConversations(ConversationMapper conversations, LineMapper lines, Clock clock) {
        return Tasks.recurring("chat-forget", FixedDelay.ofHours(1))
                .execute((instance, context) -> forget(conversations, lines, clock));
    }

    private static void forget(ConversationMapper conversations, LineMapper lines, Clock clock) {
        var old = clock.instant().minus(LINES_KEPT);
        while (conversations.forgetExpired(clock.instant()) > 0
                || conversations.deleteBefore(old) > 0
                || lines.deleteBefore(old) > 0) {
            // Small bites.
        }
    }

    @Component
    static class Forgetting {

        private final Persons persons;
        private final Conversations conversations;
        private final LineMapper lines;

        Forgetting(Persons persons, Conversations conversations, LineMapper lines) {
            this.persons = persons;
            this.conversations = conversations;
            this.lines = lines;
        }

        @ApplicationModuleListener
        void on(AuthorizationCancelled event) {
            forget(persons.of(event.app(), event.openid()));
        }

        @ApplicationModuleListener
        void on(ResidentForgotten event) {
            conversations.ofResident(event.residentId()).forEach(this::forget);
            forget(persons.of(event.residentId()));
        }

        private void forget(String person) {
            conversations.forget(person);
            lines.forget(person);
        }
    }
}
