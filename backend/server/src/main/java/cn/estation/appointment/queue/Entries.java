package cn.estation.appointment.queue;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.hall.Line;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Time;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Everybody who has come: reads them, lets them in, and writes every step down. */
@Service
public class Entries {

    static final String NAME = "appointment_entry.name";
    static final String PHONE = "appointment_entry.phone";

    /** More people than any hall holds. */
    private static final int MOST = 500;

    /** Who takes a number without an appointment. Name and phone are absent where nobody asked for them. */
    public record WalkIn(
            @Nullable Long residentId,
            @Nullable String personKey,
            @Nullable String name,
            @Nullable String phone,
            @Nullable Long guideId,
            String title,
            boolean elder,
            @Nullable Long slotId) {

        @Override
        public String toString() {
            return "WalkIn";
        }
    }

    /** One step of an entry, as its history tells. */
    public record Step(
            @Nullable EntryStatus from,
            EntryStatus to,
            @Nullable Long deskId,
            String by,
            String reason,
            Instant at) {}

    private final EntryMapper entries;
    private final Nearness nearness;
    private final Halls halls;
    private final Authority authority;
    private final Vault vault;
    private final Ids ids;
    private final Clock clock;

    Entries(
            EntryMapper entries,
            Nearness nearness,
            Halls halls,
            Authority authority,
            Vault vault,
            Ids ids,
            Clock clock) {
        this.entries = entries;
        this.nearness = nearness;
        this.halls = halls;
        this.authority = authority;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    public Optional<Entry> find(long id) {
        return Optional.ofNullable(entries.selectById(id));
    }

    public Optional<Entry> byCode(String code) {
        return Optional.ofNullable(entries.byCode(Codes.normalize(code)));
    }

    public Optional<Entry> ofBooking(long bookingId) {
        return Optional.ofNullable(entries.ofBooking(bookingId));
    }

    /**
     * @throws NotFound if it is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member serves no appointments
     */
    public Entry theirs(Staff staff, long id) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        var entry = find(id).orElseThrow(NotFound::new);
        authority.require(staff, Permission.SERVE_APPOINTMENTS, entry.cellId());
        return entry;
    }

    /** What a resident holds or held today, the newest first. */
    public List<Entry> ofResident(long residentId) {
        return entries.ofResident(residentId, today());
    }

    /** What somebody holds or held today. */
    public List<Entry> ofPerson(String personKey) {
        return entries.ofPerson(personKey, today());
    }

    /** Who stands at a desk. */
    public Optional<Entry> front(long deskId) {
        return Optional.ofNullable(entries.front(deskId));
    }

    /** Who waits in a line today, the next first. */
    public List<Entry> waiting(long lineId) {
        return entries.waiting(lineId, today(), clock.instant(), MOST);
    }

    /** Who of a hall is in one of these states today, called last first. */
    public List<Entry> ofHall(long hallId, Collection<EntryStatus> statuses) {
        return entries.ofHall(hallId, today(), statuses, MOST);
    }

    /** How many wait in each line of a hall; lines without anybody are left out. */
    public Map<Long, Integer> waitingByLine(long hallId) {
        return entries.counts(hallId, today()).stream()
                .collect(Collectors.toMap(EntryMapper.Count::lineId, EntryMapper.Count::waiting));
    }

    /** How many wait in all of these halls. */
    public long waitingIn(Collection<Long> hallIds) {
        return hallIds.isEmpty() ? 0 : entries.waitingIn(hallIds, today());
    }

    /** How many are called before somebody who waits; empty for anybody else. */
    public Optional<Integer> ahead(Entry entry) {
        if (!entry.is(EntryStatus.WAITING) || !entry.day().equals(today())) {
            return Optional.empty();
        }
        var line = waiting(entry.lineId());
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i).id() == entry.id()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The steps of an entry, the first first. */
    public List<Step> history(long entryId) {
        return entries.moves(entryId).stream()
                .map(move -> new Step(
                        move.fromStatus(),
                        move.toStatus(),
                        move.deskId(),
                        move.movedBy(),
                        move.reason(),
                        move.movedAt()))
                .toList();
    }

    /** Name of who took a number at the desk, if it was told. Seen for a reason only. */
    public @Nullable String name(Entry entry) {
        var sealed = entry.name();
        return sealed == null ? null : vault.open(sealed, NAME, entry.id());
    }

    /** The same of the phone. */
    public @Nullable String phone(Entry entry) {
        var sealed = entry.phone();
        return sealed == null ? null : vault.open(sealed, PHONE, entry.id());
    }

    /** Somebody who booked has come. */
    @Transactional(propagation = Propagation.MANDATORY)
    Entry arrive(Actor by, Line line, Booking booking, String title) {
        var hall = halls.hall(line.hallId());
        var place = TurnOrder.booked(hall, booking.startsAt(), clock.instant(), booking.elder());
        var who = new WalkIn(
                booking.residentId(), booking.personKey(), null, null, booking.guideId(), title, booking.elder(), null);
        return insert(by, line, who, place, EntryKind.BOOKED, booking.id());
    }

    /** Somebody without an appointment takes a number. The place, where such are counted, is the caller's to take. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Entry arrive(Actor by, Line line, WalkIn who) {
        Hall hall = halls.hall(line.hallId());
        var place = TurnOrder.unbooked(hall, clock.instant(), who.elder(), false);
        return insert(by, line, who, place, EntryKind.WALK_IN, null);
    }

    private Entry insert(
            Actor by, Line line, WalkIn who, TurnOrder.Place place, EntryKind kind, @Nullable Long bookingId) {
        long id = ids.next();
        var day = today();
        entries.count(line.id(), day);
        int number = entries.counted(line.id(), day);
        var name = who.name();
        var phone = who.phone();
        var entry = new Entry(
                id,
                line.hallId(),
                line.id(),
                line.id(),
                line.cellId(),
                day,
                number,
                line.label(number),
                Codes.next(),
                kind,
                bookingId,
                who.slotId(),
                who.residentId(),
                who.personKey(),
                name == null ? null : vault.seal(name, NAME, id),
                phone == null ? null : vault.seal(phone, PHONE, id),
                who.guideId(),
                who.title(),
                who.elder(),
                place.late(),
                place.placeAt(),
                place.dueAt(),
                EntryStatus.WAITING,
                null,
                null,
                0,
                clock.instant(),
                null,
                null,
                null,
                null,
                "");
        entries.insert(entry);
        write(entry, null, EntryStatus.WAITING, null, by, kind.title());
        nearness.arrived(entry);
        return entry;
    }

    /** Writes a step down that has just been made. */
    @Transactional(propagation = Propagation.MANDATORY)
    void moved(Entry before, EntryStatus to, @Nullable Long deskId, Actor by, String reason) {
        moved(before, before.status(), to, deskId, by, reason);
    }

    /** The same where the statement decided what it was before. */
    @Transactional(propagation = Propagation.MANDATORY)
    void moved(Entry entry, EntryStatus from, EntryStatus to, @Nullable Long deskId, Actor by, String reason) {
        write(entry, from, from.to(to), deskId, by, reason);
    }

    private void write(
            Entry entry, @Nullable EntryStatus from, EntryStatus to, @Nullable Long deskId, Actor by, String reason) {
        entries.record(new EntryMapper.Move(
                ids.next(), entry.id(), from, to, lineNow(entry), deskId, by.actorKey(), reason, clock.instant()));
    }

    /** After a transfer the row knows better than whoever read it before. */
    private long lineNow(Entry entry) {
        return Objects.requireNonNull(entries.selectById(entry.id())).lineId();
    }
}
