package cn.estation.appointment.booking;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** On the day: somebody comes, and is done. What happens between is the queue's. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Attendance {

    /** How long before the beginning somebody may check in. */
    public static final Duration EARLY = Duration.ofMinutes(60);

    private final Bookings bookings;
    private final AppointmentSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Attendance(Bookings bookings, AppointmentSettings settings, AuditTrail audit, Clock clock) {
        this.bookings = bookings;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Somebody is there. The caller has found the booking by its code, by phone, or as the owner's.
     *
     * @param how {@link SubStatus#BY_CODE}, {@code BY_PHONE}, {@code AT_THE_DOOR} or {@code BY_STAFF}
     * @throws NotFound if there is no such booking
     * @throws NotToCheckIn if it is not an appointment, is over, or it is too early
     */
    public Booking checkIn(Actor by, long bookingId, SubStatus how) {
        var booking = bookings.find(bookingId).orElseThrow(NotFound::new);
        var now = clock.instant();
        if (booking.is(BookingStatus.CHECKED_IN)) {
            return booking;
        }
        boolean inTime = !now.isBefore(booking.startsAt().minus(EARLY))
                && now.isBefore(booking.endsAt().plus(settings.grace()));
        if (!booking.is(BookingStatus.BOOKED)
                || !inTime
                || !bookings.move(booking, Bookings.Step.to(BookingStatus.CHECKED_IN, how), by)) {
            throw new NotToCheckIn(bookings.find(bookingId).orElseThrow(), now.isBefore(booking.startsAt()));
        }
        audit.record(by, booking.cellId(), "appointment.check-in", Taking.subject(booking), how.title() + "签到。");
        return bookings.find(bookingId).orElseThrow();
    }

    /**
     * Somebody was ticked off who was not there: they are expected again.
     *
     * @throws NotFound if there is no such booking
     * @throws NotToUndo if the person is not checked in, or it is too late
     */
    public Booking undo(Actor by, long bookingId, String reason) {
        var booking = bookings.find(bookingId).orElseThrow(NotFound::new);
        boolean inTime = clock.instant().isBefore(booking.endsAt().plus(settings.grace()));
        if (!booking.is(BookingStatus.CHECKED_IN)
                || !inTime
                || !bookings.move(
                        booking,
                        Bookings.Step.to(BookingStatus.BOOKED, SubStatus.MARK_UNDONE)
                                .because(reason),
                        by)) {
            throw new NotToUndo();
        }
        audit.record(by, booking.cellId(), "appointment.undo-check-in", Taking.subject(booking), "撤销签到：" + reason);
        return bookings.find(bookingId).orElseThrow();
    }

    /**
     * Somebody has been served, in part, or has left.
     *
     * @param outcome {@link Outcome#SERVED}, {@code PARTLY_SERVED} or {@code LEFT}
     * @throws NotFound if there is no such booking
     * @throws NotToCheckIn if the person has not checked in, or this was done before
     */
    public Booking finish(Actor by, long bookingId, Outcome outcome, String note) {
        var booking = bookings.find(bookingId).orElseThrow(NotFound::new);
        if (!booking.is(BookingStatus.CHECKED_IN)
                || !bookings.move(booking, Bookings.Step.end(SubStatus.AT_THE_COUNTER, outcome, note), by)) {
            throw new NotToCheckIn(bookings.find(bookingId).orElseThrow(), false);
        }
        audit.record(
                by,
                booking.cellId(),
                "appointment.finish",
                Taking.subject(booking),
                outcome.title() + (note.isEmpty() ? "。" : "：" + note));
        return bookings.find(bookingId).orElseThrow();
    }

    /** It is too late to say that somebody was not there. */
    public static final class NotToUndo extends Refusal {
        public NotToUndo() {
            super(HttpStatus.CONFLICT, "not-to-undo", "这一场已经结算，不能再撤销签到；记错了请写进这场的情况说明。");
        }
    }

    static final class NotToCheckIn extends Refusal {
        NotToCheckIn(Booking booking, boolean early) {
            super(HttpStatus.CONFLICT, early ? "too-early-to-check-in" : "not-to-check-in", sentence(booking, early));
        }

        private static String sentence(Booking booking, boolean early) {
            if (booking.is(BookingStatus.BOOKED)) {
                return early
                        ? "还没到签到时间，%s 起可以签到。"
                                .formatted(When.at(booking.startsAt().minus(EARLY)))
                        : "已过签到时间，请取号排队或重新预约。";
            }
            return booking.is(BookingStatus.HELD)
                    ? "这个号还没有确认，请先确认预约。"
                    : "这个预约%s，请取号排队或重新预约。"
                            .formatted(
                                    booking.outcome() == null
                                            ? booking.status().title()
                                            : booking.outcome().title());
        }
    }
}
