package cn.estation.appointment.arrival;

import cn.estation.appointment.booking.Attendance;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.SubStatus;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.DoorCode;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.person.Persons;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Somebody with an appointment is there: at the door with their phone, or at the desk with a code or a phone number. */
@Service
public class Arrivals {

    static final int WRONG_CODES_ALLOWED = 10;
    private static final Duration WRONG_CODES_COUNT_FOR = Duration.ofMinutes(10);

    private final Attendance attendance;
    private final Bookings bookings;
    private final Bookables bookables;
    private final Slots slots;
    private final Persons persons;
    private final Entries entries;
    private final DoorCode door;
    private final Halls halls;
    private final Desks desks;
    private final WrongCodeMapper wrong;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Arrivals(
            Attendance attendance,
            Bookings bookings,
            Bookables bookables,
            Slots slots,
            Persons persons,
            Entries entries,
            DoorCode door,
            Halls halls,
            Desks desks,
            WrongCodeMapper wrong,
            Authority authority,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.attendance = attendance;
        this.bookings = bookings;
        this.bookables = bookables;
        this.slots = slots;
        this.persons = persons;
        this.entries = entries;
        this.door = door;
        this.halls = halls;
        this.desks = desks;
        this.wrong = wrong;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A resident scans the code at the door.
     *
     * @return the number, absent for what nobody queues for
     * @throws NotFound if the appointment is not the resident's
     * @throws Refusal {@code door-code-wrong} or {@code door-code-old} if they are not at a door
     * @throws AnotherHall if the appointment is somewhere else
     * @throws ClosedToday if nothing is done there now; it is not held against anybody
     * @throws Refusal {@code too-early-to-check-in} or {@code not-to-check-in}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Entry> atTheDoor(Resident resident, long bookingId, String doorCode) {
        persons.hold(bookings.own(resident, bookingId).personKey());
        var booking = bookings.own(resident, bookingId);
        var hall = door.hall(doorCode);
        var bookable = bookables.find(booking.bookableId()).orElseThrow(NotFound::new);
        if (hall.placeId() != place(bookable)) {
            throw new AnotherHall(hall, bookable);
        }
        return checkIn(resident, booking, bookable, SubStatus.AT_THE_DOOR);
    }

    private static long place(Bookable bookable) {
        var point = bookable.pointId();
        return point == null ? bookable.cellId() : point;
    }

    /**
     * Staff check somebody in whom they have found.
     *
     * @param how {@link SubStatus#BY_CODE}, {@code BY_PHONE} or {@code BY_STAFF}
     * @throws NotFound if it is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member serves no appointments
     * @throws ClosedToday if nothing is done there now
     * @throws Refusal {@code too-early-to-check-in} or {@code not-to-check-in}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Entry> atTheDesk(Staff staff, long bookingId, SubStatus how) {
        persons.hold(bookings.theirs(staff, bookingId).personKey());
        var booking = bookings.theirs(staff, bookingId);
        return checkIn(staff, booking, bookables.find(booking.bookableId()).orElseThrow(NotFound::new), how);
    }

    private Optional<Entry> checkIn(Actor by, Booking booking, Bookable bookable, SubStatus how) {
        var slot = slots.find(booking.slotId()).orElseThrow(NotFound::new);
        boolean run = slot.isOpen()
                || halls.lineOf(bookable.id())
                        .filter(line -> desks.anyOpen(line.id()))
                        .isPresent();
        if (booking.is(BookingStatus.BOOKED) && !run) {
            throw new ClosedToday(booking, bookable);
        }
        attendance.checkIn(by, booking.id(), how);
        return entries.ofBooking(booking.id());
    }

    /**
     * The appointment a code stands for. Runs before the command's transaction, so that a wrong code stays counted though it
     * is refused.
     *
     * @throws Authority.NotAllowed if the staff member serves no appointments
     * @throws TooManyWrongCodes after ten wrong codes or numbers in ten minutes
     * @throws WrongCode if there is no such code, or it is of another office
     */
    @Transactional(propagation = Propagation.NEVER)
    public long byCode(Staff staff, String typed) {
        guard(staff);
        var cells = bookables.cells(staff, Permission.SERVE_APPOINTMENTS);
        return bookings.byCode(typed)
                .filter(booking -> cells.contains(booking.cellId()))
                .map(Booking::id)
                .orElseThrow(() -> {
                    count(staff, "签到码不正确。");
                    return new WrongCode();
                });
    }

    /**
     * Appointments of today with this phone number, at the staff member's offices.
     *
     * @throws Authority.NotAllowed if the staff member serves no appointments
     * @throws BadInput if it is no phone number
     * @throws TooManyWrongCodes after ten wrong codes or numbers in ten minutes
     * @throws NobodyToday if there is none
     */
    @Transactional(propagation = Propagation.NEVER)
    public List<Booking> byPhone(Staff staff, String typed) {
        guard(staff);
        var phone = Persons.phone(typed);
        if (phone == null) {
            throw new BadInput("请输入预约时留的电话。");
        }
        var cells = bookables.cells(staff, Permission.SERVE_APPOINTMENTS);
        var found = bookings.byPhone(phone, entries.today()).stream()
                .filter(booking -> cells.contains(booking.cellId()))
                .toList();
        if (found.isEmpty()) {
            count(staff, "电话没有对应的预约。");
            throw new NobodyToday();
        }
        return found;
    }

    private void guard(Staff staff) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        if (wrong.since(staff.id(), clock.instant().minus(WRONG_CODES_COUNT_FOR)) >= WRONG_CODES_ALLOWED) {
            throw new TooManyWrongCodes();
        }
    }

    private void count(Staff staff, String detail) {
        wrong.add(ids.next(), staff.id(), clock.instant());
        audit.refused(staff, 0, "appointment.check-in", "appointment:0", detail);
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> forgetWrongCheckIns(WrongCodeMapper wrong, Clock clock) {
            return Tasks.recurring("appointment-forget-wrong-codes", FixedDelay.of(Duration.ofHours(6)))
                    .execute((instance, context) -> wrong.forget(clock.instant().minus(Duration.ofDays(1))));
        }
    }

    static final class WrongCode extends Refusal {
        WrongCode() {
            super(HttpStatus.CONFLICT, "check-in-code-wrong", "没有找到这个签到码，请核对后重新输入，并确认是在这里办。");
        }
    }

    static final class NobodyToday extends Refusal {
        NobodyToday() {
            super(HttpStatus.CONFLICT, "nobody-today", "今天没有用这个电话约的号，请核对电话，或看签到码、现场取号。");
        }
    }

    static final class TooManyWrongCodes extends Refusal {
        TooManyWrongCodes() {
            super(HttpStatus.TOO_MANY_REQUESTS, "too-many-wrong-codes", "输错的次数太多，请 10 分钟后再试，或在当天名单里点签到。");
        }
    }

    static final class AnotherHall extends Refusal {
        AnotherHall(Hall here, Bookable there) {
            super(
                    HttpStatus.CONFLICT,
                    "another-hall",
                    "这里是%s，您约的是“%s”，请到%s签到。".formatted(here.name(), there.title(), there.place()));
        }
    }

    static final class ClosedToday extends Refusal {
        ClosedToday(Booking booking, Bookable bookable) {
            super(
                    HttpStatus.CONFLICT,
                    "closed-today",
                    "“%s”%s 不办理，不用签到，也不算爽约；请改期%s。"
                            .formatted(
                                    bookable.title(),
                                    When.at(booking.startsAt()),
                                    bookable.phone().isEmpty() ? "" : "，或致电 " + bookable.phone()));
        }
    }
}
