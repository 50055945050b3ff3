package cn.estation.appointment.absence;

import cn.estation.appointment.AppointmentMissed;
import cn.estation.appointment.BookingRestricted;
import cn.estation.appointment.booking.AppointmentSettings;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.booking.SubStatus;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.flag.Flags;
import cn.estation.appointment.person.Persons;
import cn.estation.audit.AuditTrail;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.ServicePoints;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who did not come. It counts only after the time to say why, never when the counter was late or closed or the office had
 * changed something, and never for somebody who checked in.
 */
@Service
public class Absences {

    private static final Logger log = LoggerFactory.getLogger(Absences.class);
    private static final Actor TIMER = () -> "system:appointment-absence";
    private static final int BATCH = 200;

    private final AbsenceMapper absences;
    private final Bookings bookings;
    private final Bookables bookables;
    private final Slots slots;
    private final Flags flags;
    private final Persons persons;
    private final CounterWatch watch;
    private final OpeningHours hours;
    private final ServicePoints points;
    private final AppointmentSettings settings;
    private final Authority authority;
    private final Turns turns;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Absences(
            AbsenceMapper absences,
            Bookings bookings,
            Bookables bookables,
            Slots slots,
            Flags flags,
            Persons persons,
            CounterWatch watch,
            OpeningHours hours,
            ServicePoints points,
            AppointmentSettings settings,
            Authority authority,
            Turns turns,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.absences = absences;
        this.bookings = bookings;
        this.bookables = bookables;
        this.slots = slots;
        this.flags = flags;
        this.persons = persons;
        this.watch = watch;
        this.hours = hours;
        this.points = points;
        this.settings = settings;
        this.authority = authority;
        this.turns = turns;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Looks at what is over, each booking in a transaction of its own. Running twice changes nothing more. */
    public void look() {
        each(bookings.neverCame(settings.grace(), BATCH), this::missed);
        each(bookings.uncontested(BATCH), this::count);
    }

    private void each(List<Long> some, java.util.function.LongPredicate deal) {
        for (long id : some) {
            try {
                turns.take(TIMER, () -> deal.test(id));
            } catch (RuntimeException failure) {
                log.error("absence from {} is not dealt with", id, failure);
            }
        }
    }

    private boolean missed(long id) {
        var booking = hold(id);
        if (!booking.is(BookingStatus.BOOKED)
                || booking.endsAt().plus(settings.grace()).isAfter(clock.instant())) {
            return false;
        }
        var excuse = excuse(booking);
        if (excuse != null) {
            return bookings.move(booking, Bookings.Step.end(excuse, Outcome.EXCUSED, excuse.title()), TIMER);
        }
        var until = clock.instant()
                .plus(Duration.ofHours(rule(booking.cellId(), booking.day()).contestHours()));
        if (!bookings.move(
                booking,
                Bookings.Step.to(BookingStatus.ABSENT, SubStatus.CONTESTABLE).until(until),
                TIMER)) {
            return false;
        }
        events.publishEvent(new AppointmentMissed(
                id,
                booking.residentId(),
                booking.cellId(),
                bookables
                        .find(booking.bookableId())
                        .map(bookable -> Taking.title(booking, bookable))
                        .orElse(""),
                booking.startsAt(),
                until));
        return true;
    }

    /** Why it is the office's fault, or null if it is not. */
    private @Nullable SubStatus excuse(Booking booking) {
        var disruption = absences.disruption(booking.bookableId(), booking.startsAt(), booking.endsAt());
        if (disruption != null) {
            return disruption.kind() == Disruptions.Kind.LATE ? SubStatus.COUNTER_LATE : SubStatus.COUNTER_CLOSED;
        }
        var seen = watch.excuse(booking);
        if (seen.isPresent()) {
            return seen.get();
        }
        var slot = slots.find(booking.slotId()).orElseThrow();
        var counter = booking.counterId();
        boolean shut =
                counter != null && points.counter(counter).isPresent() && !hours.openAt(counter, booking.startsAt());
        boolean changed = flags.pending(List.of(booking.id())).stream()
                .anyMatch(flag -> flag.reason().isUrgent());
        return !slot.isOpen() || shut || changed ? SubStatus.COUNTER_CLOSED : null;
    }

    private boolean count(long id) {
        var booking = hold(id);
        var until = booking.contestUntil();
        if (booking.subStatus() != SubStatus.CONTESTABLE || until == null || until.isAfter(clock.instant())) {
            return false;
        }
        if (!bookings.move(booking, Bookings.Step.end(SubStatus.UNCONTESTED, Outcome.NO_SHOW, ""), TIMER)) {
            return false;
        }
        follow(booking);
        return true;
    }

    /** What follows of one more no-show. */
    private void follow(Booking booking) {
        var rule = rule(booking.cellId(), booking.day());
        var now = clock.instant();
        var since = now.minus(Duration.ofDays(rule.withinDays()));
        int times = absences.noShows(booking.personKey(), booking.cellId(), since);
        if (rule.times() == 0 || times < rule.times()) {
            return;
        }
        var restriction = new Restriction(
                ids.next(),
                booking.cellId(),
                booking.personKey(),
                booking.residentId(),
                booking.id(),
                "%d 天内有 %d 次预约没有来，也没有取消".formatted(rule.withinDays(), times),
                now,
                now.plus(Duration.ofDays(rule.restrictDays())));
        absences.restrict(restriction);
        audit.record(
                TIMER,
                booking.cellId(),
                "appointment.restrict",
                "restriction:" + restriction.id(),
                restriction.reason() + "，网上预约暂停到 " + When.at(restriction.endsAt()) + "。");
        events.publishEvent(new BookingRestricted(
                restriction.id(), booking.residentId(), booking.cellId(), restriction.reason(), restriction.endsAt()));
    }

    /**
     * Somebody says why they did not come. Until staff have looked at it, it does not count.
     *
     * @throws NotFound if it is not the resident's
     * @throws NothingToContest if they were not absent, said so before, or the time is over
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Booking contest(Resident resident, long bookingId, String why) {
        persons.hold(bookings.own(resident, bookingId).personKey());
        var booking = bookings.own(resident, bookingId);
        var until = booking.contestUntil();
        boolean inTime = until != null && until.isAfter(clock.instant());
        if (booking.subStatus() != SubStatus.CONTESTABLE
                || !inTime
                || !bookings.move(
                        booking,
                        new Bookings.Step(BookingStatus.ABSENT, SubStatus.CONTESTED, null, until, why),
                        resident)) {
            throw new NothingToContest();
        }
        audit.record(resident, booking.cellId(), "appointment.contest", "appointment:" + bookingId, "申辩未到。");
        return bookings.find(bookingId).orElseThrow();
    }

    /**
     * Staff decide whether an absence counts.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NothingToContest if there is nothing to decide any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Booking decide(Staff staff, long bookingId, boolean counts, String reason) {
        persons.hold(bookings.theirs(staff, bookingId).personKey());
        var booking = bookings.theirs(staff, bookingId);
        // What may still be contested can be excused at once, but does not count before its time.
        boolean decidable = booking.is(BookingStatus.ABSENT) && (!counts || booking.subStatus() == SubStatus.CONTESTED);
        var outcome = counts ? Outcome.NO_SHOW : Outcome.EXCUSED;
        if (!decidable || !bookings.move(booking, Bookings.Step.end(SubStatus.DECIDED, outcome, reason), staff)) {
            throw new NothingToContest();
        }
        audit.record(
                staff,
                booking.cellId(),
                "appointment.decide-absence",
                "appointment:" + bookingId,
                outcome.title() + "：" + reason);
        if (counts) {
            follow(booking);
        }
        return bookings.find(bookingId).orElseThrow();
    }

    /** What stops a resident from booking now. */
    public List<Restriction> restrictionsOf(long residentId) {
        return absences.ofResident(residentId, clock.instant());
    }

    /**
     * Staff let somebody book again before the time.
     *
     * @throws NotFound if there is no such restriction in the staff member's offices
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lift(Staff staff, long restrictionId, String reason) {
        var restriction = theirs(staff, restrictionId);
        if (absences.lift(restrictionId, staff.actorKey(), reason, clock.instant()) == 1) {
            audit.record(
                    staff,
                    restriction.cellId(),
                    "appointment.lift",
                    "restriction:" + restrictionId,
                    "提前解除预约限制：" + reason);
        }
    }

    /** @throws NotFound if there is no such restriction in the staff member's offices */
    Restriction theirs(Staff staff, long restrictionId) {
        var restriction =
                Optional.ofNullable(absences.restriction(restrictionId)).orElseThrow(NotFound::new);
        authority.require(staff, Permission.SERVE_APPOINTMENTS, restriction.cellId());
        return restriction;
    }

    /** What keeps whom a booking is for from booking with its office now. */
    public List<Restriction> restrictionsOf(Booking booking) {
        return absences.ofPerson(booking.personKey(), booking.cellId(), clock.instant());
    }

    /** Restrictions in force in these offices, newest first. */
    public Page<Restriction> inForce(Collection<Long> cells, PageQuery query) {
        return cells.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(
                        absences.inForce(cells, clock.instant(), query.before(), query.limit()),
                        query,
                        Restriction::id);
    }

    /** The rule of an office for appointments of a day. */
    public NoShowRule rule(long cellId, LocalDate day) {
        return Optional.ofNullable(absences.rule(cellId, day)).orElseGet(() -> NoShowRule.usual(cellId));
    }

    /** The rules an office has had and will have, the last first. */
    List<AbsenceMapper.Version> rules(long cellId) {
        return absences.rules(cellId);
    }

    /**
     * Sets what follows of no-shows, for appointments from a day on. What was before stays as it was.
     *
     * @throws NotFound if the office is not the staff member's
     * @throws BadInput if the day is over
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void setRule(Staff staff, NoShowRule rule) {
        authority.require(staff, Permission.MANAGE_CALENDARS, rule.cellId());
        if (rule.effectiveFrom().isBefore(LocalDate.ofInstant(clock.instant(), Time.CHINA))) {
            throw new BadInput("生效日期不能早于今天：过去的预约按当时的规则算。");
        }
        absences.setRule(rule, staff.actorKey(), clock.instant());
        audit.record(
                staff,
                rule.cellId(),
                "appointment.no-show-rule",
                "cell:" + rule.cellId(),
                "自 %s 起：%d 天内爽约 %d 次，暂停 %d 天；申辩期 %d 小时。"
                        .formatted(
                                rule.effectiveFrom(),
                                rule.withinDays(),
                                rule.times(),
                                rule.restrictDays(),
                                rule.contestHours()));
    }

    private Booking hold(long id) {
        persons.hold(bookings.find(id).orElseThrow(NotFound::new).personKey());
        return bookings.find(id).orElseThrow(NotFound::new);
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> lookForAbsences(Absences absences) {
            return Tasks.recurring("appointment-look-for-absences", FixedDelay.of(Duration.ofMinutes(5)))
                    .execute((instance, context) -> absences.look());
        }
    }

    static final class NothingToContest extends Refusal {
        NothingToContest() {
            super(HttpStatus.CONFLICT, "nothing-to-contest", "这个预约现在不能申辩：没有记为未到，或申辩期已过，或已申辩过。");
        }
    }
}
