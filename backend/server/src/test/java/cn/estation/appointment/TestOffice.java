package cn.estation.appointment;

import cn.estation.Caller;
import cn.estation.appointment.absence.Absences;
import cn.estation.appointment.absence.Disruptions;
import cn.estation.appointment.booking.Attendance;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.OfficeDecisions;
import cn.estation.appointment.booking.SubStatus;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.calendar.TemplateDraft;
import cn.estation.appointment.flag.Flag;
import cn.estation.appointment.flag.Flags;
import cn.estation.appointment.person.CaredPeople;
import cn.estation.appointment.plan.Closings;
import cn.estation.appointment.plan.Hours;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Turns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What staff do with appointments, as the console's forms do it. */
@Component
public class TestOffice {

    private final Closings closings;
    private final Hours hours;
    private final OfficeDecisions decisions;
    private final Taking taking;
    private final Attendance attendance;
    private final Absences absences;
    private final Disruptions disruptions;
    private final CaredPeople people;
    private final Bookings bookings;
    private final Slots slots;
    private final Flags flags;
    private final Turns turns;
    private final JdbcClient database;

    TestOffice(
            Closings closings,
            Hours hours,
            OfficeDecisions decisions,
            Taking taking,
            Attendance attendance,
            Absences absences,
            Disruptions disruptions,
            CaredPeople people,
            Bookings bookings,
            Slots slots,
            Flags flags,
            Turns turns,
            JdbcClient database) {
        this.closings = closings;
        this.hours = hours;
        this.decisions = decisions;
        this.taking = taking;
        this.attendance = attendance;
        this.absences = absences;
        this.disruptions = disruptions;
        this.people = people;
        this.bookings = bookings;
        this.slots = slots;
        this.flags = flags;
        this.turns = turns;
        this.database = database;
    }

    /** The principal behind a signed-in caller, with the grants of a role for one office. */
    private Staff staff(Caller caller) {
        var grant = database.sql("SELECT role, cell_id FROM identity_staff_role WHERE staff_id = ?")
                .param(caller.staffId())
                .query((row, n) -> new Staff.Grant(StaffRole.valueOf(row.getString(1)), row.getLong(2)))
                .single();
        return new Staff(caller.staffId(), "", 0, List.of(grant));
    }

    private <T> T act(Caller caller, Supplier<T> command) {
        return turns.take(staff(caller), command);
    }

    public long close(Caller caller, long bookableId, LocalDate day, String reason) {
        return act(caller, () -> closings.close(staff(caller), bookableId, day, day, reason));
    }

    public void reopen(Caller caller, long closingId) {
        act(caller, () -> {
            closings.revoke(staff(caller), closingId);
            return closingId;
        });
    }

    /** Ids of the bookings a change of hours would touch. */
    public List<Long> preview(Caller caller, long bookableId, LocalDate from, TemplateDraft... drafts) {
        return hours.preview(staff(caller), bookableId, from, Arrays.asList(drafts)).affected().stream()
                .map(affected -> affected.booking().id())
                .toList();
    }

    public void approve(Caller caller, long bookingId) {
        act(caller, () -> decisions.approve(staff(caller), bookingId));
    }

    public void reject(Caller caller, long bookingId, String reason) {
        act(caller, () -> decisions.reject(staff(caller), bookingId, reason));
    }

    public long bookFor(Caller caller, long slotId, String name, @Nullable String phone, boolean overbook) {
        var who = new CaredPeople.Visitor(name, phone, false, false, null, null, null);
        return act(caller, () -> {
            var party = people.atTheDesk(
                    staff(caller), slots.find(slotId).orElseThrow().cellId(), who);
            return taking.bookFor(staff(caller), party, slotId, null, null, overbook)
                    .id();
        });
    }

    public void checkIn(Caller caller, long bookingId) {
        act(caller, () -> attendance.checkIn(staff(caller), bookingId, SubStatus.BY_STAFF));
    }

    public void late(Caller caller, long bookableId, Instant from, Instant to) {
        act(caller, () -> {
            disruptions.record(staff(caller), bookableId, Disruptions.Kind.LATE, from, to, "设备故障");
            return bookableId;
        });
    }

    public void decide(Caller caller, long bookingId, boolean counts) {
        act(caller, () -> absences.decide(staff(caller), bookingId, counts, "已核实情况"));
    }

    public List<Flag> flagged(long bookingId) {
        return flags.pending(List.of(bookingId));
    }

    public String masked(long bookingId) {
        var booking = bookings.find(bookingId).orElseThrow();
        return bookings.maskedNames(List.of(booking)).getOrDefault(bookingId, "");
    }
}
