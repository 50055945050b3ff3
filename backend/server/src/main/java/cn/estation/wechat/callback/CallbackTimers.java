package cn.estation.wechat.callback;

import cn.estation.wechat.WechatSettings;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CallbackTimers {

    @Bean
    RecurringTask<Void> finishWechatMessages(LeftBehind leftBehind) {
        return Tasks.recurring("wechat-finish-messages", FixedDelay.ofSeconds(10))
                .execute((instance, context) -> leftBehind.finish());
    }

    @Bean
    RecurringTask<Void> deleteWechatMessages(InboundMapper pushes, WechatSettings settings, Clock clock) {
        return Tasks.recurring("wechat-delete-messages", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> {
                    while (pushes.deleteBefore(clock.instant().minus(settings.messagesKept())) > 0) {
                        // Small bites, so that no callback waits behind the clean-up.
                    }
                });
    }
}
