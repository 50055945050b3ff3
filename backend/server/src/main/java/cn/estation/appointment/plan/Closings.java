package cn.estation.appointment.plan;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Instead;
import cn.estation.appointment.booking.OfficeDecisions;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.CalendarChanged;
import cn.estation.appointment.calendar.ClosedWhy;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Sha256;
import cn.estation.kernel.Time;
import cn.estation.kernel.Turns;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The office closes some days: no place of them is given out from that moment, and everybody who has one is offered the
 * next free place and told. Each booking is dealt with in a transaction of its own; what a crash leaves, the timer ends.
 */
@Service
public class Closings {

    private static final Logger log = LoggerFactory.getLogger(Closings.class);
    private static final Actor TIMER = () -> "system:appointment-closing";
    private static final int LONGEST = 92;
    private static final int SHOWN_INSTEAD = 5;

    /** Some days that are closed. */
    public record Closed(long id, LocalDate from, LocalDate to, String reason, boolean finished) {}

    /** Bookings of closed days wait to be dealt with. */
    record DaysClosed(long closingId) {}

    private final ClosingMapper closings;
    private final Bookables bookables;
    private final Slots slots;
    private final Bookings bookings;
    private final OfficeDecisions decisions;
    private final Instead instead;
    private final Turns turns;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Closings(
            ClosingMapper closings,
            Bookables bookables,
            Slots slots,
            Bookings bookings,
            OfficeDecisions decisions,
            Instead instead,
            Turns turns,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.closings = closings;
        this.bookables = bookables;
        this.slots = slots;
        this.bookings = bookings;
        this.decisions = decisions;
        this.instead = instead;
        this.turns = turns;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What closing days of one thing would do.
     *
     * @param affected who has a place and would be told
     * @param looking how many hold a place without having confirmed it; they would have to choose again
     * @param instead the next places that are free after those days
     * @param offers the places each of them would be offered, by booking, the one that would be held first
     * @param freeAfter how many places are free after those days, as far as booking is open ahead
     */
    public record Impact(
            Bookable bookable,
            List<Booking> affected,
            int looking,
            List<Slot> instead,
            Map<Long, List<Slot>> offers,
            int freeAfter) {}

    /** @param seen stands for everybody it touches; to be given back with the closing */
    public record Preview(List<Impact> things, String seen) {

        public int people() {
            return things.stream().mapToInt(thing -> thing.affected().size()).sum();
        }
    }

    /**
     * Whom closing days of these things would touch, and what there is for them instead. Nothing is changed.
     *
     * @throws NotFound if one of them is not of the staff member's offices
     * @throws BadInput if nothing is named, the days are over, in the wrong order, or more than three months
     */
    public Preview preview(Staff staff, Collection<Long> bookableIds, LocalDate from, LocalDate to) {
        return preview(staff, bookableIds, from, to, true);
    }

    private Preview preview(
            Staff staff, Collection<Long> bookableIds, LocalDate from, LocalDate to, boolean withOffers) {
        refuse(from, to);
        var things = bookableIds.stream()
                .distinct()
                .sorted()
                .map(id -> bookables.theirs(staff, Permission.MANAGE_CALENDARS, id))
                .map(Closings::withHours)
                .map(bookable -> impact(bookable, from, to, withOffers))
                .toList();
        if (things.isEmpty()) {
            throw new BadInput("请选择停哪些窗口。");
        }
        return new Preview(
                things,
                seen(things.stream().flatMap(thing -> thing.affected().stream()).toList()));
    }

    private static Bookable withHours(Bookable bookable) {
        if (!bookable.kind().keepsHours()) {
            throw new BadInput("活动和课程请到“活动课程”里取消。");
        }
        return bookable;
    }

    private Impact impact(Bookable bookable, LocalDate from, LocalDate to, boolean withOffers) {
        var open = bookings.openBetween(bookable.id(), from, to).stream()
                .filter(booking -> booking.endsAt().isAfter(clock.instant()))
                .toList();
        var affected = open.stream().filter(StalePreview::counts).toList();
        var after = to.plusDays(1).atStartOfDay(Time.CHINA).toInstant();
        var now = clock.instant();
        int free = slots.between(bookable.id(), to.plusDays(1), to.plusDays(LONGEST)).stream()
                .mapToInt(slot -> slot.free(false, now))
                .sum();
        return new Impact(
                bookable,
                affected,
                open.size() - affected.size(),
                slots.nextFreeInstead(bookable.id(), after.minusMillis(1), false, SHOWN_INSTEAD),
                withOffers ? offers(bookable, affected, from, to) : Map.of(),
                free);
    }

    private Map<Long, List<Slot>> offers(Bookable bookable, List<Booking> affected, LocalDate from, LocalDate to) {
        return bookable.active() && !affected.isEmpty()
                ? instead.foresee(
                        affected,
                        slots.between(bookable.id(), from, to.plusDays(LONGEST)).stream()
                                .filter(slot -> slot.day().isAfter(to))
                                .toList())
                : Map.of();
    }

    private static String seen(Collection<Booking> affected) {
        return Sha256.hex(affected.stream()
                .map(booking -> Long.toString(booking.id()))
                .sorted()
                .collect(Collectors.joining(",")));
    }

    /**
     * Closes days of several things together, for exactly those the preview named.
     *
     * @param seen of the preview
     * @throws NotFound if one of them is not of the staff member's offices
     * @throws BadInput as for {@link #preview}
     * @throws StalePreview if it touches others than the preview named; then nothing is closed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> close(
            Staff staff, Collection<Long> bookableIds, LocalDate from, LocalDate to, String reason, String seen) {
        var ids = bookableIds.stream().distinct().sorted().toList();
        if (ids.isEmpty()) {
            throw new BadInput("请选择停哪些窗口。");
        }
        var closed = ids.stream().map(id -> close(staff, id, from, to, reason)).toList();
        // The slots are ours now: whoever was about to take a place has it, or will not get it.
        if (!preview(staff, ids, from, to, false).seen().equals(seen)) {
            throw new StalePreview();
        }
        return closed;
    }

    /** What is closed on some days, of many things. */
    public List<ClosedDays> between(Collection<Long> bookableIds, LocalDate from, LocalDate to) {
        return bookableIds.isEmpty()
                ? List.of()
                : closings.between(bookableIds, from, to).stream()
                        .map(closing -> new ClosedDays(
                                closing.bookableId(), closing.fromDay(), closing.toDay(), closing.reason()))
                        .toList();
    }

    /** Some days of one thing that are closed. */
    public record ClosedDays(long bookableId, LocalDate from, LocalDate to, String reason) {}

    /** What is closed from today on. */
    public List<Closed> ahead(long bookableId) {
        return closings.from(bookableId, LocalDate.ofInstant(clock.instant(), Time.CHINA)).stream()
                .map(closing -> new Closed(
                        closing.id(),
                        closing.fromDay(),
                        closing.toDay(),
                        closing.reason(),
                        closing.finishedAt() != null))
                .toList();
    }

    /**
     * Closes days.
     *
     * @param reason what residents are told
     * @throws NotFound if the thing is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member keeps no calendars
     * @throws BadInput if the days are over, in the wrong order, or more than three months
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long close(Staff staff, long bookableId, LocalDate from, LocalDate to, String reason) {
        var bookable = bookables.theirs(staff, Permission.MANAGE_CALENDARS, bookableId);
        refuse(from, to);
        bookables.lock(bookableId);
        var now = clock.instant();
        long id = ids.next();
        closings.insert(new ClosingMapper.Closing(
                id, bookableId, bookable.cellId(), from, to, reason, staff.actorKey(), now, null, null));
        audit.record(
                staff,
                bookable.cellId(),
                "appointment.close",
                "bookable:" + bookableId,
                "“%s”%s 至 %s 停办：%s".formatted(bookable.title(), from, to, reason));
        slots.between(bookableId, from, to).stream()
                .filter(slot -> slot.endsAt().isAfter(now))
                .sorted(Comparator.comparing(Slot::id))
                .forEach(slot -> slots.close(slot.id(), ClosedWhy.OFFICE));
        events.publishEvent(new DaysClosed(id));
        return id;
    }

    /**
     * Opens the days again. Cancelled bookings stay cancelled.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws RevokedBefore if this was done before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void revoke(Staff staff, long closingId) {
        var closing = Optional.ofNullable(closings.selectById(closingId)).orElseThrow(NotFound::new);
        bookables.theirs(staff, Permission.MANAGE_CALENDARS, closing.bookableId());
        bookables.lock(closing.bookableId());
        if (closings.revoke(closingId, clock.instant()) == 0) {
            throw new RevokedBefore();
        }
        audit.record(
                staff,
                closing.cellId(),
                "appointment.reopen",
                "bookable:" + closing.bookableId(),
                "恢复 %s 至 %s 的预约。".formatted(closing.fromDay(), closing.toDay()));
        events.publishEvent(new CalendarChanged(closing.bookableId()));
    }

    /** Deals with every booking of closed days that nobody has dealt with. */
    public void finishWhatIsClosed() {
        closings.pending(50).forEach(this::finish);
    }

    private void finish(long closingId) {
        var closing = Optional.ofNullable(closings.selectById(closingId)).orElseThrow(NotFound::new);
        Actor office = closing::closedBy;
        try {
            bookings.openBetween(closing.bookableId(), closing.fromDay(), closing.toDay()).stream()
                    .filter(booking -> isClosed(booking))
                    .map(Booking::id)
                    .forEach(id -> turns.take(TIMER, () -> decisions.cancelIfOpen(office, id, closing.reason())));
            closings.finish(closingId, clock.instant());
        } catch (RuntimeException failure) {
            log.error("bookings of closing {} are not all dealt with", closingId, failure);
        }
    }

    private boolean isClosed(Booking booking) {
        return !booking.is(BookingStatus.CHECKED_IN)
                && slots.find(booking.slotId())
                        .filter(slot -> slot.closedWhy() == ClosedWhy.OFFICE)
                        .isPresent();
    }

    private void refuse(LocalDate from, LocalDate to) {
        if (to.isBefore(from) || to.isAfter(from.plusDays(LONGEST))) {
            throw new BadInput("停办的最后一天应不早于第一天，一次最多三个月。");
        }
        if (from.isBefore(LocalDate.ofInstant(clock.instant(), Time.CHINA))) {
            throw new BadInput("不能停办已经过去的日子。");
        }
    }

    @Async
    @TransactionalEventListener
    void on(DaysClosed event) {
        finish(event.closingId());
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> finishClosings(Closings closings) {
            return Tasks.recurring("appointment-finish-closings", FixedDelay.of(Duration.ofSeconds(20)))
                    .execute((instance, context) -> closings.finishWhatIsClosed());
        }
    }

    static final class RevokedBefore extends Refusal {
        RevokedBefore() {
            super(HttpStatus.CONFLICT, "closing-revoked", "这次停办已经恢复，请刷新页面。");
        }
    }
}
