package cn.estation.appointment.arrival;

import cn.estation.appointment.booking.AppointmentSettings;
import cn.estation.appointment.booking.Attendance;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.hall.DoorCode;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.person.Namesakes;
import cn.estation.appointment.person.Persons;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.EntryKind;
import cn.estation.appointment.queue.NoNumber;
import cn.estation.appointment.queue.WalkIns;
import cn.estation.audit.AuditTrail;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import cn.estation.identity.Authority;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Numbers for who has no appointment: taken at the door, or given at the desk. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Tickets {

    /** What one person may take in one line on one day. */
    static final int MOST_A_DAY = 3;

    private static final int MOST_TOPICS = 200;

    /**
     * Who stands at the desk.
     *
     * @param name absent if nobody asked
     * @param apart what tells somebody without a phone from another of the same name, absent if nobody asked
     * @param guideId absent for anything
     */
    public record AtTheDesk(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String apart,
            @Nullable Long guideId,
            boolean elder) {

        @Override
        public String toString() {
            return "AtTheDesk";
        }
    }

    private final Entries entries;
    private final WalkIns walkIns;
    private final DoorCode door;
    private final Halls halls;
    private final Bookings bookings;
    private final Bookables bookables;
    private final Persons persons;
    private final Namesakes namesakes;
    private final Guides guides;
    private final AppointmentSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Tickets(
            Entries entries,
            WalkIns walkIns,
            DoorCode door,
            Halls halls,
            Bookings bookings,
            Bookables bookables,
            Persons persons,
            Namesakes namesakes,
            Guides guides,
            AppointmentSettings settings,
            AuditTrail audit,
            Clock clock) {
        this.entries = entries;
        this.walkIns = walkIns;
        this.door = door;
        this.halls = halls;
        this.bookings = bookings;
        this.bookables = bookables;
        this.persons = persons;
        this.namesakes = namesakes;
        this.guides = guides;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A resident takes a number at the door.
     *
     * @param lineId absent if what it is about tells, or there is one line only
     * @throws Refusal {@code door-code-wrong} or {@code door-code-old} if they are not at a door
     * @throws AskAtTheDesk if residents take no numbers there themselves
     * @throws NotDoneHere if what they came for is done in another line
     * @throws LineNeeded if it is not said for what; says what there is
     * @throws HasNumber if they have one there
     * @throws HasAppointment if they have an appointment there now, for which they only have to check in
     * @throws TooManyNumbers beyond three on a day
     * @throws NoNumber if all are gone, or nobody is waited for any more today
     */
    public Entry take(
            Resident resident, String doorCode, @Nullable Long lineId, @Nullable Long guideId, boolean elder) {
        var key = persons.key(resident.id());
        persons.hold(key);
        var hall = door.hall(doorCode);
        if (!hall.selfTickets()) {
            throw new AskAtTheDesk();
        }
        var line = line(hall, lineId, guideId);
        handled(line, guideId);
        refuse(line, key);
        appointment(line, resident).ifPresent(booking -> {
            throw new HasAppointment(booking);
        });
        var slot = walkIns.take(line.id()).orElse(null);
        var who = new Entries.WalkIn(resident.id(), key, null, null, guideId, title(line, guideId), elder, slot);
        var entry = entries.arrive(resident, line, who);
        audit.record(resident, line.cellId(), "appointment.ticket", "entry:" + entry.id(), entry.label() + " 现场取号。");
        return entry;
    }

    private Line line(Hall hall, @Nullable Long lineId, @Nullable Long guideId) {
        var lines = halls.lines(hall.id());
        if (lineId != null) {
            return lines.stream()
                    .filter(line -> line.id() == lineId)
                    .findFirst()
                    .orElseThrow(NotFound::new);
        }
        var fitting = guideId == null
                ? lines
                : lines.stream().filter(line -> isDoneIn(line, guideId)).toList();
        if (fitting.size() != 1) {
            throw new LineNeeded(fitting.isEmpty() ? lines : fitting);
        }
        return fitting.getFirst();
    }

    private void handled(Line line, @Nullable Long guideId) {
        if (guideId != null && !isDoneIn(line, guideId)) {
            throw new NotDoneHere(line);
        }
    }

    /** What can be told at the desk to be what somebody came for: what its counters handle, by title. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, String> topics(Line line) {
        var titles = new LinkedHashMap<String, String>();
        halls.bookables(line.id()).stream()
                .flatMap(thing -> bookables.guides(thing.id()).stream())
                .distinct()
                .limit(MOST_TOPICS)
                .flatMap(id -> guides.published(id).stream())
                .sorted(Comparator.comparing(PublishedGuide::title))
                .forEach(guide -> titles.put(Long.toString(guide.guideId()), guide.title()));
        return titles;
    }

    private boolean isDoneIn(Line line, long guideId) {
        return halls.bookables(line.id()).stream()
                .map(Bookable::id)
                .map(bookables::guides)
                .anyMatch(done -> done.isEmpty() || done.contains(guideId));
    }

    private void refuse(Line line, String key) {
        var before = entries.ofPerson(key).stream()
                .filter(entry -> entry.issuedLineId() == line.id() || entry.lineId() == line.id())
                .toList();
        before.stream().filter(entry -> !entry.status().isOver()).findFirst().ifPresent(entry -> {
            throw new HasNumber(entry);
        });
        if (before.stream().filter(entry -> entry.kind() == EntryKind.WALK_IN).count() >= MOST_A_DAY) {
            throw new TooManyNumbers();
        }
    }

    /** What the resident, or somebody they care for, may check in for here and now. */
    private Optional<Booking> appointment(Line line, Resident resident) {
        var own = persons.key(resident.id());
        var here = halls.bookables(line.id()).stream().map(Bookable::id).toList();
        var now = clock.instant();
        return bookings.ofResidents(List.of(resident.id()), entries.today()).stream()
                .filter(booking -> booking.personKey().equals(own) && here.contains(booking.bookableId()))
                .filter(booking -> booking.is(BookingStatus.BOOKED))
                .filter(booking -> !now.isBefore(booking.startsAt().minus(Attendance.EARLY))
                        && now.isBefore(booking.endsAt().plus(settings.grace())))
                .findFirst();
    }

    private String title(Line line, @Nullable Long guideId) {
        return guideId == null
                ? line.title()
                : guides.published(guideId).map(PublishedGuide::title).orElseThrow(NotFound::new);
    }

    /**
     * Staff give a number to somebody at the desk.
     *
     * @param beyond one more than there are places, knowingly
     * @throws NotFound if the line is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member serves no appointments
     * @throws HasNumber if the person has one there
     * @throws NotDoneHere if what they came for is done elsewhere
     * @throws NamesakeHasNumber if somebody of this name without a phone has one there
     * @throws NoNumber if all are gone and {@code beyond} was not asked for
     */
    public Entry issue(Staff staff, long lineId, AtTheDesk who, boolean beyond) {
        var line = halls.theirLine(staff, lineId);
        handled(line, who.guideId());
        var name = who.name() == null || who.name().isBlank() ? null : Persons.name(who.name());
        var phone = Persons.phone(who.phone());
        var key = name == null ? null : key(line, name, phone, who.apart());
        if (key != null) {
            persons.hold(key);
            try {
                refuse(line, key);
            } catch (HasNumber has) {
                throw phone == null ? new NamesakeHasNumber(has) : has;
            }
        }
        var slot = beyond ? walkIns.takeBeyond(lineId) : walkIns.take(lineId);
        var entry = entries.arrive(
                staff,
                line,
                new Entries.WalkIn(
                        null,
                        key,
                        name,
                        phone,
                        who.guideId(),
                        title(line, who.guideId()),
                        who.elder(),
                        slot.orElse(null)));
        audit.record(
                staff,
                line.cellId(),
                "appointment.ticket",
                "entry:" + entry.id(),
                entry.label() + (beyond ? " 名额外知情加号。" : " 窗口取号。"));
        return entry;
    }

    private String key(Line line, String name, @Nullable String phone, @Nullable String apart) {
        return phone == null ? namesakes.keyForToday(line.cellId(), name, apart) : persons.key(name, phone);
    }

    /** Somebody of this name who left no phone has a number; it may be somebody else. */
    public static final class NamesakeHasNumber extends Refusal {
        NamesakeHasNumber(HasNumber has) {
            super(
                    HttpStatus.CONFLICT,
                    "namesake-has-number",
                    has.sentence().replace("，不用再取。", "。") + "同一人不用再取；是另一位同名的人，请写上怎么区分再取。");
        }
    }

    static final class AskAtTheDesk extends Refusal {
        AskAtTheDesk() {
            super(HttpStatus.CONFLICT, "ask-at-the-desk", "这里不能自己取号，请到窗口取号。");
        }
    }

    static final class NotDoneHere extends Refusal {
        NotDoneHere(Line line) {
            super(HttpStatus.CONFLICT, "not-done-in-line", "“%s”不办这件事，请换一个队取号，或不选办什么。".formatted(line.title()));
        }
    }

    static final class LineNeeded extends Refusal {
        LineNeeded(List<Line> lines) {
            super(
                    HttpStatus.CONFLICT,
                    "line-needed",
                    lines.isEmpty()
                            ? "这里还没有可以取号的窗口，请问工作人员。"
                            : "请选择办什么：%s。"
                                    .formatted(lines.stream().map(Line::title).collect(Collectors.joining("、"))));
            getBody()
                    .setProperty(
                            "lines",
                            lines.stream()
                                    .map(line -> Map.of("lineId", Long.toString(line.id()), "title", line.title()))
                                    .toList());
        }
    }

    static final class HasNumber extends Refusal {
        HasNumber(Entry entry) {
            super(
                    HttpStatus.CONFLICT,
                    "has-number",
                    "已经有号了：%s，%s，不用再取。".formatted(entry.label(), entry.status().title()));
            getBody().setProperty("ticketCode", entry.code());
            getBody().setProperty("label", entry.label());
        }
    }

    static final class HasAppointment extends Refusal {
        HasAppointment(Booking booking) {
            super(HttpStatus.CONFLICT, "has-appointment", "您约了 %s，直接签到就行，不用取号。".formatted(When.at(booking.startsAt())));
            getBody().setProperty("appointmentId", Long.toString(booking.id()));
        }
    }

    static final class TooManyNumbers extends Refusal {
        TooManyNumbers() {
            super(HttpStatus.CONFLICT, "too-many-numbers", "今天在这里已取了 3 个号，再要办请到窗口说明。");
        }
    }
}
