package cn.estation.points.lot;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DueWork;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/**
 * Writes off at midnight what is past its last day, and tells people beforehand. One member at a time, each in a
 * transaction of its own; run twice, or by two nodes, it does nothing twice.
 */
@Service
public class LotExpiry {

    private static final Actor TIMER = () -> "system:points-expiry";
    private static final int BATCH = 200;

    private final LotMapper lots;
    private final PointsLedger ledger;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final DueWork dueWork;
    private final Clock clock;

    LotExpiry(
            LotMapper lots,
            PointsLedger ledger,
            AuditTrail audit,
            ApplicationEventPublisher events,
            DueWork dueWork,
            Clock clock) {
        this.lots = lots;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    /** Writes off everything that is due by now. */
    public void expireWhatIsDue() {
        var now = clock.instant();
        dueWork.each(
                "expire points of resident",
                0L,
                after -> lots.ownersOfDue(now, after, BATCH),
                owner -> owner,
                this::expire);
    }

    private void expire(long residentId) {
        long amount = ledger.expire(residentId);
        if (amount > 0) {
            audit.record(TIMER, 0, "points.expire", "resident:" + residentId, "过期 %d 分。".formatted(amount));
        }
    }

    /** Tells everybody whose points expire soon, once for each last day. */
    public void warn() {
        var now = clock.instant();
        dueWork.each(
                "warn of points that expire",
                new Expiring(0, 0, 0, Instant.EPOCH, 0),
                after -> lots.toWarnOf(now, after, BATCH),
                expiring -> expiring,
                this::warn);
    }

    private void warn(Expiring expiring) {
        if (lots.warned(expiring, clock.instant()) == 1) {
            var lastDay = LocalDate.ofInstant(expiring.expiresAt(), Time.CHINA).minusDays(1);
            events.publishEvent(
                    new PointsExpiring(expiring.ownerId(), expiring.communityId(), expiring.amount(), lastDay));
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
