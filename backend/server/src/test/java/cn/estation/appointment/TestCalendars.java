package cn.estation.appointment;

import cn.estation.appointment.absence.Absences;
import cn.estation.appointment.booking.Expiry;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.BookableDraft;
import cn.estation.appointment.calendar.BookableKind;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.SessionCalendar;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.calendar.TemplateDraft;
import cn.estation.appointment.plan.Generation;
import cn.estation.appointment.plan.Hours;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Things to book, for tests. */
@Component
public class TestCalendars {

    private static final Actor TESTS = () -> "system:tests";

    private final Bookables bookables;
    private final Hours hours;
    private final Generation generation;
    private final Slots slots;
    private final Expiry expiry;
    private final Absences absences;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final Clock clock;

    TestCalendars(
            Bookables bookables,
            Hours hours,
            Generation generation,
            Slots slots,
            Expiry expiry,
            Absences absences,
            TransactionTemplate transaction,
            JdbcClient database,
            Clock clock) {
        this.bookables = bookables;
        this.hours = hours;
        this.generation = generation;
        this.slots = slots;
        this.expiry = expiry;
        this.absences = absences;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
    }

    /** The rules of a counter that is easy on everybody; tests change what they are about. */
    public record Rules(
            BookableKind kind,
            @Nullable Integer perDay,
            @Nullable Integer perWeek,
            @Nullable Integer perOpen,
            boolean household,
            boolean approval,
            int cutoffMinutes,
            int horizonDays,
            @Nullable Long pointId,
            @Nullable Long counterId,
            Set<Long> guides) {

        public static Rules easy() {
            return new Rules(BookableKind.COUNTER, null, null, null, false, false, 120, 30, null, null, Set.of());
        }

        public Rules perDay(int most) {
            return new Rules(
                    kind,
                    most,
                    perWeek,
                    perOpen,
                    household,
                    approval,
                    cutoffMinutes,
                    horizonDays,
                    pointId,
                    counterId,
                    guides);
        }

        public Rules perWeek(int most) {
            return new Rules(
                    kind,
                    perDay,
                    most,
                    perOpen,
                    household,
                    approval,
                    cutoffMinutes,
                    horizonDays,
                    pointId,
                    counterId,
                    guides);
        }

        public Rules perOpen(int most) {
            return new Rules(
                    kind,
                    perDay,
                    perWeek,
                    most,
                    household,
                    approval,
                    cutoffMinutes,
                    horizonDays,
                    pointId,
                    counterId,
                    guides);
        }

        public Rules forHouseholds() {
            return new Rules(
                    kind,
                    perDay,
                    perWeek,
                    perOpen,
                    true,
                    approval,
                    cutoffMinutes,
                    horizonDays,
                    pointId,
                    counterId,
                    guides);
        }

        public Rules withApproval() {
            return new Rules(
                    kind,
                    perDay,
                    perWeek,
                    perOpen,
                    household,
                    true,
                    cutoffMinutes,
                    horizonDays,
                    pointId,
                    counterId,
                    guides);
        }

        public Rules cutoff(int minutes) {
            return new Rules(
                    kind,
                    perDay,
                    perWeek,
                    perOpen,
                    household,
                    approval,
                    minutes,
                    horizonDays,
                    pointId,
                    counterId,
                    guides);
        }

        public Rules horizon(int days) {
            return new Rules(
                    kind,
                    perDay,
                    perWeek,
                    perOpen,
                    household,
                    approval,
                    cutoffMinutes,
                    days,
                    pointId,
                    counterId,
                    guides);
        }

        public Rules at(long point, long counter) {
            return new Rules(
                    kind,
                    perDay,
                    perWeek,
                    perOpen,
                    household,
                    approval,
                    cutoffMinutes,
                    horizonDays,
                    point,
                    counter,
                    guides);
        }

        public Rules handling(Long... guideIds) {
            return new Rules(
                    kind,
                    perDay,
                    perWeek,
                    perOpen,
                    household,
                    approval,
                    cutoffMinutes,
                    horizonDays,
                    pointId,
                    counterId,
                    Set.of(guideIds));
        }
    }

    /** A counter without any slots yet. */
    public Bookable counter(long cellId, Rules rules) {
        var draft = new BookableDraft(
                cellId,
                rules.kind(),
                "综合窗口",
                "什么都办。",
                "社区服务大厅",
                "000-55500100",
                rules.pointId(),
                rules.counterId(),
                0,
                rules.horizonDays(),
                0,
                rules.cutoffMinutes(),
                rules.perDay(),
                rules.perWeek(),
                rules.perOpen(),
                rules.household(),
                rules.approval(),
                "身份证带了吗\n一寸照片带了吗",
                rules.guides());
        return Objects.requireNonNull(transaction.execute(status -> bookables.add(TESTS, draft, null)));
    }

    /** A counter with half-hour slots from nine to noon, every day of the week, from today on. */
    public Bookable open(long cellId, int capacity, UnaryOperator<Rules> rules) {
        var bookable = counter(cellId, rules.apply(Rules.easy()));
        hours(bookable.id(), today(), every(540, 720, 30, capacity, 0, 0));
        return bookable;
    }

    public Bookable open(long cellId, int capacity) {
        return open(cellId, capacity, rules -> rules);
    }

    /** Hours on every day of the week, holidays or not. */
    public static TemplateDraft every(int from, int to, int length, int capacity, int elders, int walkIns) {
        return new TemplateDraft(127, SessionCalendar.EVERY_DAY, from, to, length, capacity, elders, walkIns, null);
    }

    /** Sets the hours and makes the slots at once. */
    public void hours(long bookableId, LocalDate from, TemplateDraft... drafts) {
        transaction.executeWithoutResult(
                status -> hours.set(TESTS, bookables.find(bookableId).orElseThrow(), from, List.of(drafts)));
        generation.generate(bookableId);
    }

    public void generate(long bookableId) {
        generation.generate(bookableId);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    public Instant now() {
        return clock.instant();
    }

    /** The slots of a day that many days ahead. */
    public List<Slot> slots(Bookable bookable, int daysAhead) {
        return slots.ofDay(bookable.id(), today().plusDays(daysAhead));
    }

    /** What can be booked at a service point. */
    public List<Bookable> ofPoint(long pointId) {
        return bookables.ofPoint(pointId);
    }

    /** A thing by id, as it is now. */
    public Bookable bookable(long id) {
        return bookables.find(id).orElseThrow();
    }

    /** The first slot of a day that many days ahead. */
    public Slot slot(Bookable bookable, int daysAhead) {
        return slots(bookable, daysAhead).getFirst();
    }

    public Slot slot(long id) {
        return slots.find(id).orElseThrow();
    }

    /** Lets a slot and its bookings be so much earlier. */
    public void age(long slotId, Duration by) {
        for (var sql : List.of("""
                UPDATE appointment_slot SET starts_at = TIMESTAMPADD(SECOND, ?, starts_at),
                  ends_at = TIMESTAMPADD(SECOND, ?, ends_at), opens_at = TIMESTAMPADD(SECOND, ?, opens_at),
                  closes_at = TIMESTAMPADD(SECOND, ?, closes_at),
                  elder_release_at = TIMESTAMPADD(SECOND, ?, elder_release_at),
                  day = DATE(TIMESTAMPADD(HOUR, 8, starts_at)) WHERE id = ?""", """
                UPDATE appointment_booking SET starts_at = TIMESTAMPADD(SECOND, ?, starts_at),
                  ends_at = TIMESTAMPADD(SECOND, ?, ends_at), cancel_until = TIMESTAMPADD(SECOND, ?, cancel_until),
                  expires_at = TIMESTAMPADD(SECOND, ?, expires_at),
                  contest_until = TIMESTAMPADD(SECOND, ?, contest_until),
                  day = DATE(TIMESTAMPADD(HOUR, 8, starts_at)) WHERE slot_id = ?""")) {
            long back = -by.toSeconds();
            database.sql(sql).params(back, back, back, back, back, slotId).update();
        }
        database.sql("""
                        UPDATE appointment_reminder SET due_at = TIMESTAMPADD(SECOND, ?, due_at)
                        WHERE booking_id IN (SELECT id FROM appointment_booking WHERE slot_id = ?)""").params(-by.toSeconds(), slotId).update();
    }

    /** Lets a booking alone be so much earlier. */
    public void ageBooking(long bookingId, Duration by) {
        long back = -by.toSeconds();
        database.sql("""
                        UPDATE appointment_booking SET starts_at = TIMESTAMPADD(SECOND, ?, starts_at),
                          ends_at = TIMESTAMPADD(SECOND, ?, ends_at),
                          cancel_until = TIMESTAMPADD(SECOND, ?, cancel_until),
                          day = DATE(TIMESTAMPADD(HOUR, 8, starts_at)) WHERE id = ?""").params(back, back, back, bookingId).update();
    }

    public String status(long bookingId) {
        return database.sql("SELECT status FROM appointment_booking WHERE id = ?")
                .param(bookingId)
                .query(String.class)
                .single();
    }

    /** Closes a slot as an exceptional closure does. */
    public void shut(long slotId) {
        database.sql("UPDATE appointment_slot SET status = 'CLOSED', closed_why = 'CLOSURE' WHERE id = ?")
                .param(slotId)
                .update();
    }

    /** Lets the time of a hold or an offer run out. */
    public void runOut(long bookingId) {
        database.sql("UPDATE appointment_booking SET expires_at = TIMESTAMPADD(SECOND, -1, ?) WHERE id = ?")
                .params(java.time.LocalDateTime.ofInstant(clock.instant(), java.time.ZoneOffset.UTC), bookingId)
                .update();
    }

    /** Lets the time to contest run out. */
    public void contestOver(long bookingId) {
        database.sql("UPDATE appointment_booking SET contest_until = TIMESTAMPADD(SECOND, -1, ?) WHERE id = ?")
                .params(java.time.LocalDateTime.ofInstant(clock.instant(), java.time.ZoneOffset.UTC), bookingId)
                .update();
    }

    public void expire() {
        expiry.expireWhatIsDue();
    }

    public void lookForAbsences() {
        absences.look();
    }

    /** Places taken that no row has, or the other way about; read at one moment, since timers go on. */
    public long placesWithoutRows(long slotId) {
        return database.sql("""
                        SELECT CAST(s.taken AS SIGNED) - (SELECT COUNT(*) FROM appointment_booking b
                          WHERE b.slot_id = s.id AND b.status <> 'RELEASED') FROM appointment_slot s WHERE s.id = ?""").param(slotId).query(Long.class).single();
    }

    /** Rows of a slot that have a place. */
    public long seats(long slotId) {
        return database.sql("SELECT COUNT(*) FROM appointment_booking WHERE slot_id = ? AND status <> 'RELEASED'")
                .param(slotId)
                .query(Long.class)
                .single();
    }
}
