package cn.estation.points.lot;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Time;
import cn.estation.points.PointsExpiring;
import cn.estation.points.PointsLedger;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes off at midnight what is past its last day, and tells people beforehand. One member at a time, each in a
 * transaction of its own; run twice, or by two nodes, it does nothing twice.
 */
@Service
public class LotExpiry {

    private static final Logger log = LoggerFactory.getLogger(LotExpiry.class);
    private static final Actor TIMER = () -> "system:points-expiry";
    private static final int BATCH = 200;

    private final LotMapper lots;
    private final PointsLedger ledger;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LotExpiry(
            LotMapper lots,
            PointsLedger ledger,
            AuditTrail audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.lots = lots;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Writes off everything that is due by now. */
    public void expireWhatIsDue() {
        var now = clock.instant();
        long after = 0;
        for (var owners = lots.ownersOfDue(now, after, BATCH);
                !owners.isEmpty();
                owners = lots.ownersOfDue(now, after, BATCH)) {
            owners.forEach(this::expire);
            after = owners.getLast();
        }
    }

    /** One that cannot be written off now does not keep the others from it. */
    private void expire(long residentId) {
        try {
            transaction.executeWithoutResult(status -> {
                long amount = ledger.expire(residentId);
                if (amount > 0) {
                    audit.record(TIMER, 0, "points.expire", "resident:" + residentId, "过期 %d 分。".formatted(amount));
                }
            });
        } catch (PessimisticLockingFailureException busy) {
            log.info("points of resident {} are busy and expire with the next round", residentId);
        } catch (RuntimeException failure) {
            log.error("points of resident {} do not expire", residentId, failure);
        }
    }

    /** Tells everybody whose points expire soon, once for each last day. */
    public void warn() {
        var now = clock.instant();
        var done = new Expiring(0, 0, 0, Instant.EPOCH, 0);
        for (var some = lots.toWarnOf(now, done, BATCH); !some.isEmpty(); some = lots.toWarnOf(now, done, BATCH)) {
            some.forEach(this::warn);
            done = some.getLast();
        }
    }

    /** One who cannot be told now is told with the next round. */
    private void warn(Expiring expiring) {
        try {
            transaction.executeWithoutResult(status -> {
                if (lots.warned(expiring, clock.instant()) == 1) {
                    events.publishEvent(new PointsExpiring(
                            expiring.ownerId(),
                            expiring.communityId(),
                            expiring.amount(),
                            LocalDate.ofInstant(expiring.expiresAt(), Time.CHINA)
                                    .minusDays(1)));
                }
            });
        } catch (PessimisticLockingFailureException busy) {
            log.info("resident {} is told of points that expire with the next round", expiring.ownerId());
        } catch (RuntimeException failure) {
            log.error("resident {} is not told of points that expire", expiring.ownerId(), failure);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timers {

        @Bean
        RecurringTask<Void> expireLots(LotExpiry expiry) {
            // Again during the day: what was busy at midnight, or due while nothing ran.
            return Tasks.recurring(
                            "points-expire-lots",
                            new Daily(Time.CHINA, LocalTime.MIDNIGHT, LocalTime.of(0, 30), LocalTime.of(6, 0)))
                    .execute((instance, context) -> expiry.expireWhatIsDue());
        }

        @Bean
        RecurringTask<Void> warnOfExpiry(LotExpiry expiry) {
            return Tasks.recurring("points-warn-of-expiry", new Daily(Time.CHINA, LocalTime.of(9, 0)))
                    .execute((instance, context) -> expiry.warn());
        }
    }
}
