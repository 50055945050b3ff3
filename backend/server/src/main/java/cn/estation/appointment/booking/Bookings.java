package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Pool;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.person.Party;
import cn.estation.appointment.person.Persons;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Mask;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The book of appointments: reads it, and makes every change together with the row that tells of it. */
@Service
public class Bookings {

    static final String CODE = "appointment_booking.code";
    private static final String NAME = "appointment_booking.name";
    private static final String PHONE = "appointment_booking.phone";

    private final BookingMapper bookings;
    private final Residents residents;
    private final Persons persons;
    private final Vault vault;
    private final BlindIndex index;
    private final Authority authority;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Bookings(
            BookingMapper bookings,
            Residents residents,
            Persons persons,
            Vault vault,
            BlindIndex index,
            Authority authority,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.bookings = bookings;
        this.residents = residents;
        this.persons = persons;
        this.vault = vault;
        this.index = index;
        this.authority = authority;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<Booking> find(long id) {
        return Optional.ofNullable(bookings.selectById(id));
    }

    /** The same by id, in one read. */
    public List<Booking> all(Collection<Long> some) {
        return some.isEmpty() ? List.of() : bookings.selectByIds(some);
    }

    /** The booking, kept as it is until the transaction ends. Only where nothing else is locked after it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Booking> lock(long id) {
        return Optional.ofNullable(bookings.lock(id));
    }

    /** @throws NotFound if it is not the resident's */
    public Booking own(Resident resident, long id) {
        return find(id).filter(booking -> Objects.equals(booking.residentId(), resident.id()))
                .orElseThrow(NotFound::new);
    }

    /**
     * @throws NotFound if it is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member serves no appointments
     */
    public Booking theirs(Staff staff, long id) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        var booking = find(id).orElseThrow(NotFound::new);
        authority.require(staff, Permission.SERVE_APPOINTMENTS, booking.cellId());
        return booking;
    }

    public Page<Booking> ofResident(long residentId, PageQuery query) {
        return Page.of(bookings.ofResident(residentId, query.before(), query.limit()), query, Booking::id);
    }

    /** What a resident has ahead, the next first. */
    public List<Booking> upcoming(long residentId, int most) {
        return bookings.upcoming(residentId, clock.instant(), most);
    }

    /** Who has a place in a slot and has not been served, holds among them. */
    public List<Booking> openOf(long slotId) {
        return bookings.openOf(slotId);
    }

    /** Who has or had a place in a slot and did not give it back, the first first. */
    public List<Booking> seatedIn(long slotId) {
        return bookings.seatedIn(slotId);
    }

    /** Holds and bookings of some days. */
    public List<Booking> openBetween(long bookableId, LocalDate from, LocalDate to) {
        return bookings.openBetween(bookableId, from, to);
    }

    /** Everything that takes or took a place on some days. */
    public List<Booking> seatedBetween(Collection<Long> bookableIds, LocalDate from, LocalDate to) {
        return bookableIds.isEmpty() ? List.of() : bookings.seatedBetween(bookableIds, from, to);
    }

    /** Bookings of a day by the phone number that was left with them, or that the account they belong to has bound. */
    public List<Booking> byPhone(String phone, LocalDate day) {
        var found = new LinkedHashMap<Long, Booking>();
        bookings.byPhone(persons.phoneIndex(phone), day).forEach(booking -> found.put(booking.id(), booking));
        ofResidents(residents.withPhone(phone), day).forEach(booking -> found.put(booking.id(), booking));
        return List.copyOf(found.values());
    }

    /** Appointments of these accounts on a day, for whomever they are. */
    public List<Booking> ofResidents(Collection<Long> residentIds, LocalDate day) {
        return residentIds.isEmpty() ? List.of() : bookings.ofResidentsOn(residentIds, day);
    }

    public Optional<Booking> byCode(String typed) {
        return Optional.ofNullable(bookings.byCode(index.of(CODE, Codes.normalize(typed))));
    }

    public List<Long> openForGuide(long guideId) {
        return bookings.openForGuide(guideId);
    }

    /** The guides somebody who has booked relies on. */
    public List<Long> guidesBookedFor() {
        return bookings.guidesBookedFor();
    }

    /** Places held in exchange for a cancelled booking or for a waiting entry. */
    public List<Booking> offeredFor(long id) {
        return bookings.offeredFor(id);
    }

    public List<Long> neverCame(Duration grace, int most) {
        return bookings.neverCame(clock.instant().minus(grace), most);
    }

    public List<Long> uncontested(int most) {
        return bookings.uncontested(clock.instant(), most);
    }

    /** What waits for staff in these offices, newest first. */
    public Page<Booking> toDecide(Collection<Long> cells, BookingStatus status, SubStatus sub, PageQuery query) {
        if (cells.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(bookings.toDecide(cells, status, sub, query.before(), query.limit()), query, Booking::id);
    }

    /** The history of a booking, the oldest first. */
    public List<Moved> history(long bookingId) {
        return bookings.moves(bookingId).stream()
                .map(move -> new Moved(
                        move.fromStatus(),
                        move.toStatus(),
                        move.subStatus(),
                        move.outcome(),
                        move.movedBy(),
                        move.reason(),
                        move.movedAt()))
                .toList();
    }

    /** One change in a booking's history. */
    public record Moved(
            @Nullable BookingStatus from,
            BookingStatus to,
            SubStatus sub,
            @Nullable Outcome outcome,
            String by,
            String reason,
            Instant at) {}

    /** Masked names of those the bookings are for, by booking. */
    public Map<Long, String> maskedNames(Collection<Booking> some) {
        var accounts = residents.maskedNames(some.stream()
                .filter(booking -> booking.name() == null)
                .map(Booking::residentId)
                .filter(Objects::nonNull)
                .toList());
        var names = new HashMap<Long, String>();
        for (var booking : some) {
            var sealed = booking.name();
            names.put(
                    booking.id(),
                    sealed == null
                            ? accounts.getOrDefault(booking.residentId() == null ? 0L : booking.residentId(), "已注销")
                            : Mask.name(vault.open(sealed, NAME, booking.id())));
        }
        return names;
    }

    /** Masked phone: the one left with the booking, or the account's where it is for its owner. */
    public @Nullable String maskedPhone(Booking booking) {
        var sealed = booking.phone();
        if (sealed != null) {
            return Mask.phone(vault.open(sealed, PHONE, booking.id()));
        }
        var owner = booking.residentId();
        return owner == null || booking.name() != null
                ? null
                : residents.maskedPhone(owner).orElse(null);
    }

    /**
     * Name and phone that were left with the booking, whole; empty where it is for the account's owner. Only after
     * {@link cn.estation.identity.Reveal} has let staff see them.
     */
    public String left(Booking booking) {
        var name = booking.name();
        var phone = booking.phone();
        return Stream.of(
                        name == null ? "" : vault.open(name, NAME, booking.id()),
                        phone == null ? "" : vault.open(phone, PHONE, booking.id()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Masked phones by booking, as far as there are any. */
    public Map<Long, String> maskedPhones(Collection<Booking> some) {
        var owners = residents.maskedPhones(some.stream()
                .filter(booking -> booking.phone() == null && booking.name() == null)
                .map(Booking::residentId)
                .filter(Objects::nonNull)
                .toList());
        var phones = new HashMap<Long, String>();
        for (var booking : some) {
            var left = booking.phone();
            var phone = left != null
                    ? Mask.phone(vault.open(left, PHONE, booking.id()))
                    : booking.name() == null ? owners.get(booking.residentId()) : null;
            if (phone != null) {
                phones.put(booking.id(), phone);
            }
        }
        return phones;
    }

    /** The code to show on arrival. For the booking's owner only. */
    public String code(Booking booking) {
        return vault.open(booking.code(), CODE, booking.id());
    }

    /** The person a booking is for, to make another one for. */
    public Party party(Booking booking) {
        var name = booking.name();
        var phone = booking.phone();
        return new Party(
                booking.residentId(),
                booking.personKey(),
                booking.caredForId(),
                name == null ? null : vault.open(name, NAME, booking.id()),
                phone == null ? null : vault.open(phone, PHONE, booking.id()),
                booking.householdIndex(),
                booking.consent(),
                booking.elder());
    }

    /** How a place comes to somebody. */
    public record Start(
            BookingStatus status,
            SubStatus sub,
            @Nullable Instant expiresAt,
            @Nullable Long rescheduledFrom,
            @Nullable Long offeredFor) {

        public static Start held(SubStatus sub, Instant expiresAt, @Nullable Long offeredFor) {
            return new Start(BookingStatus.HELD, sub, expiresAt, null, offeredFor);
        }

        public static Start booked(SubStatus sub) {
            return new Start(BookingStatus.BOOKED, sub, null, null, null);
        }
    }

    /** Writes down that somebody has a place in a slot; the slot's counter is the caller's to change. */
    @Transactional(propagation = Propagation.MANDATORY)
    Booking insert(Slot slot, Bookable bookable, Party party, Errand errand, Start start, Pool pool, Actor by) {
        long id = ids.next();
        var now = clock.instant();
        var code = Codes.next();
        var name = party.name();
        var phone = party.phone();
        var booking = new Booking(
                id,
                slot.id(),
                bookable.id(),
                slot.cellId(),
                slot.counterId(),
                slot.day(),
                slot.startsAt(),
                slot.endsAt(),
                slot.startsAt().minus(Duration.ofMinutes(bookable.cutoffMinutes())),
                party.residentId(),
                party.personKey(),
                party.caredForId(),
                name == null ? null : vault.seal(name, NAME, id),
                phone == null ? null : vault.seal(phone, PHONE, id),
                phone == null ? null : persons.phoneIndex(phone),
                name == null ? null : persons.nameIndex(name),
                bookable.onePerHousehold() ? party.household() : null,
                party.consent(),
                party.elder(),
                pool,
                errand.guideId(),
                errand.guideVersionId(),
                errand.guideTitle(),
                errand.cardCode(),
                vault.seal(code, CODE, id),
                index.of(CODE, code),
                start.status(),
                start.sub(),
                null,
                "",
                start.expiresAt(),
                null,
                start.rescheduledFrom(),
                start.offeredFor(),
                now,
                null,
                null);
        bookings.insert(booking);
        record(booking, null, start.status(), start.sub(), null, by, "");
        events.publishEvent(new BookingMoved(booking, Step.to(start.status(), start.sub()), by));
        return booking;
    }

    /** What a booking is to become. */
    public record Step(
            BookingStatus to,
            SubStatus sub,
            @Nullable Outcome outcome,
            @Nullable Instant until,
            String reason) {

        public static Step to(BookingStatus status, SubStatus sub) {
            return new Step(status, sub, null, null, "");
        }

        public static Step end(SubStatus sub, Outcome outcome, String reason) {
            var status = outcome.belongsTo(BookingStatus.FINISHED) ? BookingStatus.FINISHED : BookingStatus.RELEASED;
            return new Step(status, sub, outcome, null, reason);
        }

        /** The moment that ends this state: of a hold, or of the time to contest. */
        public Step until(Instant moment) {
            return new Step(to, sub, outcome, moment, reason);
        }

        Step because(String why) {
            return new Step(to, sub, outcome, until, why);
        }
    }

    /**
     * Changes a booking, if it still is what was read. The place is the caller's to give back.
     *
     * @return false if somebody else changed it since
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean move(Booking booking, Step step, Actor by) {
        var to = booking.status().to(step.to());
        if (!step.sub().belongsTo(to)) {
            throw new IllegalStateException(step.sub() + " is not a way to be " + to);
        }
        var now = clock.instant();
        int changed = bookings.change(new BookingMapper.Change(
                booking.id(),
                booking.status(),
                booking.subStatus(),
                to,
                step.sub(),
                step.outcome(),
                step.reason(),
                to == BookingStatus.HELD ? step.until() : null,
                to == BookingStatus.ABSENT || booking.status() == BookingStatus.ABSENT
                        ? (step.until() == null ? booking.contestUntil() : step.until())
                        : null,
                to == BookingStatus.CHECKED_IN ? now : null,
                step.outcome() == null ? null : now));
        if (changed == 1) {
            record(booking, booking.status(), to, step.sub(), step.outcome(), by, step.reason());
            events.publishEvent(new BookingMoved(booking, step, by));
        }
        return changed == 1;
    }

    /**
     * Gives an open booking the time its slot was moved to, and says so in its history.
     *
     * @return false if it is not open any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean rearrange(Booking booking, Slot slot, Bookable bookable, Actor by, String reason) {
        var cancelUntil = slot.startsAt().minus(Duration.ofMinutes(bookable.cutoffMinutes()));
        if (bookings.rearrange(booking.id(), slot.day(), slot.startsAt(), slot.endsAt(), cancelUntil) == 0) {
            return false;
        }
        record(booking, booking.status(), booking.status(), booking.subStatus(), null, by, reason);
        return true;
    }

    private void record(
            Booking booking,
            @Nullable BookingStatus from,
            BookingStatus to,
            SubStatus sub,
            @Nullable Outcome outcome,
            Actor by,
            String reason) {
        bookings.record(new BookingMapper.Move(
                ids.next(),
                booking.id(),
                from,
                to,
                sub,
                outcome,
                by.actorKey(),
                booking.personKey(),
                reason,
                clock.instant()));
    }
}
