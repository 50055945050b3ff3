package cn.estation.appointment.preparation;

import cn.estation.appointment.AppointmentReminder;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingMoved;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Time;
import cn.estation.kernel.Turns;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Reminds people in the evening before and two hours before, each once, and nobody who has no appointment any more. */
@Service
public class Reminders {

    private static final Logger log = LoggerFactory.getLogger(Reminders.class);
    private static final Actor TIMER = () -> "system:appointment-reminders";
    private static final int BATCH = 500;
    private static final int EVENING = 18;

    /** Which reminder. */
    enum Kind {
        DAY_BEFORE(24),
        TWO_HOURS(2);

        private final int hours;

        Kind(int hours) {
            this.hours = hours;
        }
    }

    private final ReminderMapper reminders;
    private final Bookings bookings;
    private final Bookables bookables;
    private final PreChecks preChecks;
    private final Turns turns;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reminders(
            ReminderMapper reminders,
            Bookings bookings,
            Bookables bookables,
            PreChecks preChecks,
            Turns turns,
            ApplicationEventPublisher events,
            Clock clock) {
        this.reminders = reminders;
        this.bookings = bookings;
        this.bookables = bookables;
        this.preChecks = preChecks;
        this.turns = turns;
        this.events = events;
        this.clock = clock;
    }

    /** Inside the transaction that makes the appointment. A reminder whose time is over when it is made is not sent. */
    @EventListener
    void on(BookingMoved moved) {
        if (moved.booked()) {
            plan(moved.booking());
        }
    }

    /** Plans what is to be reminded of, again if the time is another now. Inside the transaction that decides it. */
    public void plan(Booking booking) {
        var now = clock.instant();
        var evening =
                booking.day().minusDays(1).atTime(EVENING, 0).atZone(Time.CHINA).toInstant();
        add(booking, Kind.DAY_BEFORE, evening, now);
        add(booking, Kind.TWO_HOURS, booking.startsAt().minus(Duration.ofHours(2)), now);
    }

    private void add(Booking booking, Kind kind, Instant due, Instant now) {
        if (due.isAfter(now)) {
            reminders.add(booking.id(), kind, due);
        }
    }

    /** Sends what is due. Running twice sends nothing twice. */
    public void remind() {
        for (var due : reminders.due(clock.instant(), BATCH)) {
            try {
                turns.take(TIMER, () -> remind(due));
            } catch (RuntimeException failure) {
                log.error("reminder of {} is not sent", due.bookingId(), failure);
            }
        }
    }

    private boolean remind(ReminderMapper.Due due) {
        var booking = bookings.find(due.bookingId()).orElseThrow(NotFound::new);
        var now = clock.instant();
        if (reminders.sent(booking.id(), due.kind(), now) == 0
                || !booking.is(BookingStatus.BOOKED)
                || !booking.startsAt().isAfter(now)) {
            return false;
        }
        var bookable = bookables.find(booking.bookableId()).orElseThrow(NotFound::new);
        events.publishEvent(new AppointmentReminder(
                booking.id(),
                booking.residentId(),
                booking.cellId(),
                due.kind().hours,
                Taking.title(booking, bookable),
                bookable.place(),
                booking.startsAt(),
                preChecks.missing(booking)));
        return true;
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> sendReminders(Reminders reminders) {
            return Tasks.recurring("appointment-send-reminders", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((instance, context) -> reminders.remind());
        }
    }
}
