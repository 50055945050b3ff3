package cn.estation.appointment.queue;

import cn.estation.appointment.PartlyServed;
import cn.estation.appointment.booking.Attendance;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.person.Consent;
import cn.estation.appointment.person.Party;
import cn.estation.appointment.person.Persons;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How it ends: served, served in part, or left. The booking ends in the same transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Ending {

    private static final Actor SYSTEM = () -> "system:appointment-forget";
    private static final int LONGEST_MISSING = 500;
    private static final int LONGEST_NOTE = 200;

    private final EntryMapper rows;
    private final Entries entries;
    private final Nearness nearness;
    private final WalkIns walkIns;
    private final Attendance attendance;
    private final Bookings bookings;
    private final Taking taking;
    private final Persons persons;
    private final Halls halls;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Ending(
            EntryMapper rows,
            Entries entries,
            Nearness nearness,
            WalkIns walkIns,
            Attendance attendance,
            Bookings bookings,
            Taking taking,
            Persons persons,
            Halls halls,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.entries = entries;
        this.nearness = nearness;
        this.walkIns = walkIns;
        this.attendance = attendance;
        this.bookings = bookings;
        this.taking = taking;
        this.persons = persons;
        this.halls = halls;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * All is done.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member serves no appointments
     * @throws Queue.NotSo if nobody is served with this number
     */
    public void served(Staff staff, long entryId) {
        var entry = served(entries.theirs(staff, entryId));
        end(staff, entry, EntryStatus.SERVED, "");
    }

    /**
     * Papers are missing; the person comes again.
     *
     * @param missing which; the person is told
     * @param slotId another appointment that is made at once, absent if they choose one themselves
     * @throws NotFound if it is not of the staff member's offices, or there is no such slot in them
     * @throws BadInput if nothing is missing
     * @throws Nameless if another appointment is wanted for somebody whose name nobody took
     * @throws Queue.NotSo if nobody is served with this number
     */
    public void partly(Staff staff, long entryId, String missing, @Nullable Long slotId) {
        var words = missing.strip();
        if (words.isEmpty() || words.length() > LONGEST_MISSING || !CleanText.isClean(words)) {
            throw new BadInput("请写明还差什么，不超过 500 个字，会告诉本人。");
        }
        var read = entries.theirs(staff, entryId);
        var key = read.personKey();
        if (key != null) {
            persons.hold(key);
        }
        var entry = served(read);
        end(staff, entry, EntryStatus.PARTLY, words);
        var again = slotId == null ? null : again(staff, entry, slotId);
        events.publishEvent(new PartlyServed(
                entry.id(),
                entry.residentId(),
                entry.cellId(),
                entry.title(),
                words,
                again,
                halls.hall(entry.hallId()).phone()));
    }

    private Instant again(Staff staff, Entry entry, long slotId) {
        var bookingId = entry.bookingId();
        var booking = bookingId == null ? null : bookings.find(bookingId).orElseThrow(NotFound::new);
        var party = booking == null ? party(entry) : bookings.party(booking);
        var card = booking == null ? null : booking.cardCode();
        Booking next = taking.bookFor(staff, party, slotId, entry.guideId(), card, false);
        return next.startsAt();
    }

    private Party party(Entry entry) {
        var key = entry.personKey();
        if (key == null) {
            throw new Nameless();
        }
        return new Party(
                entry.residentId(),
                key,
                null,
                entries.name(entry),
                entries.phone(entry),
                null,
                entry.residentId() == null ? Consent.ORAL : Consent.SELF,
                entry.elder());
    }

    private static Entry served(Entry entry) {
        if (!Set.of(EntryStatus.SERVING, EntryStatus.ON_HOLD).contains(entry.status())) {
            throw new Queue.NotSo(entry);
        }
        return entry;
    }

    /**
     * Staff note that somebody went away.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws Queue.NotSo if it has ended before
     */
    public void left(Staff staff, long entryId, String reason) {
        leave(staff, entries.theirs(staff, entryId), reason.isBlank() ? "先走了" : reason.strip());
    }

    /**
     * Somebody gives their number up.
     *
     * @throws NotFound if it is not the resident's
     * @throws Queue.NotSo if they are being served, or it has ended before
     */
    public void leave(Resident resident, String code) {
        var entry = entries.byCode(code)
                .filter(one -> Long.valueOf(resident.id()).equals(one.residentId()))
                .orElseThrow(NotFound::new);
        leave(resident, entry, "自己不等了");
    }

    /** At the end of a day, or when an account is given up. False if it has ended before. */
    boolean leaveIfOpen(Actor by, long entryId, String reason) {
        var entry = entries.find(entryId).orElseThrow(NotFound::new);
        if (entry.status().isOver()) {
            return false;
        }
        leave(by, entry, reason);
        return true;
    }

    /** Who gives their account up waits no more. Doing it again does nothing. */
    public void forget(long residentId) {
        rows.walkingOf(residentId).forEach(id -> leaveIfOpen(SYSTEM, id, "账号已注销"));
        rows.forget(residentId);
    }

    private void leave(Actor by, Entry read, String reason) {
        halls.holdLine(read.lineId());
        // Whoever calls holds the line: what was read before may have been called since.
        var entry = entries.find(read.id()).orElseThrow(NotFound::new);
        boolean served = entry.is(EntryStatus.SERVING) && by instanceof Resident;
        if (served || entry.status().isOver()) {
            throw new Queue.NotSo(entry);
        }
        end(by, entry, EntryStatus.LEFT, cut(reason));
        nearness.look(entry.lineId());
    }

    private void end(Actor by, Entry entry, EntryStatus to, String note) {
        write(by, entry, to, note);
        var bookingId = entry.bookingId();
        if (bookingId != null) {
            attendance.finish(by, bookingId, outcome(to), cut(note));
        }
    }

    /** The row alone. */
    private void write(Actor by, Entry entry, EntryStatus to, String note) {
        if (rows.end(entry.id(), entry.status(), to, note, clock.instant()) == 0) {
            throw new Queue.NotSo(entries.find(entry.id()).orElse(entry));
        }
        entries.moved(entry, to, entry.deskId(), by, to == EntryStatus.LEFT ? note : "");
        if (to == EntryStatus.LEFT) {
            walkIns.giveBack(entry.walkInSlotId());
        }
        audit.record(
                by, entry.cellId(), "appointment.queue", "entry:" + entry.id(), entry.label() + " " + to.title() + "。");
    }

    /** A booking was ended past the queue: its entry ends with it. */
    void follow(Actor by, Entry entry, Outcome outcome, String note) {
        var to = switch (outcome) {
            case SERVED -> EntryStatus.SERVED;
            case PARTLY_SERVED -> EntryStatus.PARTLY;
            default -> EntryStatus.LEFT;
        };
        write(by, entry, to, to == EntryStatus.PARTLY && note.isEmpty() ? "材料不齐" : note);
    }

    private static Outcome outcome(EntryStatus to) {
        return switch (to) {
            case SERVED -> Outcome.SERVED;
            case PARTLY -> Outcome.PARTLY_SERVED;
            default -> Outcome.LEFT;
        };
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST_NOTE, text.length()));
    }

    static final class Nameless extends Refusal {
        Nameless() {
            super(HttpStatus.CONFLICT, "name-needed", "这位没有留姓名，不能代约；请本人在小程序预约，或在到场登记页留下姓名后再代约。");
        }
    }
}
