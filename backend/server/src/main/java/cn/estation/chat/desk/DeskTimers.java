package cn.estation.chat.desk;

import cn.estation.chat.outbox.Outbox;
import cn.estation.chat.talk.Persons;
import cn.estation.identity.ResidentForgotten;
import cn.estation.kernel.Ids;
import cn.estation.wechat.AuthorizationCancelled;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Nobody is left in silence: conversations that stand still end or go on elsewhere, and their people are told. */
@Component
class DeskTimers {

    private static final Duration KEPT = Duration.ofDays(30);

    private final HandoverMapper handovers;
    private final Desk desk;
    private final DeskHours hours;
    private final DeskSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeskTimers(
            HandoverMapper handovers,
            Desk desk,
            DeskHours hours,
            DeskSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.handovers = handovers;
        this.desk = desk;
        this.hours = hours;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    void look() {
        var now = clock.instant();
        for (var seen : handovers.alive()) {
            if (isDue(seen, now)) {
                transaction.executeWithoutResult(status ->
                        desk.hold(seen).filter(held -> isDue(held, now)).ifPresent(held -> act(held, now)));
            }
        }
    }

    private boolean isDue(Handover handover, Instant now) {
        return switch (handover.status()) {
            case TALKING -> lastWord(handover).isBefore(now.minus(settings.idle()));
            case WAITING -> !hours.openAt(now) || isLong(handover, now);
            case MESSAGE, CLOSED -> false;
        };
    }

    private void act(Handover handover, Instant now) {
        if (handover.status() == HandoverStatus.TALKING) {
            if (handover.awaitsStaff()) {
                desk.requeue(handover);
            } else {
                desk.endIdle(handover);
            }
        } else if (!hours.openAt(now)) {
            desk.closingTime(handover);
        } else {
            desk.stillWaiting(handover);
        }
    }

    private boolean isLong(Handover handover, Instant now) {
        var last = Objects.requireNonNullElse(handover.toldAt(), handover.openedAt());
        return last.isBefore(now.minus(settings.patience()));
    }

    private static Instant lastWord(Handover handover) {
        var last = Objects.requireNonNullElse(handover.takenAt(), handover.openedAt());
        var staff = handover.staffAt();
        if (staff != null && staff.isAfter(last)) {
            last = staff;
        }
        return handover.personAt().isAfter(last) ? handover.personAt() : last;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DeskSettings.class)
    static class Timers {

        @Bean
        RecurringTask<Void> lookAfterDesk(DeskTimers timers) {
            return Tasks.recurring("chat-desk", FixedDelay.ofSeconds(10)).execute((instance, context) -> timers.look());
        }

        @Bean
        RecurringTask<Void> forgetDesk(HandoverMapper handovers, Clock clock) {
            return Tasks.recurring("chat-forget-desk", FixedDelay.ofHours(1)).execute((instance, context) -> {
                var old = clock.instant().minus(KEPT);
                while (handovers.forgetBefore(Ids.floor(old)) > 0) {
                    // Small bites.
                }
            });
        }
    }

    @Component
    static class Forgetting {

        private final Persons persons;
        private final HandoverMapper handovers;
        private final Outbox outbox;
        private final Ids ids;
        private final Clock clock;

        Forgetting(Persons persons, HandoverMapper handovers, Outbox outbox, Ids ids, Clock clock) {
            this.persons = persons;
            this.handovers = handovers;
            this.outbox = outbox;
            this.ids = ids;
            this.clock = clock;
        }

        @ApplicationModuleListener
        void on(AuthorizationCancelled event) {
            forget(persons.of(event.app(), event.openid()), null);
        }

        @ApplicationModuleListener
        void on(ResidentForgotten event) {
            forget(persons.of(event.residentId()), event.residentId());
            handovers.forgetResident(event.residentId());
        }

        private void forget(String person, @org.jspecify.annotations.Nullable Long residentId) {
            for (var open : handovers.openOf(person, residentId)) {
                handovers.close(open.id(), open.status(), clock.instant());
                handovers.move(new HandoverMapper.Move(
                        ids.next(),
                        open.id(),
                        open.status(),
                        HandoverStatus.CLOSED,
                        Desk.SYSTEM.actorKey(),
                        "本人已注销",
                        clock.instant()));
            }
            outbox.forget(person);
            handovers.forgetPerson(person, clock.instant());
        }
    }
}
