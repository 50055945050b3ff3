package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.person.Party;
import cn.estation.kernel.Ids;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.springframework.stereotype.Component;

/** How much one person, one account and one household may have. The caller holds the person. */
@Component
class Limits {

    private final BookingMapper bookings;
    private final LimitMapper restrictions;
    private final List<BookingRule> rules;
    private final AppointmentSettings settings;
    private final Clock clock;

    Limits(
            BookingMapper bookings,
            LimitMapper restrictions,
            List<BookingRule> rules,
            AppointmentSettings settings,
            Clock clock) {
        this.bookings = bookings;
        this.restrictions = restrictions;
        this.rules = List.copyOf(rules);
        this.settings = settings;
        this.clock = clock;
    }

    /** What holds for everybody, whoever books for them. */
    void ofPerson(Party party, Bookable bookable, Slot slot) {
        var there = bookings.openIn(slot.id(), party.personKey());
        if (there != null && !there.expiredAt(clock.instant())) {
            throw new OverLimit.AlreadyBooked(there);
        }
        ofDay(party, bookable, slot);
        ofWeek(party, bookable, slot);
        ofOpen(party, bookable);
        if (bookable.kind().takesTheWholeTime()) {
            var other = bookings.overlapping(party.personKey(), slot.startsAt(), slot.endsAt(), clock.instant());
            if (other != null) {
                throw new OverLimit.TimeConflict(other);
            }
        }
        ofHousehold(party, bookable, slot);
    }

    private void ofDay(Party party, Bookable bookable, Slot slot) {
        var most = bookable.perDay();
        if (most == null) {
            return;
        }
        var had = bookings.seatsOfPerson(party.personKey(), bookable.id(), slot.day(), slot.day()).stream()
                .filter(this::counts)
                .toList();
        if (had.size() >= most) {
            throw new OverLimit.TooManyADay(bookable.title(), most, had.getFirst());
        }
    }

    private void ofWeek(Party party, Bookable bookable, Slot slot) {
        var most = bookable.perWeek();
        if (most == null) {
            return;
        }
        var monday = slot.day().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var had = bookings.seatsOfPerson(party.personKey(), bookable.id(), monday, monday.plusDays(6)).stream()
                .filter(this::counts)
                .toList();
        if (had.size() >= most) {
            throw new OverLimit.TooManyAWeek(bookable.title(), most, had.getFirst());
        }
    }

    private void ofOpen(Party party, Bookable bookable) {
        var most = bookable.perOpen();
        if (most == null) {
            return;
        }
        var open = bookings.openOfPerson(party.personKey(), bookable.id(), clock.instant()).stream()
                .filter(this::counts)
                .toList();
        if (open.size() >= most) {
            throw new OverLimit.TooManyOpen(bookable.title(), most, open.getFirst());
        }
    }

    private void ofHousehold(Party party, Bookable bookable, Slot slot) {
        if (!bookable.onePerHousehold()) {
            return;
        }
        var household = party.household();
        if (household == null) {
            throw new OverLimit.HouseholdNeeded(bookable.title());
        }
        var theirs = bookings.ofHousehold(bookable.id(), slot.day(), household);
        if (theirs != null) {
            throw new OverLimit.HouseholdHasOne(bookable.title());
        }
    }

    /** A hold whose time is up stands in nobody's way; an absence that was the office's fault neither. */
    private boolean counts(Booking booking) {
        return !booking.expiredAt(clock.instant()) && booking.outcome() != Outcome.EXCUSED;
    }

    /** What holds for who books with an account of their own. */
    void ofAccount(long residentId, Party party, Bookable bookable, boolean hold) {
        rules.forEach(rule -> rule.require(residentId, bookable));
        var now = clock.instant();
        var restricted = restrictions.restriction(party.personKey(), bookable.cellId(), now);
        if (restricted != null) {
            throw new OverLimit.Restricted(restricted.reason(), restricted.endsAt(), bookable.phone());
        }
        if (bookings.openOfAccount(residentId, now) >= settings.mostOpen()) {
            throw new OverLimit.AccountFull(settings.mostOpen());
        }
        if (!hold) {
            return;
        }
        if (bookings.holdsOfAccount(residentId, now) >= settings.mostHolds()) {
            throw new OverLimit.TooManyHolds(settings.mostHolds());
        }
        long since = Ids.floor(now.minus(Duration.ofHours(1)));
        if (bookings.wastedHolds(residentId, since, now) >= settings.mostWasted()) {
            throw new OverLimit.TooManyWasted();
        }
    }
}
