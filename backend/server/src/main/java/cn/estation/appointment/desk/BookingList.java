package cn.estation.appointment.desk;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.flag.Flag;
import cn.estation.appointment.flag.Flags;
import cn.estation.appointment.person.Persons;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds bookings for staff: by what they have in common, or by what one person shows or says. */
@Service
public class BookingList {

    private static final Duration LOOKS_BACK = Duration.ofDays(90);
    private static final int MOST_FOUND = 50;
    private static final Pattern PHONE = Pattern.compile("[0-9+][0-9 -]{5,19}");
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z -]{11,18}");
    private static final Pattern HAS_LETTER = Pattern.compile(".*[A-Za-z].*");

    /**
     * A booking as lists show it.
     *
     * @param name masked
     * @param phone masked, empty if there is none
     */
    public record Line(Booking booking, String thing, String title, String name, String phone, List<Flag> flags) {

        /** How it stands, in a few words. */
        public String state() {
            var outcome = booking.outcome();
            return outcome != null
                    ? outcome.title()
                    : switch (booking.status()) {
                        case HELD, ABSENT -> booking.subStatus().title();
                        default -> booking.status().title();
                    };
        }

        /** Good, info, wait or idle. */
        public String tone() {
            if (!flags.isEmpty()) {
                return "wait";
            }
            return switch (booking.status()) {
                case HELD, ABSENT -> "wait";
                case BOOKED -> "info";
                case CHECKED_IN -> "good";
                case FINISHED, RELEASED -> "idle";
            };
        }
    }

    private final BookingListMapper search;
    private final Bookings bookings;
    private final Bookables bookables;
    private final Flags flags;
    private final Persons persons;
    private final Residents residents;
    private final Authority authority;
    private final AuditTrail audit;
    private final Clock clock;

    BookingList(
            BookingListMapper search,
            Bookings bookings,
            Bookables bookables,
            Flags flags,
            Persons persons,
            Residents residents,
            Authority authority,
            AuditTrail audit,
            Clock clock) {
        this.search = search;
        this.bookings = bookings;
        this.bookables = bookables;
        this.flags = flags;
        this.persons = persons;
        this.residents = residents;
        this.authority = authority;
        this.audit = audit;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    /** The offices whose bookings a member of staff may see. */
    public List<Long> cells(Staff staff) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        return bookables.cells(staff, Permission.SERVE_APPOINTMENTS);
    }

    /** How many bookings of these offices a search finds. */
    public long count(Collection<Long> cells, BookingSearch what) {
        return cells.isEmpty() ? 0 : search.count(cells, what.bounded(today()));
    }

    /** The bookings of these offices a search finds, the soonest first. */
    public Page<Booking> page(Collection<Long> cells, BookingSearch what, PageQuery query) {
        return cells.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(
                        rows(
                                cells,
                                what,
                                query.after() == null ? null : query.after().value(),
                                query.limit()),
                        query,
                        Booking::id);
    }

    /** The next so many after a booking, the first for none. */
    public List<Booking> rows(Collection<Long> cells, BookingSearch what, @Nullable Long after, int most) {
        var last = after == null ? null : bookings.find(after).orElse(null);
        return search.page(
                cells,
                what.bounded(today()),
                last == null ? null : last.startsAt(),
                last == null ? null : last.id(),
                most);
    }

    /** Bookings as lists show them, in a few reads however many there are. */
    public List<Line> lines(Collection<Booking> some) {
        var things = bookables.all(some.stream().map(Booking::bookableId).toList()).stream()
                .collect(Collectors.toMap(Bookable::id, Function.identity()));
        var names = bookings.maskedNames(some);
        var phones = bookings.maskedPhones(some);
        Map<Long, List<Flag>> pending = flags
                .pending(some.stream().map(Booking::id).toList())
                .stream()
                .collect(Collectors.groupingBy(Flag::bookingId));
        return some.stream()
                .map(booking -> {
                    var thing = Objects.requireNonNull(things.get(booking.bookableId()));
                    return new Line(
                            booking,
                            thing.title(),
                            Taking.title(booking, thing),
                            names.getOrDefault(booking.id(), ""),
                            phones.getOrDefault(booking.id(), ""),
                            pending.getOrDefault(booking.id(), List.of()));
                })
                .toList();
    }

    /** The same without anybody's name, phone or flags, for tables that leave the house. */
    public List<Line> plain(Collection<Booking> some) {
        var things = bookables.all(some.stream().map(Booking::bookableId).toList()).stream()
                .collect(Collectors.toMap(Bookable::id, Function.identity()));
        return some.stream()
                .map(booking -> {
                    var thing = Objects.requireNonNull(things.get(booking.bookableId()));
                    return new Line(booking, thing.title(), Taking.title(booking, thing), "", "", List.of());
                })
                .toList();
    }

    /**
     * What somebody has who shows a code or tells a phone number or a name. That staff looked is on record, what they typed
     * is not.
     *
     * @throws BadInput if nothing was typed
     */
    @Transactional
    public List<Booking> find(Staff staff, String typed) {
        var cells = cells(staff);
        var text = CleanText.normalize(typed).strip();
        if (text.isEmpty() || text.length() > 40) {
            throw new BadInput("请输入签到码、电话或姓名。");
        }
        var found = cells.isEmpty() ? List.<Booking>of() : found(cells, text);
        audit.record(staff, 0, "appointment.find", "appointment:0", "查找预约，找到 " + found.size() + " 个。");
        return found;
    }

    private List<Booking> found(List<Long> cells, String text) {
        var since = clock.instant().minus(LOOKS_BACK);
        if (CODE.matcher(text).matches() && (HAS_LETTER.matcher(text).matches() || text.length() == 13)) {
            var byCode = bookings.byCode(text).filter(booking -> cells.contains(booking.cellId()));
            if (byCode.isPresent()) {
                return List.of(byCode.get());
            }
        }
        if (PHONE.matcher(text).matches()) {
            var phone = Objects.requireNonNull(Persons.phone(text));
            return search
                    .byPhone(
                            cells,
                            persons.phoneIndex(phone),
                            residents.withPhone(phone),
                            LocalDate.ofInstant(since, Time.CHINA),
                            since,
                            MOST_FOUND)
                    .stream()
                    .sorted(Comparator.comparing(Booking::startsAt).reversed())
                    .toList();
        }
        return search.byName(cells, persons.nameIndex(text), since, MOST_FOUND);
    }

    /** What people said they still miss, by booking; absent where nobody said anything. */
    Map<Long, Integer> missing(Collection<Long> bookingIds) {
        return bookingIds.isEmpty()
                ? Map.of()
                : search.missing(bookingIds).stream()
                        .collect(Collectors.toMap(
                                BookingListMapper.Missing::bookingId, BookingListMapper.Missing::missing));
    }
}
