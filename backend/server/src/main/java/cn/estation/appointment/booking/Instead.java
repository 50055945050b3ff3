package cn.estation.appointment.booking;

import cn.estation.appointment.ActivityCancelled;
import cn.estation.appointment.AppointmentCancelledByOffice;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.calendar.Terms;
import cn.estation.appointment.person.Persons;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;

/** Finds another place for somebody whose appointment the office cancelled, holds it for them, and tells them. */
@Service
public class Instead {

    private static final Actor OFFICE = () -> "system:appointment-instead";
    private static final int CANDIDATES = 10;
    private static final int SHOWN = 3;
    private static final int MOST_FORESEEN = 300;

    private final Bookings bookings;
    private final Bookables bookables;
    private final Slots slots;
    private final BookingMapper rows;
    private final Persons persons;
    private final AppointmentSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Instead(
            Bookings bookings,
            Bookables bookables,
            Slots slots,
            BookingMapper rows,
            Persons persons,
            AppointmentSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.bookings = bookings;
        this.bookables = bookables;
        this.slots = slots;
        this.rows = rows;
        this.persons = persons;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** The event may come twice; the second finds the offer there. */
    @ApplicationModuleListener
    void on(OfficeCancelled event) {
        var cancelled = bookings.find(event.bookingId()).orElseThrow(NotFound::new);
        persons.hold(cancelled.personKey());
        if (!bookings.offeredFor(cancelled.id()).isEmpty()) {
            return;
        }
        var bookable = bookables.find(cancelled.bookableId()).orElseThrow(NotFound::new);
        if (bookable.kind().isActivity()) {
            // Another moment of an activity is another evening of somebody's: theirs to choose.
            events.publishEvent(new ActivityCancelled(
                    cancelled.id(),
                    cancelled.residentId(),
                    cancelled.cellId(),
                    bookable.title(),
                    cancelled.startsAt(),
                    event.reason(),
                    bookable.phone()));
            return;
        }
        var offer =
                bookable.active() && cancelled.endsAt().isAfter(clock.instant().minus(settings.insteadFor()))
                        ? offer(cancelled, bookable)
                        : null;
        events.publishEvent(new AppointmentCancelledByOffice(
                cancelled.id(),
                cancelled.residentId(),
                cancelled.cellId(),
                Taking.title(cancelled, bookable),
                cancelled.startsAt(),
                event.reason(),
                bookable.phone(),
                offer == null ? null : offer.id(),
                offer == null ? null : offer.startsAt(),
                offer == null ? null : offer.expiresAt()));
    }

    /**
     * Which places these people would get, one after another, if their bookings were cancelled now. Nothing is held. The
     * first of each is the one that would be held, what follows is free besides.
     *
     * @param standing what there would be to book, the soonest first
     * @return by booking; nothing for bookings beyond the first three hundred
     */
    public Map<Long, List<Slot>> foresee(Collection<Booking> cancelled, List<Slot> standing) {
        var now = clock.instant();
        var given = new HashMap<Instant, Integer>();
        var foreseen = new HashMap<Long, List<Slot>>();
        cancelled.stream().limit(MOST_FORESEEN).forEach(booking -> {
            var after = later(booking.startsAt(), now);
            var free = standing.stream()
                    .filter(slot -> slot.startsAt().isAfter(after))
                    .filter(slot -> slot.free(booking.elder(), now) > given.getOrDefault(slot.startsAt(), 0))
                    .filter(slot -> suits(slot, booking))
                    .limit(SHOWN)
                    .toList();
            free.stream().findFirst().ifPresent(slot -> given.merge(slot.startsAt(), 1, Integer::sum));
            foreseen.put(booking.id(), free);
        });
        return foreseen;
    }

    private boolean suits(Slot slot, Booking cancelled) {
        var other = rows.overlapping(cancelled.personKey(), slot.startsAt(), slot.endsAt(), clock.instant());
        var household = cancelled.householdIndex();
        return rows.openIn(slot.id(), cancelled.personKey()) == null
                && (other == null || other.id() == cancelled.id())
                && (household == null || rows.ofHousehold(slot.bookableId(), slot.day(), household) == null);
    }

    private @Nullable Booking offer(Booking cancelled, Bookable bookable) {
        var party = bookings.party(cancelled);
        var after = later(cancelled.startsAt(), clock.instant());
        for (var slot : slots.nextFreeInstead(bookable.id(), after, party.elder(), CANDIDATES)) {
            var pool = suits(slot, cancelled) ? slots.take(slot.id(), party.elder(), Terms.INSTEAD) : null;
            if (pool != null) {
                var start = Bookings.Start.held(SubStatus.OFFERED, until(slot), cancelled.id());
                return bookings.insert(slot, bookable, party, Errand.of(cancelled), start, pool, OFFICE);
            }
        }
        return null;
    }

    private Instant until(Slot slot) {
        var wish = clock.instant().plus(settings.insteadFor());
        return wish.isBefore(slot.closesAt()) ? wish : slot.closesAt();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
