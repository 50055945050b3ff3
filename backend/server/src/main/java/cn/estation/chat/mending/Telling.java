package cn.estation.chat.mending;

import cn.estation.chat.QuestionAnswered;
import cn.estation.chat.miss.AskStatus;
import cn.estation.chat.miss.Asker;
import cn.estation.chat.miss.Askers;
import cn.estation.chat.talk.Owed;
import cn.estation.chat.talk.Persons;
import cn.estation.chat.talk.Question;
import cn.estation.identity.Residents;
import cn.estation.wechat.OfficialAccount;
import cn.estation.wechat.SendOutcome;
import cn.estation.wechat.WechatApp;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells everybody who asked that there is an answer, each once: by a message of the account within two days of theirs,
 * otherwise among the notices of the mini-program, otherwise with the answer to whatever they write next. A message is
 * claimed, and that is committed, before WeChat is called: what may have arrived is never sent again.
 */
@Service
class Telling implements Owed {

    private static final Logger log = LoggerFactory.getLogger(Telling.class);

    /** An hour short of the platform's forty-eight. */
    private static final Duration WINDOW = Duration.ofHours(47);

    private static final Duration BETWEEN = Duration.ofSeconds(20);
    private static final Duration HAND_OVER = Duration.ofMinutes(2);
    private static final int MOST_ATTEMPTS = 3;
    private static final int BATCH = 100;
    private static final int MOST_AT_ONCE = 2;

    private final TellingMapper asks;
    private final Askers askers;
    private final Answers answers;
    private final Residents residents;
    private final Persons persons;
    private final OfficialAccount account;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Telling(
            TellingMapper asks,
            Askers askers,
            Answers answers,
            Residents residents,
            Persons persons,
            OfficialAccount account,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.asks = asks;
        this.askers = askers;
        this.answers = answers;
        this.residents = residents;
        this.persons = persons;
        this.account = account;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Tells whom it is time to tell. Any number of nodes may do so at once. */
    void tellDue() {
        var now = clock.instant();
        int abandoned = asks.abandoned(now.minus(HAND_OVER), now);
        if (abandoned > 0) {
            log.warn("{} people were being told when their node died; whether it arrived is unknown", abandoned);
        }
        asks.dueNow(now, BATCH).forEach(this::tell);
    }

    private void tell(TellingMapper.Ask ask) {
        var asker = askers.find(ask.askerId());
        var resident = asker == null ? null : residentOf(asker);
        if (asker == null || (resident == null && asker.openid() == null)) {
            asks.to(ask.id(), AskStatus.DUE, AskStatus.UNREACHABLE, clock.instant());
        } else if (isSamePerson(ask, resident)) {
            asks.to(ask.id(), AskStatus.DUE, AskStatus.NONE, clock.instant());
        } else if (isInWindow(asker) && ask.attempts() < MOST_ATTEMPTS) {
            send(ask, asker);
        } else if (resident != null) {
            putInInbox(ask, resident);
        } else {
            asks.to(ask.id(), AskStatus.DUE, AskStatus.LATER, clock.instant());
        }
    }

    /** Somebody who asked before and after signing in is two in the ledger, and one to be told. */
    private boolean isSamePerson(TellingMapper.Ask ask, @Nullable Long resident) {
        if (resident == null) {
            return false;
        }
        var known = persons.of(resident);
        return !known.equals(ask.person()) && asks.isTold(ask.groupId(), known);
    }

    private @Nullable Long residentOf(Asker asker) {
        if (asker.residentId() != null || asker.openid() == null) {
            return asker.residentId();
        }
        return residents
                .residentOf(WechatApp.OFFICIAL_ACCOUNT, askers.openid(asker))
                .orElse(null);
    }

    private boolean isInWindow(Asker asker) {
        return asker.openid() != null
                && asker.accountAt() != null
                && asker.accountAt().isAfter(clock.instant().minus(WINDOW));
    }

    private void send(TellingMapper.Ask ask, Asker asker) {
        if (asks.sending(ask.id(), MOST_ATTEMPTS, clock.instant()) == 0) {
            return;
        }
        var outcome = account.sendText(askers.openid(asker), answers.message(ask));
        var now = clock.instant();
        switch (outcome.kind()) {
            case SENT -> asks.sent(ask.id(), AskStatus.SENT, 0, now, now);
            case UNKNOWN -> asks.sent(ask.id(), AskStatus.UNKNOWN, outcome.code(), now, now);
            case REFUSED -> refused(ask, outcome);
        }
        log.info("told about question group {}: {} {}", ask.groupId(), outcome.kind(), outcome.code());
    }

    /** Nothing arrived: tried again if that may help, told some other way if not. */
    private void refused(TellingMapper.Ask ask, SendOutcome outcome) {
        var now = clock.instant();
        if (outcome.worthRetrying()) {
            asks.sent(ask.id(), AskStatus.DUE, outcome.code(), now, now.plus(BETWEEN.multipliedBy(ask.attempts() + 1)));
        } else {
            asks.noMessage(ask.id(), MOST_ATTEMPTS, outcome.code(), now);
        }
    }

    private void putInInbox(TellingMapper.Ask ask, long resident) {
        transaction.executeWithoutResult(status -> {
            if (asks.to(ask.id(), AskStatus.DUE, AskStatus.INBOX, clock.instant()) == 1) {
                var source = "question:" + ask.id() + ":" + ask.round();
                events.publishEvent(new QuestionAnswered(resident, source, answers.title(ask)));
            }
        });
    }

    @Override
    public Optional<String> owed(Question question) {
        var said = asks.later(askers.whom(question), MOST_AT_ONCE).stream()
                .filter(ask -> asks.to(ask.id(), AskStatus.LATER, AskStatus.TOLD, clock.instant()) == 1)
                .map(answers::message)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n\n"));
        return said.isEmpty() ? Optional.empty() : Optional.of(said);
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {
        @Bean
        RecurringTask<Void> tellAskers(Telling telling) {
            return Tasks.recurring("chat-tell-askers", FixedDelay.ofSeconds(3))
                    .execute((instance, context) -> telling.tellDue());
        }
    }
}
