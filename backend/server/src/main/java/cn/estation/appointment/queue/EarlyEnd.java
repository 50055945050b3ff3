package cn.estation.appointment.queue;

import cn.estation.appointment.QueueDayEnded;
import cn.estation.appointment.absence.Disruptions;
import cn.estation.appointment.booking.AppointmentSettings;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.OfficeCancelled;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.hall.DeskStatus;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.plan.Closings;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Staff end the day of a hall early. Whoever still waits is told and has another place kept or named; whoever was still to
 * come today is cancelled by the office. None of them counts as absent.
 */
@Service
public class EarlyEnd {

    /** How the note of a number begins that ended with the day. */
    public static final String SAID = "今天提前结束：";

    private static final Set<EntryStatus> WAITING = Set.of(EntryStatus.WAITING, EntryStatus.CALLED, EntryStatus.PASSED);
    private static final Set<EntryStatus> BEING_SERVED = Set.of(EntryStatus.SERVING, EntryStatus.ON_HOLD);
    private static final int LONGEST = 150;

    /**
     * Whom ending now would touch.
     *
     * @param waiting who has a number and is not being served
     * @param served who is at a desk and may be finished
     * @param expected who has an appointment later today and has not come
     */
    public record Preview(List<Entry> waiting, List<Entry> served, List<Booking> expected) {}

    private final Halls halls;
    private final Desks desks;
    private final Entries entries;
    private final Ending ending;
    private final HallEndMapper ends;
    private final Closings closings;
    private final Disruptions disruptions;
    private final Bookings bookings;
    private final Slots slots;
    private final AppointmentSettings settings;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EarlyEnd(
            Halls halls,
            Desks desks,
            Entries entries,
            Ending ending,
            HallEndMapper ends,
            Closings closings,
            Disruptions disruptions,
            Bookings bookings,
            Slots slots,
            AppointmentSettings settings,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.halls = halls;
        this.desks = desks;
        this.entries = entries;
        this.ending = ending;
        this.ends = ends;
        this.closings = closings;
        this.disruptions = disruptions;
        this.bookings = bookings;
        this.slots = slots;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Changes nothing. @throws NotFound if it is not of the staff member's offices */
    public Preview preview(Staff staff, long hallId) {
        var hall = halls.theirs(staff, Permission.MANAGE_CALENDARS, hallId);
        var ids = counters(hall).stream().map(Bookable::id).toList();
        var today = entries.today();
        return new Preview(
                entries.ofHall(hallId, WAITING),
                entries.ofHall(hallId, BEING_SERVED),
                bookings.seatedBetween(ids, today, today).stream()
                        .filter(booking -> booking.is(BookingStatus.BOOKED)
                                && booking.endsAt().isAfter(clock.instant()))
                        .toList());
    }

    /** Why this hall ended a day early; empty if it did not. */
    public Optional<String> reason(long hallId, LocalDate day) {
        return Optional.ofNullable(ends.reason(hallId, day));
    }

    private List<Bookable> counters(Hall hall) {
        return halls.lines(hall.id()).stream()
                .flatMap(line -> halls.bookables(line.id()).stream())
                .filter(thing -> thing.kind().keepsHours())
                .collect(Collectors.toMap(Bookable::id, thing -> thing, (one, same) -> one))
                .values()
                .stream()
                .sorted(Comparator.comparing(Bookable::id))
                .toList();
    }

    /**
     * Ends today. Desks that serve nobody close; who is being served is finished by their desk.
     *
     * @param reason what people are told
     * @return how many waited
     * @throws NotFound if it is not of the staff member's offices
     * @throws BadInput without a reason
     * @throws EndedBefore if this was done before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int end(Staff staff, long hallId, String reason) {
        var hall = halls.theirs(staff, Permission.MANAGE_CALENDARS, hallId);
        var words = CleanText.normalize(reason).strip();
        if (words.isEmpty() || words.length() > LONGEST || !CleanText.isClean(words)) {
            throw new BadInput("请写对居民说的原因，不超过 150 个字。");
        }
        var today = entries.today();
        var now = clock.instant();
        var counters = counters(hall);
        var midnight = today.plusDays(1).atStartOfDay(Time.CHINA).toInstant();
        for (var counter : counters) {
            closings.close(staff, counter.id(), today, today, words);
            // Who was late within the grace finds the door shut.
            disruptions.record(
                    staff, counter.id(), Disruptions.Kind.CLOSED, now.minus(settings.grace()), midnight, words);
        }
        var lines = halls.lines(hallId).stream()
                .sorted(Comparator.comparing(Line::id))
                .toList();
        lines.forEach(line -> halls.holdLine(line.id()));
        if (ends.reason(hallId, today) != null) {
            throw new EndedBefore();
        }
        var busy = entries.ofHall(hallId, BEING_SERVED).stream()
                .filter(entry -> entry.is(EntryStatus.SERVING))
                .map(Entry::deskId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        desks.ofHall(hallId).stream()
                .filter(desk -> desk.status() != DeskStatus.CLOSED && !busy.contains(desk.id()))
                .forEach(desk -> desks.close(staff, desk.id()));
        int waited = 0;
        for (var batch = entries.ofHall(hallId, WAITING); !batch.isEmpty(); batch = entries.ofHall(hallId, WAITING)) {
            batch.forEach(entry -> sendHome(staff, hall, entry, words));
            waited += batch.size();
        }
        ends.end(hallId, today, words, waited, staff.actorKey(), now);
        audit.record(
                staff,
                hall.cellId(),
                "appointment.end-day",
                "hall:" + hallId,
                "“%s”今天提前结束，还有 %d 位在等：%s".formatted(hall.name(), waited, words));
        return waited;
    }

    private void sendHome(Staff staff, Hall hall, Entry entry, String reason) {
        ending.leaveIfOpen(staff, entry.id(), SAID + reason);
        var booking = entry.bookingId();
        if (booking != null) {
            // Another place is kept for them as if the office had cancelled, and they are told of it.
            events.publishEvent(new OfficeCancelled(booking, reason));
            return;
        }
        events.publishEvent(new QueueDayEnded(
                entry.id(),
                entry.residentId(),
                entry.cellId(),
                entry.label(),
                entry.title(),
                hall.name(),
                reason,
                next(entry).map(Slot::startsAt).orElse(null),
                hall.phone()));
    }

    /** The next free place where somebody who has no appointment could come instead. */
    public Optional<Slot> next(Entry entry) {
        return halls.bookables(entry.lineId()).stream()
                .filter(Bookable::active)
                .flatMap(thing -> slots.nextFree(thing.id(), clock.instant(), entry.elder(), 1).stream())
                .min(Comparator.comparing(Slot::startsAt).thenComparing(Slot::id));
    }

    static final class EndedBefore extends Refusal {
        EndedBefore() {
            super(HttpStatus.CONFLICT, "day-ended", "今天已经提前结束过了，还在等的人都已通知。");
        }
    }
}
