package cn.estation.appointment.booking;

import cn.estation.appointment.AppointmentBooked;
import cn.estation.appointment.AppointmentRequested;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.calendar.Terms;
import cn.estation.appointment.person.Party;
import cn.estation.appointment.person.Persons;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Somebody takes a place: held first and confirmed then, or in one step. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Taking {

    private final Bookables bookables;
    private final Slots slots;
    private final Seats seats;
    private final Bookings bookings;
    private final Persons persons;
    private final Limits limits;
    private final WhyNot whyNot;
    private final Errands errands;
    private final AppointmentSettings settings;
    private final Authority authority;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Taking(
            Bookables bookables,
            Slots slots,
            Seats seats,
            Bookings bookings,
            Persons persons,
            Limits limits,
            WhyNot whyNot,
            Errands errands,
            AppointmentSettings settings,
            Authority authority,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.bookables = bookables;
        this.slots = slots;
        this.seats = seats;
        this.bookings = bookings;
        this.persons = persons;
        this.limits = limits;
        this.whyNot = whyNot;
        this.errands = errands;
        this.settings = settings;
        this.authority = authority;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Holds a place for some minutes. The hold is the place: nobody else gets it meanwhile.
     *
     * @throws NotFound if there is no such slot
     * @throws NoPlace if it is full, not open, over or closed; says what there is instead
     * @throws OverLimit if the person, the household or the account has as much as it may; says what is in the way
     * @throws Refusal {@code guide-needed}, {@code not-done-there} or {@code guide-not-published}
     */
    public Booking hold(
            Resident resident, Party party, long slotId, @Nullable Long guideId, @Nullable String cardCode) {
        var place = look(party, slotId);
        var errand = errands.of(place.bookable(), guideId, cardCode);
        limits.ofAccount(resident.id(), party, place.bookable(), true);
        var start = Bookings.Start.held(SubStatus.LOOKING, clock.instant().plus(settings.holdFor()), null);
        var booking = give(place, party, errand, start, Terms.RESIDENT, resident);
        audit.record(resident, booking.cellId(), "appointment.hold", subject(booking), "占号 " + said(booking));
        return booking;
    }

    /**
     * Books in one step. What staff have to agree to is requested.
     *
     * @throws NotFound if there is no such slot
     * @throws NoPlace as for {@link #hold}
     * @throws OverLimit as for {@link #hold}
     */
    public Booking book(
            Resident resident, Party party, long slotId, @Nullable Long guideId, @Nullable String cardCode) {
        var place = look(party, slotId);
        var errand = errands.of(place.bookable(), guideId, cardCode);
        limits.ofAccount(resident.id(), party, place.bookable(), false);
        var start = place.bookable().approval()
                ? Bookings.Start.held(SubStatus.REQUESTED, place.slot().startsAt(), null)
                : Bookings.Start.booked(SubStatus.ONE_STEP);
        var booking = give(place, party, errand, start, Terms.RESIDENT, resident);
        announce(booking, place.bookable(), resident);
        return booking;
    }

    /**
     * Staff book for somebody at the desk or on the phone, within the places for walk-ins too.
     *
     * @param overbook give one more than there are; asked for knowingly
     * @throws NotFound if there is no such slot in the staff member's offices
     * @throws Authority.NotAllowed if the staff member serves no appointments
     * @throws NoPlace if there is no place and {@code overbook} was not asked for
     * @throws OverLimit if the person or the household has as much as it may
     */
    public Booking bookFor(
            Staff staff,
            Party party,
            long slotId,
            @Nullable Long guideId,
            @Nullable String cardCode,
            boolean overbook) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        var asked = slots.find(slotId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.SERVE_APPOINTMENTS, asked.cellId());
        persons.hold(party.personKey());
        var place = new Place(asked, bookables.active(asked.bookableId()));
        prepare(place, party);
        var errand = errands.of(place.bookable(), guideId, cardCode);
        var terms = overbook ? Terms.OVERBOOK : Terms.STAFF;
        var booking = give(place, party, errand, Bookings.Start.booked(SubStatus.BY_STAFF), terms, staff);
        announce(booking, place.bookable(), staff);
        if (overbook) {
            audit.record(staff, booking.cellId(), "appointment.overbook", subject(booking), "知情加号 " + said(booking));
        }
        return booking;
    }

    /**
     * Makes an appointment of a hold, of an offer too. Doing it again changes nothing.
     *
     * @throws NotFound if it is not the resident's
     * @throws HoldOver if the hold ran out or was given up
     * @throws NoPlace if the slot was closed meanwhile
     */
    public Booking confirm(Resident resident, long bookingId) {
        persons.hold(bookings.own(resident, bookingId).personKey());
        return confirm(resident, bookings.own(resident, bookingId));
    }

    /**
     * Staff accept what is offered to somebody without an account, who has agreed on the phone or at the desk.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws HoldOver if the hold ran out or was given up
     * @throws NoPlace if the slot was closed meanwhile
     */
    public Booking confirmFor(Staff staff, long bookingId) {
        persons.hold(bookings.theirs(staff, bookingId).personKey());
        return confirm(staff, bookings.theirs(staff, bookingId));
    }

    private Booking confirm(Actor by, Booking booking) {
        if (booking.is(BookingStatus.BOOKED) || booking.subStatus() == SubStatus.REQUESTED) {
            return booking;
        }
        var bookable = bookables.find(booking.bookableId()).orElseThrow(NotFound::new);
        if (!booking.is(BookingStatus.HELD) || booking.expiredAt(clock.instant())) {
            throw new HoldOver(booking);
        }
        var slot = slots.find(booking.slotId()).orElseThrow(NotFound::new);
        if (!slot.isOpen()) {
            throw whyNot.why(slot, bookable, booking.elder());
        }
        boolean offer = booking.subStatus() == SubStatus.OFFERED;
        var step = bookable.approval() && !offer
                ? Bookings.Step.to(BookingStatus.HELD, SubStatus.REQUESTED).until(booking.startsAt())
                : Bookings.Step.to(BookingStatus.BOOKED, offer ? SubStatus.OFFER_TAKEN : SubStatus.CONFIRMED);
        if (!bookings.move(booking, step, by)) {
            throw new HoldOver(bookings.find(booking.id()).orElseThrow());
        }
        var confirmed = bookings.find(booking.id()).orElseThrow();
        announce(confirmed, bookable, by);
        return confirmed;
    }

    /** A slot together with what it is a slot of. */
    private record Place(Slot slot, Bookable bookable) {}

    private Place look(Party party, long slotId) {
        persons.hold(party.personKey());
        var slot = slots.find(slotId).orElseThrow(NotFound::new);
        var place = new Place(slot, bookables.active(slot.bookableId()));
        whyNot.atFirstSight(slot, place.bookable(), party.elder()).ifPresent(no -> {
            throw no;
        });
        prepare(place, party);
        return place;
    }

    private void prepare(Place place, Party party) {
        seats.clearTheWay(party, place.slot());
        limits.ofPerson(party, place.bookable(), place.slot());
    }

    private Booking give(Place place, Party party, Errand errand, Bookings.Start start, Terms terms, Actor by) {
        Booking booking;
        try {
            booking = seats.give(place.slot(), place.bookable(), party, errand, start, terms, by);
        } catch (DuplicateKeyException another) {
            // The person is held, so only a household's other member can have been faster.
            throw new OverLimit.HouseholdHasOne(place.bookable().title());
        }
        if (booking == null) {
            throw whyNot.why(place.slot().id(), place.bookable(), party.elder());
        }
        return booking;
    }

    private void announce(Booking booking, Bookable bookable, Actor by) {
        if (booking.is(BookingStatus.HELD)) {
            audit.record(by, booking.cellId(), "appointment.request", subject(booking), "申请 " + said(booking));
            events.publishEvent(new AppointmentRequested(
                    booking.id(),
                    booking.residentId(),
                    booking.cellId(),
                    title(booking, bookable),
                    booking.startsAt(),
                    null,
                    ""));
            return;
        }
        audit.record(by, booking.cellId(), "appointment.book", subject(booking), "预约 " + said(booking));
        events.publishEvent(booked(booking, bookable));
    }

    static AppointmentBooked booked(Booking booking, Bookable bookable) {
        return new AppointmentBooked(
                booking.id(),
                booking.residentId(),
                booking.cellId(),
                title(booking, bookable),
                bookable.place(),
                booking.startsAt());
    }

    /** What a booking is called where people read of it. */
    public static String title(Booking booking, Bookable bookable) {
        var guide = booking.guideTitle();
        return guide == null ? bookable.title() : guide;
    }

    static String subject(Booking booking) {
        return "appointment:" + booking.id();
    }

    static String said(Booking booking) {
        return When.at(booking.startsAt()) + "。";
    }

    static final class HoldOver extends Refusal {
        HoldOver(Booking booking) {
            super(
                    HttpStatus.CONFLICT,
                    "hold-over",
                    booking.subStatus() == SubStatus.OFFERED ? "为您保留的号已过确认时间，请重新选择时段或再排候补。" : "占的号已过确认时间或已放弃，请重新选择时段。");
            Instant expired = booking.expiresAt();
            if (expired != null) {
                getBody().setProperty("expiredAt", expired.toString());
            }
        }
    }
}
