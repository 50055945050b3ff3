package cn.estation.appointment.plan;

import cn.estation.appointment.AppointmentFlagged;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.SeatFreed;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.CalendarChanged;
import cn.estation.appointment.calendar.ClosedWhy;
import cn.estation.appointment.calendar.SessionTemplate;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.calendar.Templates;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.flag.Flags;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Makes slots ahead and brings them to their templates when these change. Who has a place keeps it; if the slot is not
 * what it was, the booking is flagged for staff. A day is done in a transaction of its own under the thing's lock, so
 * running twice or on two nodes at once changes nothing more.
 */
@Service
public class Generation {

    private static final Logger log = LoggerFactory.getLogger(Generation.class);
    private static final Actor TIMER = () -> "system:appointment-plan";

    /** Slots are there a little before their day opens. */
    private static final int DAYS_AHEAD = 2;

    private final Bookables bookables;
    private final Templates templates;
    private final Slots slots;
    private final Bookings bookings;
    private final ClosingMapper closings;
    private final BusinessDays days;
    private final Flags flags;
    private final Turns turns;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Generation(
            Bookables bookables,
            Templates templates,
            Slots slots,
            Bookings bookings,
            ClosingMapper closings,
            BusinessDays days,
            Flags flags,
            Turns turns,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.bookables = bookables;
        this.templates = templates;
        this.slots = slots;
        this.bookings = bookings;
        this.closings = closings;
        this.days = days;
        this.flags = flags;
        this.turns = turns;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Brings everything that is open for booking to its plan. */
    public void generateAll() {
        for (long id : bookables.allActive()) {
            try {
                generate(id);
            } catch (RuntimeException failure) {
                log.error("slots of {} are not made", id, failure);
            }
        }
    }

    /** Brings the slots of one thing to its templates, from today to a little beyond its horizon. */
    public void generate(long bookableId) {
        var bookable = bookables.find(bookableId).orElseThrow();
        var today = today();
        var last = last(bookable, today);
        for (var day : toDo(bookable, templates.inUse(bookableId), today, last)) {
            turns.take(TIMER, () -> {
                bring(bookableId, day);
                return day;
            });
        }
    }

    /**
     * Keeps every slot that these templates would change as it is, until the transaction ends. The caller holds the thing's
     * lock, so no other slot becomes one of them.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void hold(Bookable bookable, List<SessionTemplate> wanted, LocalDate from) {
        var ids = ahead(bookable, wanted, from).stream()
                .flatMap(day -> Stream.concat(
                        day.difference().closed().stream()
                                .map(closed -> closed.slot().id()),
                        day.difference().changed().stream()
                                .map(changed -> changed.before().id())))
                .toList();
        slots.lockAll(ids);
    }

    /** Brings every day to its plan at once, together with what the caller does. The caller holds the thing's lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    void bringAll(Bookable bookable) {
        var today = today();
        toDo(bookable, templates.inUse(bookable.id()), today, last(bookable, today))
                .forEach(day -> bring(bookable.id(), day));
    }

    private List<Day> ahead(Bookable bookable, List<SessionTemplate> wanted, LocalDate from) {
        var today = today();
        return differences(bookable, wanted, from.isBefore(today) ? today : from, last(bookable, today));
    }

    private static LocalDate last(Bookable bookable, LocalDate today) {
        return today.plusDays((long) bookable.horizonDays() + DAYS_AHEAD);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    /** The days that are not as they should be, as far as can be seen without a lock. */
    private List<LocalDate> toDo(Bookable bookable, List<SessionTemplate> wanted, LocalDate from, LocalDate to) {
        return differences(bookable, wanted, from, to).stream()
                .filter(day -> !day.difference().isEmpty())
                .map(Day::day)
                .toList();
    }

    private record Day(LocalDate day, Difference difference) {}

    private List<Day> differences(Bookable bookable, List<SessionTemplate> wanted, LocalDate from, LocalDate to) {
        var frame = days.of(bookable, from, to);
        var closed = closings.from(bookable.id(), from);
        var there = slots.between(bookable.id(), from, to).stream().collect(Collectors.groupingBy(Slot::day));
        var now = clock.instant();
        return from.datesUntil(to.plusDays(1))
                .map(day -> new Day(
                        day,
                        Difference.of(
                                bookable,
                                there.getOrDefault(day, List.of()),
                                SlotPlan.of(wanted, day, frame),
                                closedOn(closed, day),
                                now)))
                .toList();
    }

    private static @Nullable ClosedWhy closedOn(List<ClosingMapper.Closing> closings, LocalDate day) {
        return closings.stream().anyMatch(closing -> closing.covers(day)) ? ClosedWhy.OFFICE : null;
    }

    /** One day, looked at again under the lock. */
    private void bring(long bookableId, LocalDate day) {
        var bookable = bookables.lock(bookableId);
        var difference = differences(bookable, templates.inUse(bookableId), day, day)
                .getFirst()
                .difference();
        slots.add(difference.added().stream().map(this::withId).toList());
        var touched = new ArrayList<Runnable>();
        var order = new ArrayList<Long>();
        difference.changed().forEach(changed -> {
            order.add(changed.before().id());
            touched.add(() -> change(bookable, changed));
        });
        difference.closed().forEach(closed -> {
            order.add(closed.slot().id());
            touched.add(() -> close(bookable, closed));
        });
        // In the order of their ids, as whoever moves between two slots takes them.
        java.util.stream.IntStream.range(0, order.size())
                .boxed()
                .sorted(Comparator.comparing(order::get))
                .forEach(i -> touched.get(i).run());
    }

    private Slot withId(Slot slot) {
        return counted(slot, ids.next(), 0, 0, 0);
    }

    private static Slot counted(Slot slot, long id, int taken, int elderTaken, int waiting) {
        return new Slot(
                id,
                slot.bookableId(),
                slot.cellId(),
                slot.counterId(),
                slot.templateId(),
                slot.day(),
                slot.startsAt(),
                slot.endsAt(),
                slot.opensAt(),
                slot.closesAt(),
                slot.elderReleaseAt(),
                slot.capacity(),
                slot.elderReserved(),
                slot.walkIn(),
                0,
                taken,
                elderTaken,
                waiting,
                slot.status(),
                null);
    }

    /** What there would be to book if these were the templates from a day on, the soonest first. Nothing is changed. */
    List<Slot> standing(Bookable bookable, List<SessionTemplate> wanted, LocalDate from) {
        var today = today();
        var standing = slots.between(bookable.id(), today, last(bookable, today)).stream()
                .filter(Slot::isOpen)
                .collect(Collectors.toMap(Slot::startsAt, slot -> slot, (one, same) -> one, TreeMap::new));
        for (var day : ahead(bookable, wanted, from)) {
            day.difference()
                    .closed()
                    .forEach(closed -> standing.remove(closed.slot().startsAt()));
            day.difference().changed().forEach(changed -> {
                var before = changed.before();
                standing.put(
                        before.startsAt(),
                        counted(changed.after(), before.id(), before.taken(), before.elderTaken(), before.waiting()));
            });
            day.difference().added().forEach(slot -> standing.put(slot.startsAt(), slot));
        }
        return List.copyOf(standing.values());
    }

    private void change(Bookable bookable, Difference.Changed change) {
        slots.replan(change.after());
        var slot = slots.lock(change.before().id()).orElseThrow();
        var open = toCome(slot.id());
        for (var booking : open) {
            flags.undo(booking.id(), FlagReason.SLOT_REMOVED, TIMER);
            flags.undo(booking.id(), FlagReason.DAY_BLOCKED, TIMER);
            if (slot.extra() == 0) {
                flags.undo(booking.id(), FlagReason.CAPACITY_CUT, TIMER);
            }
            if (!booking.endsAt().equals(slot.endsAt())) {
                flag(bookable, booking, FlagReason.TIME_CHANGED);
            } else {
                flags.undo(booking.id(), FlagReason.TIME_CHANGED, TIMER);
            }
        }
        if (slot.capacity() < change.before().capacity()) {
            beyond(open, slot.extra()).forEach(booking -> flag(bookable, booking, FlagReason.CAPACITY_CUT));
        }
        if (slot.waiting() > 0) {
            events.publishEvent(new SeatFreed(slot.id()));
        }
    }

    /** Those who booked last, as many as there are places too few. */
    static List<Booking> beyond(List<Booking> open, int extra) {
        return open.subList(Math.max(0, open.size() - extra), open.size());
    }

    private void close(Bookable bookable, Difference.Closed closed) {
        slots.close(closed.slot().id(), closed.why());
        if (closed.why() == ClosedWhy.OFFICE) {
            return;
        }
        var reason = closed.why() == ClosedWhy.TEMPLATE ? FlagReason.SLOT_REMOVED : FlagReason.DAY_BLOCKED;
        toCome(closed.slot().id()).forEach(booking -> flag(bookable, booking, reason));
    }

    /** Who has a place and is not there yet. */
    private List<Booking> toCome(long slotId) {
        return bookings.openOf(slotId).stream()
                .filter(booking -> !booking.is(BookingStatus.CHECKED_IN))
                .toList();
    }

    private void flag(Bookable bookable, Booking booking, FlagReason reason) {
        boolean first = flags.raise(booking.id(), booking.cellId(), reason, reason.title());
        if (first && reason.isUrgent() && booking.is(BookingStatus.BOOKED)) {
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

    /** Who would be touched if these were the templates, from a day on. Nothing is changed. */
    List<Affected> affected(Bookable bookable, List<SessionTemplate> wanted, LocalDate from) {
        var all = new ArrayList<Affected>();
        var days = ahead(bookable, wanted, from);
        if (days.isEmpty()) {
            return all;
        }
        var toCome = bookings
                .openBetween(
                        bookable.id(), days.getFirst().day(), days.getLast().day())
                .stream()
                .sorted(Comparator.comparing(Booking::id))
                .collect(Collectors.groupingBy(Booking::slotId));
        for (var day : days) {
            day.difference().closed().forEach(closed -> {
                var reason = closed.why() == ClosedWhy.TEMPLATE ? FlagReason.SLOT_REMOVED : FlagReason.DAY_BLOCKED;
                toCome.getOrDefault(closed.slot().id(), List.of())
                        .forEach(booking -> all.add(new Affected(booking, reason)));
            });
            day.difference()
                    .changed()
                    .forEach(changed -> all.addAll(affected(
                            changed, toCome.getOrDefault(changed.before().id(), List.of()))));
        }
        return all;
    }

    private List<Affected> affected(Difference.Changed changed, List<Booking> open) {
        var all = new ArrayList<Affected>();
        open.stream()
                .filter(booking -> !booking.endsAt().equals(changed.after().endsAt()))
                .forEach(booking -> all.add(new Affected(booking, FlagReason.TIME_CHANGED)));
        int tooMany = changed.before().taken() - changed.after().capacity();
        if (tooMany > 0) {
            beyond(open, tooMany).forEach(booking -> all.add(new Affected(booking, FlagReason.CAPACITY_CUT)));
        }
        return all;
    }

    /** How many slots the plan has from a day on, as the preview tells. */
    int planned(Bookable bookable, List<SessionTemplate> wanted, LocalDate from) {
        var to = last(bookable, today());
        if (from.isAfter(to)) {
            return 0;
        }
        var frame = days.of(bookable, from, to);
        return (int) from.datesUntil(to.plusDays(1))
                .flatMap(day -> SlotPlan.of(wanted, day, frame).values().stream())
                .filter(planned -> planned.why() == null)
                .count();
    }

    @Async
    @TransactionalEventListener
    void on(CalendarChanged event) {
        generate(event.bookableId());
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> generateSlots(Generation generation) {
            return Tasks.recurring("appointment-generate-slots", FixedDelay.of(Duration.ofMinutes(30)))
                    .execute((instance, context) -> generation.generateAll());
        }
    }
}
