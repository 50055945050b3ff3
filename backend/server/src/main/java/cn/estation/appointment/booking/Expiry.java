package cn.estation.appointment.booking;

import cn.estation.kernel.Turns;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;

/** Ends holds whose time is up, each in a transaction of its own; who needs such a place sooner ends them too. */
@Service
public class Expiry {

    private static final Logger log = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 200;

    private final BookingMapper rows;
    private final Bookings bookings;
    private final Seats seats;
    private final Turns turns;
    private final Clock clock;

    Expiry(BookingMapper rows, Bookings bookings, Seats seats, Turns turns, Clock clock) {
        this.rows = rows;
        this.bookings = bookings;
        this.seats = seats;
        this.turns = turns;
        this.clock = clock;
    }

    /** Ends what is due. Running twice changes nothing more. */
    public void expireWhatIsDue() {
        rows.expired(clock.instant(), BATCH).forEach(this::expireSafely);
    }

    private void expireSafely(long id) {
        try {
            turns.take(Seats.TIMER, () -> expire(id));
        } catch (PessimisticLockingFailureException busy) {
            log.info("hold {} is busy and expires with the next round", id);
        } catch (RuntimeException failure) {
            log.error("hold {} does not expire", id, failure);
        }
    }

    /** True if the hold ended now. */
    boolean expire(long id) {
        var hold = bookings.find(id).orElseThrow();
        return hold.expiredAt(clock.instant()) && seats.expire(hold);
    }

    static Bookings.Step step(Booking hold) {
        var outcome = switch (hold.subStatus()) {
            case OFFERED -> Outcome.LAPSED;
            case REQUESTED -> Outcome.AUTO_REJECTED;
            default -> Outcome.EXPIRED;
        };
        return Bookings.Step.end(SubStatus.BY_TIMER, outcome, "");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AppointmentSettings.class)
    static class Timer {

        @Bean
        RecurringTask<Void> expireHolds(Expiry expiry) {
            return Tasks.recurring("appointment-expire-holds", FixedDelay.of(Duration.ofSeconds(15)))
                    .execute((instance, context) -> expiry.expireWhatIsDue());
        }
    }
}
