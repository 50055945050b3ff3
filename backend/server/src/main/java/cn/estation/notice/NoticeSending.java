package cn.estation.notice;

import cn.estation.identity.Residents;
import cn.estation.kernel.Ids;
import cn.estation.wechat.MiniProgram;
import cn.estation.wechat.SendOutcome;
import cn.estation.wechat.WechatApp;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands lined-up messages to WeChat, outside of any transaction and each at most once: a delivery is claimed and that is
 * committed before WeChat is called. What was refused for a passing reason is tried again as a new attempt; what may have
 * arrived never is.
 */
@Service
class NoticeSending {

    private static final int BATCH = 50;
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final Duration LOST = Duration.ofMinutes(10);

    private static final SendOutcome NOWHERE_TO_SEND =
            new SendOutcome(SendOutcome.Kind.REFUSED, 40003, "no openid or no template any more");

    private final DeliveryMapper deliveries;
    private final NoticeSettings settings;
    private final Residents residents;
    private final MiniProgram miniProgram;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    NoticeSending(
            DeliveryMapper deliveries,
            NoticeSettings settings,
            Residents residents,
            MiniProgram miniProgram,
            TransactionTemplate transaction,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.deliveries = deliveries;
        this.settings = settings;
        this.residents = residents;
        this.miniProgram = miniProgram;
        this.transaction = transaction;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Sends what is due. Any number of nodes may do so at once. */
    void sendDue() {
        deliveries.giveUp(clock.instant().minus(LOST), clock.instant());
        deliveries.due(clock.instant(), BATCH).forEach(this::send);
    }

    private void send(DeliveryMapper.Due due) {
        if (deliveries.claim(due.id(), clock.instant()) == 0) {
            return;
        }
        var outcome = residents
                .openid(due.residentId(), WechatApp.MINI_PROGRAM)
                .flatMap(openid -> settings.of(due.kind())
                        .map(template ->
                                miniProgram.subscription(openid, template.id(), template.page(), data(template, due))))
                .orElse(NOWHERE_TO_SEND);
        transaction.executeWithoutResult(status -> keep(due, outcome));
    }

    private void keep(DeliveryMapper.Due due, SendOutcome outcome) {
        var now = clock.instant();
        var message = outcome.message();
        deliveries.finish(
                due.id(),
                outcome.kind().name(),
                outcome.code(),
                message.substring(0, Math.min(200, message.length())),
                now);
        if (outcome.worthRetrying() && due.attempt() < ATTEMPTS) {
            deliveries.insert(ids.next(), due.noticeId(), due.attempt() + 1, now.plus(PAUSE));
        }
    }

    private Map<String, String> data(NoticeSettings.Template template, DeliveryMapper.Due due) {
        var facts = json.readTree(due.facts());
        var data = new LinkedHashMap<String, String>();
        template.fields()
                .forEach((field, fact) -> data.put(
                        field, TemplateField.fit(field, facts.path(fact).asString(""))));
        return data;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(NoticeSettings.class)
    static class Timer {

        @Bean
        RecurringTask<Void> sendNotices(NoticeSending sending) {
            return Tasks.recurring("notice-send", FixedDelay.ofSeconds(3))
                    .execute((instance, context) -> sending.sendDue());
        }
    }
}
