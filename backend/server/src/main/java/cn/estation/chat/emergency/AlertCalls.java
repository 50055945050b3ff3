package cn.estation.chat.emergency;

import cn.estation.chat.CrewCalled;
import cn.estation.chat.talk.Persons;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.ResidentForgotten;
import cn.estation.identity.StaffResidents;
import cn.estation.kernel.Ids;
import cn.estation.wechat.AuthorizationCancelled;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells people of a call for help, again and again and more of them, until somebody takes it. */
@Service
class AlertCalls {

    private static final Logger log = LoggerFactory.getLogger(AlertCalls.class);

    /** After so many rounds the pauses get longer: it is no longer a matter of minutes, but never of silence. */
    private static final int SHORT_ROUNDS = 15;

    private static final int SLOWER = 5;

    private final AlertMapper alerts;
    private final Crew crew;
    private final StaffResidents links;
    private final Grid grid;
    private final AlertSettings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AlertCalls(
            AlertMapper alerts,
            Crew crew,
            StaffResidents links,
            Grid grid,
            AlertSettings settings,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.alerts = alerts;
        this.crew = crew;
        this.links = links;
        this.grid = grid;
        this.settings = settings;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Tells the next round. Returns how many people that are; part of the caller's transaction. */
    int call(Alert alert) {
        int round = alert.rounds() + 1;
        var now = clock.instant();
        var people = crew.of(alert.cellId(), round);
        people.forEach((staff, duty) -> {
            var resident = links.residentOf(staff).orElse(null);
            alerts.call(new AlertMapper.Call(alert.id(), round, staff, resident, duty, now));
            if (resident != null) {
                events.publishEvent(new CrewCalled(
                        alert.id(), round, resident, alert.kind().title(), where(alert), alert.raisedAt()));
            }
        });
        if (people.isEmpty()) {
            log.error("call for help {} in {} reaches nobody: no staff with a role there", alert.id(), alert.cell());
        }
        alerts.called(alert.id(), round, now.plus(pause(round)));
        return people.size();
    }

    /** How many different people were told. */
    int told(long alertId) {
        return (int) alerts.calls(alertId).stream()
                .map(AlertMapper.Call::staffId)
                .distinct()
                .count();
    }

    /** Tells people again of what nobody has taken. */
    void repeat() {
        for (long id : alerts.due(clock.instant())) {
            transaction.executeWithoutResult(status -> {
                var alert = alerts.holdDue(id, clock.instant());
                if (alert != null) {
                    call(alert);
                }
            });
        }
    }

    private Duration pause(int round) {
        return round < SHORT_ROUNDS ? settings.repeat() : settings.repeat().multipliedBy(SLOWER);
    }

    /** Community and, where it is known, the smallest part of it: without an address. */
    String where(Alert alert) {
        var names = Stream.of(alert.communityId(), alert.cellId())
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(cell -> grid.find(cell).stream())
                .map(GridCell::name)
                .collect(Collectors.joining(" "));
        return names.isEmpty() ? "不知道在哪个社区" : names;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AlertSettings.class)
    static class Timers {

        private static final Duration WORDS_KEPT = Duration.ofDays(30);

        @Bean
        RecurringTask<Void> repeatAlerts(AlertCalls calls) {
            return Tasks.recurring("chat-alerts", FixedDelay.ofSeconds(5))
                    .execute((instance, context) -> calls.repeat());
        }

        @Bean
        RecurringTask<Void> forgetAlerts(AlertMapper alerts, DutyMapper duties, Clock clock) {
            return Tasks.recurring("chat-forget-alerts", FixedDelay.ofHours(1)).execute((instance, context) -> {
                var old = clock.instant().minus(WORDS_KEPT);
                while (alerts.forgetWords(Ids.floor(old)) > 0 || duties.deleteBefore(old) > 0) {
                    // Small bites.
                }
            });
        }
    }

    @Component
    static class Forgetting {

        private final Persons persons;
        private final AlertMapper alerts;

        Forgetting(Persons persons, AlertMapper alerts) {
            this.persons = persons;
            this.alerts = alerts;
        }

        @ApplicationModuleListener
        void on(AuthorizationCancelled event) {
            alerts.forgetPerson(persons.of(event.app(), event.openid()));
        }

        @ApplicationModuleListener
        void on(ResidentForgotten event) {
            alerts.forgetResident(event.residentId());
        }
    }
}
