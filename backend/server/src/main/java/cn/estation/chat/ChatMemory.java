package cn.estation.chat;

import cn.estation.identity.ResidentForgotten;
import cn.estation.kernel.Ids;
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

    private static final Duration MISSES_KEPT = Duration.ofDays(365);

    @Bean
    RecurringTask<Void> forgetConversations(ConversationMapper conversations, MissMapper misses, Clock clock) {
        return Tasks.recurring("chat-forget", FixedDelay.ofHours(1)).execute((instance, context) -> {
            while (conversations.forgetExpired(clock.instant()) > 0) {
                // Small bites.
            }
            while (misses.forgetBefore(Ids.floor(clock.instant().minus(MISSES_KEPT))) > 0) {
                // Small bites.
            }
        });
    }

    @Component
    static class Forgetting {

        private final ChatBot bot;
        private final Conversations conversations;
        private final MissMapper misses;

        Forgetting(ChatBot bot, Conversations conversations, MissMapper misses) {
            this.bot = bot;
            this.conversations = conversations;
            this.misses = misses;
        }

        @ApplicationModuleListener
        void on(AuthorizationCancelled event) {
            forget(bot.personOf(event.app(), event.openid()));
        }

        @ApplicationModuleListener
        void on(ResidentForgotten event) {
            forget(bot.personOf(event.residentId()));
        }

        private void forget(String person) {
            conversations.forget(person);
            misses.forget(person);
        }
    }
}
