package cn.estation.chat.miss;

import cn.estation.chat.talk.Persons;
import cn.estation.identity.ResidentForgotten;
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

/** Forgets questions after a year, and whom it is told to forget at once. Their very words are forgotten sooner, with the talk. */
@Component
class MissMemory {

    static final Duration KEPT = Duration.ofDays(365);

    private final QuestionMapper questions;
    private final GroupMapper groups;
    private final Persons persons;
    private final Clock clock;

    MissMemory(QuestionMapper questions, GroupMapper groups, Persons persons, Clock clock) {
        this.questions = questions;
        this.groups = groups;
        this.persons = persons;
        this.clock = clock;
    }

    /** In small bites, so that nobody who asks waits behind it. */
    void forgetInTime() {
        var now = clock.instant();
        while (questions.forgetBefore(now.minus(KEPT)) > 0) {}
        while (groups.forgetBefore(now.minus(KEPT)) > 0) {}
        while (questions.forgetAskers(now.minus(KEPT)) > 0) {}
    }

    @ApplicationModuleListener
    void on(AuthorizationCancelled event) {
        var account = persons.of(event.app(), event.openid());
        questions.forgetAccount(account);
        forget(account);
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        forget(persons.of(event.residentId()));
    }

    private void forget(String person) {
        questions.forget(person);
        groups.uncount(person);
        groups.forget(person);
        questions.forgetAsker(person);
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {
        @Bean
        RecurringTask<Void> forgetQuestions(MissMemory memory) {
            return Tasks.recurring("chat-forget-questions", FixedDelay.ofHours(1))
                    .execute((instance, context) -> memory.forgetInTime());
        }
    }
}
