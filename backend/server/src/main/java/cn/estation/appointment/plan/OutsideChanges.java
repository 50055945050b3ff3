package cn.estation.appointment.plan;

import cn.estation.appointment.AppointmentFlagged;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.flag.Flags;
import cn.estation.grid.ExceptionallyClosed;
import cn.estation.grid.HoursChanged;
import cn.estation.guide.GuidePublished;
import cn.estation.guide.GuideSuspended;
import cn.estation.guide.Guides;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Turns;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** What changes elsewhere after somebody booked: the guide they relied on, the hours of the place they go to. */
@Service
public class OutsideChanges {

    private static final Actor TIMER = () -> "system:appointment-guides";

    private final Generation generation;
    private final Bookables bookables;
    private final Bookings bookings;
    private final Guides guides;
    private final Flags flags;
    private final Turns turns;
    private final ApplicationEventPublisher events;
    private final Ids ids;

    OutsideChanges(
            Generation generation,
            Bookables bookables,
            Bookings bookings,
            Guides guides,
            Flags flags,
            Turns turns,
            ApplicationEventPublisher events,
            Ids ids) {
        this.generation = generation;
        this.bookables = bookables;
        this.bookings = bookings;
        this.guides = guides;
        this.flags = flags;
        this.turns = turns;
        this.events = events;
        this.ids = ids;
    }

    @Async
    @TransactionalEventListener
    void on(ExceptionallyClosed event) {
        bookables.ofPoint(event.pointId()).stream()
                .filter(bookable ->
                        event.counterId() == null || event.counterId().equals(bookable.counterId()))
                .forEach(bookable -> generation.generate(bookable.id()));
    }

    @Async
    @TransactionalEventListener
    void on(HoursChanged event) {
        bookables.ofPoint(event.pointId()).forEach(bookable -> generation.generate(bookable.id()));
    }

    @Async
    @TransactionalEventListener
    void on(GuidePublished event) {
        compare(event.guideId());
    }

    @Async
    @TransactionalEventListener
    void on(GuideSuspended event) {
        compare(event.guideId());
    }

    /** A booking made while its guide changed was seen by no event: all are looked at now and then. */
    public void compareAll() {
        bookings.guidesBookedFor().forEach(this::compare);
    }

    /** Flags bookings that rely on another version of a guide than the one that holds; a second time changes nothing. */
    private void compare(long guideId) {
        var published = guides.published(guideId);
        for (long id : bookings.openForGuide(guideId)) {
            turns.take(TIMER, () -> {
                var booking = bookings.lock(id).orElseThrow();
                boolean open = booking.is(BookingStatus.BOOKED) || booking.is(BookingStatus.HELD);
                if (open && published.isEmpty()) {
                    flag(booking, FlagReason.GUIDE_SUSPENDED);
                } else if (open && !Objects.equals(published.orElseThrow().versionId(), booking.guideVersionId())) {
                    flags.undo(id, FlagReason.GUIDE_SUSPENDED, TIMER);
                    flag(booking, FlagReason.GUIDE_CHANGED);
                } else if (open) {
                    flags.undo(id, FlagReason.GUIDE_SUSPENDED, TIMER);
                }
                return id;
            });
        }
    }

    private void flag(Booking booking, FlagReason reason) {
        boolean cleared = flags.wasCleared(booking.id(), reason);
        if (!cleared
                && flags.raise(booking.id(), booking.cellId(), reason, reason.title())
                && reason.isUrgent()
                && booking.is(BookingStatus.BOOKED)) {
            Bookable bookable = bookables.find(booking.bookableId()).orElseThrow();
            events.publishEvent(new AppointmentFlagged(
                    ids.next(),
                    booking.id(),
                    booking.residentId(),
                    booking.cellId(),
                    Taking.title(booking, bookable),
                    booking.startsAt(),
                    reason.title()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> compareBookedGuides(OutsideChanges changes) {
            return Tasks.recurring("appointment-compare-guides", FixedDelay.of(Duration.ofHours(1)))
                    .execute((instance, context) -> changes.compareAll());
        }
    }
}
