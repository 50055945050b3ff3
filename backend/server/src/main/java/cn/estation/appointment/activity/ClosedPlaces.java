package cn.estation.appointment.activity;

import cn.estation.appointment.AppointmentFlagged;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.flag.Flags;
import cn.estation.grid.ExceptionallyClosed;
import cn.estation.grid.HoursChanged;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.OpeningHours.Closure;
import cn.estation.grid.WeeklyHours.Range;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Time;
import cn.estation.kernel.Turns;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sessions at a service point that is exceptionally closed at their time. Who enrolled is flagged and told at once; staff
 * move the session, or call it off. Looking again changes nothing more, and takes back what no longer holds.
 */
@Service
public class ClosedPlaces {

    private static final Logger log = LoggerFactory.getLogger(ClosedPlaces.class);
    private static final Actor TIMER = () -> "system:appointment-closed-place";
    private static final int MOST = 200;

    /** A session that days of a closure reach. */
    public record Reached(Session session, Bookable activity, int enrolled) {}

    private final ActivitySessionMapper sessions;
    private final EnrolmentMapper enrolments;
    private final Bookables bookables;
    private final Bookings bookings;
    private final Flags flags;
    private final OpeningHours hours;
    private final Turns turns;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    ClosedPlaces(
            ActivitySessionMapper sessions,
            EnrolmentMapper enrolments,
            Bookables bookables,
            Bookings bookings,
            Flags flags,
            OpeningHours hours,
            Turns turns,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.sessions = sessions;
        this.enrolments = enrolments;
        this.bookables = bookables;
        this.bookings = bookings;
        this.flags = flags;
        this.hours = hours;
        this.turns = turns;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Sessions at a service point that lie in this part of these days; all of each day for null. */
    public List<Reached> at(long pointId, LocalDate from, LocalDate to, @Nullable Range part) {
        return reached(sessions.aheadAt(pointId, clock.instant(), MOST), from, to, part);
    }

    /** Sessions of an office's activities that are at no service point and lie in these days. */
    public List<Reached> elsewhere(long cellId, LocalDate from, LocalDate to) {
        return reached(sessions.aheadElsewhere(cellId, clock.instant(), MOST), from, to, null);
    }

    private List<Reached> reached(List<Session> ahead, LocalDate from, LocalDate to, @Nullable Range part) {
        var some = ahead.stream()
                .filter(session -> reaches(session, from, to, part))
                .toList();
        if (some.isEmpty()) {
            return List.of();
        }
        var things = bookables
                .all(some.stream().map(Session::activityId).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Bookable::id, Function.identity()));
        var enrolled = enrolments
                .enrolled(some.stream().map(Activities::slotOf).distinct().toList())
                .stream()
                .collect(Collectors.toMap(EnrolmentMapper.Count::slotId, EnrolmentMapper.Count::enrolled));
        return some.stream()
                .map(session -> new Reached(
                        session,
                        Objects.requireNonNull(things.get(session.activityId())),
                        enrolled.getOrDefault(Activities.slotOf(session), 0)))
                .toList();
    }

    private static boolean reaches(Session session, LocalDate from, LocalDate to, @Nullable Range part) {
        // What is closed past midnight belongs to the day before.
        var first = LocalDate.ofInstant(session.startsAt(), Time.CHINA).minusDays(1);
        var last = LocalDate.ofInstant(session.endsAt(), Time.CHINA);
        return first.datesUntil(last.plusDays(1))
                .filter(day -> !day.isBefore(from) && !day.isAfter(to))
                .map(day -> day.atStartOfDay(Time.CHINA))
                .anyMatch(midnight -> {
                    var begins =
                            midnight.plusMinutes(part == null ? 0 : part.from()).toInstant();
                    var ends = part == null
                            ? midnight.plusDays(1).toInstant()
                            : midnight.plusMinutes(part.to()).toInstant();
                    return session.startsAt().isBefore(ends) && session.endsAt().isAfter(begins);
                });
    }

    /** Why the place of a session is closed at its time, in a few words; empty if it is open as usual. */
    public Optional<String> why(Session session) {
        return bookables
                .find(session.activityId())
                .map(Bookable::pointId)
                .flatMap(point -> closing(session, closures(point)).map(Closure::reason));
    }

    private List<Closure> closures(long pointId) {
        var yesterday = LocalDate.ofInstant(clock.instant(), Time.CHINA).minusDays(1);
        return hours.closures(pointId, yesterday).stream()
                .filter(closure -> closure.counterId() == null && !closure.opens() && closure.withdrawnAt() == null)
                .toList();
    }

    private static Optional<Closure> closing(Session session, Collection<Closure> closures) {
        return closures.stream()
                .filter(closure -> reaches(session, closure.fromDay(), closure.toDay(), part(closure)))
                .findFirst();
    }

    private static @Nullable Range part(Closure closure) {
        var from = closure.fromMinute();
        var to = closure.toMinute();
        return from == null || to == null ? null : new Range(from, to);
    }

    /** Brings the flags of everybody enrolled for something at a service point to what is closed there now. */
    public void review(long pointId) {
        var closures = closures(pointId);
        sessions.aheadAt(pointId, clock.instant(), MOST).stream()
                .collect(Collectors.groupingBy(Activities::slotOf))
                .forEach((slot, of) -> {
                    var closed = of.stream()
                            .filter(session -> closing(session, closures).isPresent())
                            .findFirst();
                    bookings.openOf(slot).forEach(booking -> look(booking.id(), closed, closures));
                });
    }

    private void look(long bookingId, Optional<Session> closed, List<Closure> closures) {
        try {
            turns.take(TIMER, () -> {
                var booking = bookings.lock(bookingId).orElseThrow();
                if (closed.isEmpty()) {
                    flags.undo(bookingId, FlagReason.DAY_BLOCKED, TIMER);
                } else if (booking.is(BookingStatus.BOOKED) || booking.is(BookingStatus.HELD)) {
                    flag(booking, closed.get(), closing(closed.get(), closures).orElseThrow());
                }
                return bookingId;
            });
        } catch (RuntimeException failure) {
            log.error("enrolment {} at a closed place is not looked at", bookingId, failure);
        }
    }

    private void flag(Booking booking, Session session, Closure closure) {
        var detail = "第 %d 场时服务点临时关闭：%s".formatted(session.position(), closure.reason());
        if (!flags.wasCleared(booking.id(), FlagReason.DAY_BLOCKED)
                && flags.raise(
                        booking.id(),
                        booking.cellId(),
                        FlagReason.DAY_BLOCKED,
                        detail.substring(0, Math.min(detail.length(), 200)))
                && booking.is(BookingStatus.BOOKED)) {
            events.publishEvent(new AppointmentFlagged(
                    ids.next(),
                    booking.id(),
                    booking.residentId(),
                    booking.cellId(),
                    bookables.find(booking.bookableId()).map(Bookable::title).orElse(""),
                    session.startsAt(),
                    FlagReason.DAY_BLOCKED.title()));
        }
    }

    /** Whoever enrolled while it was closed was seen by no event: all points with something ahead are looked at. */
    public void reviewAll() {
        sessions.pointsAhead(clock.instant()).forEach(this::review);
    }

    @Async
    @TransactionalEventListener
    void on(ExceptionallyClosed event) {
        review(event.pointId());
    }

    @Async
    @TransactionalEventListener
    void on(HoursChanged event) {
        review(event.pointId());
    }

    @Async
    @TransactionalEventListener
    void on(Moving.Changed event) {
        bookables.find(event.activityId()).map(Bookable::pointId).ifPresent(this::review);
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> reviewClosedPlaces(ClosedPlaces places) {
            return Tasks.recurring("appointment-closed-places", FixedDelay.of(Duration.ofMinutes(30)))
                    .execute((instance, context) -> places.reviewAll());
        }
    }
}
