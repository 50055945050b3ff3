package cn.estation.chat.talk;

import cn.estation.identity.ResidentForgotten;
import cn.estation.wechat.AuthorizationCancelled;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Forgets in time, and whom it is told to forget. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatSettings.class)
class ChatMemory {

    @Bean
    RecurringTask<Void> forgetConversations(ConversationMapper conversations, Clock clock) {
        return Tasks.recurring("chat-forget", FixedDelay.ofHours(1)).execute((instance, context) -> {
            while (conversations.forgetExpired(clock.instant()) > 0) {
                // Small bites.
            }
        });
    }

    @Component
    static class Forgetting {

        private final Persons persons;
        private final Conversations conversations;

        Forgetting(Persons persons, Conversations conversations) {
            this.persons = persons;
            this.conversations = conversations;
        }

        @ApplicationModuleListener
        void on(AuthorizationCancelled event) {
            conversations.forget(persons.of(event.app(), event.openid()));
        }

        @ApplicationModuleListener
        void on(ResidentForgotten event) {
            conversations.forget(persons.of(event.residentId()));
        }
    }
}
