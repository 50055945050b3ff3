package cn.estation.chat.outbox;

import cn.estation.chat.talk.Author;
import cn.estation.chat.talk.Heard;
import cn.estation.chat.talk.Lines;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Wording;
import cn.estation.kernel.Ids;
import cn.estation.privacy.Vault;
import cn.estation.wechat.MiniProgram;
import cn.estation.wechat.OfficialAccount;
import cn.estation.wechat.ReplyText;
import cn.estation.wechat.SendOutcome;
import cn.estation.wechat.WechatApp;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/**
 * Carries what staff and the system say to a WeChat account, each line at most once and in order. Outside of any transaction: a line is
 * claimed and that is committed before WeChat is called. Outside WeChat's window a line waits for the person's next visit.
 */
@Service
public class Outbox implements Heard {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /** Customer-service messages may be sent for so long after a person's last message. */
    private static final Duration WINDOW = Duration.ofHours(48);

    /** 45015 the window is over; 45047 too many since the person's last message. */
    private static final Set<Integer> WINDOW_IS_OVER = Set.of(45015, 45047);

    private static final Duration LOST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final int MOST_ATTEMPTS = 5;

    private final OutboxMapper deliveries;
    private final Lines lines;
    private final Wording wording;
    private final OfficialAccount officialAccount;
    private final MiniProgram miniProgram;
    private final Vault vault;
    private final Ids ids;
    private final Clock clock;

    Outbox(
            OutboxMapper deliveries,
            Lines lines,
            Wording wording,
            OfficialAccount officialAccount,
            MiniProgram miniProgram,
            Vault vault,
            Ids ids,
            Clock clock) {
        this.deliveries = deliveries;
        this.lines = lines;
        this.wording = wording;
        this.officialAccount = officialAccount;
        this.miniProgram = miniProgram;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
    }

    /** How far it is with a line: WAITING, SENDING, SENT, HELD, REFUSED or UNKNOWN. */
    public record State(long place, String status) {}

    /**
     * Lines up a line that was added to a person's conversation. In the mini-program nothing has to be carried: it is
     * fetched there.
     *
     * @param heardAt when the person wrote to the account last: WeChat's window runs from there
     */
    public void add(About about, long aboutId, String person, long place, Instant heardAt) {
        deliveries.add(ids.next(), about, aboutId, person, place, heardAt, clock.instant());
    }

    @Override
    public void heard(Question question) {
        if (question.isMessage()) {
            deliveries.wake(question.person(), clock.instant());
        }
    }

    /** How far it is with each line that was lined up for a person. */
    public List<State> states(String person) {
        return deliveries.states(person);
    }

    public void forget(String person) {
        deliveries.forget(person);
    }

    /** Sends what is due. */
    public void sendDue() {
        var now = clock.instant();
        deliveries.abandoned(now.minus(LOST), now);
        deliveries.due(now).forEach(this::send);
    }

    private void send(OutboxMapper.Due due) {
        var now = clock.instant();
        if (due.heardAt().isBefore(now.minus(WINDOW))) {
            deliveries.hold(due.id(), now);
            return;
        }
        if (deliveries.sending(due.id(), now) == 0) {
            return;
        }
        var text = text(due);
        if (due.openid() == null || due.app() == null || text.isEmpty()) {
            deliveries.finish(due.id(), "REFUSED", 0, 0, now);
            return;
        }
        note(due, handOver(due.app(), vault.open(due.openid(), due.about().address(), due.aboutId()), text));
    }

    private String text(OutboxMapper.Due due) {
        return lines.find(due.person(), due.place())
                .map(line -> {
                    var label = "\n" + (line.author() == Author.STAFF ? Wording.PERSON : Wording.MACHINE);
                    return ReplyText.fitted(wording.clean(line.text()), ReplyText.MOST_BYTES - ReplyText.length(label))
                            + label;
                })
                .orElse("");
    }

    private SendOutcome handOver(WechatApp app, String openid, String text) {
        return app == WechatApp.OFFICIAL_ACCOUNT
                ? officialAccount.sendText(openid, text)
                : miniProgram.sendText(openid, text);
    }

    private void note(OutboxMapper.Due due, SendOutcome outcome) {
        var now = clock.instant();
        switch (outcome.kind()) {
            case SENT -> deliveries.finish(due.id(), "SENT", 1, 0, now);
            case UNKNOWN -> deliveries.finish(due.id(), "UNKNOWN", 1, outcome.code(), now);
            case REFUSED -> refused(due, outcome, now);
        }
        log.info("line of {} {}: {} {}", due.about(), due.aboutId(), outcome.kind(), outcome.code());
    }

    private void refused(OutboxMapper.Due due, SendOutcome outcome, Instant now) {
        if (WINDOW_IS_OVER.contains(outcome.code())) {
            deliveries.finish(due.id(), "HELD", 0, outcome.code(), now);
        } else if (outcome.worthRetrying() && due.attempts() + 1 < MOST_ATTEMPTS) {
            deliveries.again(due.id(), outcome.code(), now, now.plus(PAUSE));
        } else {
            deliveries.finish(due.id(), "REFUSED", 0, outcome.code(), now);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timers {

        private static final Duration KEPT = Duration.ofDays(30);

        @Bean
        RecurringTask<Void> deliverLines(Outbox outbox) {
            return Tasks.recurring("chat-deliver", FixedDelay.ofSeconds(1))
                    .execute((instance, context) -> outbox.sendDue());
        }

        @Bean
        RecurringTask<Void> forgetDeliveries(OutboxMapper deliveries, Clock clock) {
            return Tasks.recurring("chat-forget-deliveries", FixedDelay.ofHours(1))
                    .execute((instance, context) -> {
                        var old = clock.instant().minus(KEPT);
                        while (deliveries.deleteBefore(old) > 0) {
                            // Small bites.
                        }
                    });
        }
    }
}
