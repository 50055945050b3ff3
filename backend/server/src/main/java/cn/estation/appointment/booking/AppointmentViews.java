package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.SlotView;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.flag.Flag;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.flag.Flags;
import cn.estation.kernel.Id;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows appointments to their owners: a page of them costs as many reads as one. */
@Component
public class AppointmentViews {

    private static final int ALTERNATIVES = 3;

    private final Bookings bookings;
    private final Bookables bookables;
    private final Slots slots;
    private final Flags flags;
    private final Clock clock;

    AppointmentViews(Bookings bookings, Bookables bookables, Slots slots, Flags flags, Clock clock) {
        this.bookings = bookings;
        this.bookables = bookables;
        this.slots = slots;
        this.flags = flags;
        this.clock = clock;
    }

    public AppointmentView of(Booking booking) {
        return of(List.of(booking)).getFirst();
    }

    public List<AppointmentView> of(List<Booking> some) {
        var names = bookings.maskedNames(
                some.stream().filter(booking -> booking.name() != null).toList());
        var things = bookables.all(some.stream().map(Booking::bookableId).toList()).stream()
                .collect(Collectors.toMap(Bookable::id, thing -> thing));
        var raised = flags.pending(some.stream().map(Booking::id).toList()).stream()
                .collect(Collectors.groupingBy(Flag::bookingId));
        return some.stream()
                .map(booking -> view(
                        booking,
                        java.util.Objects.requireNonNull(things.get(booking.bookableId())),
                        names,
                        raised.getOrDefault(booking.id(), List.of())))
                .toList();
    }

    private AppointmentView view(Booking booking, Bookable bookable, Map<Long, String> names, List<Flag> raised) {
        var now = clock.instant();
        var outcome = booking.outcome();
        boolean cancelled = outcome == Outcome.CANCELLED_BY_OFFICE;
        boolean expired = booking.expiredAt(now);
        return new AppointmentView(
                Id.of(booking.id()),
                expired ? BookingStatus.RELEASED : booking.status(),
                (expired ? BookingStatus.RELEASED : booking.status()).title(),
                booking.subStatus(),
                expired ? Expiry.step(booking).outcome() : outcome,
                expired ? "已超时" : outcome == null ? null : outcome.title(),
                Id.of(booking.bookableId()),
                Id.of(booking.slotId()),
                bookable.title(),
                Taking.title(booking, bookable),
                id(booking.guideId()),
                id(booking.guideVersionId()),
                booking.cardCode(),
                bookable.place(),
                bookable.phone(),
                booking.startsAt(),
                booking.endsAt(),
                id(booking.caredForId()),
                names.get(booking.id()),
                booking.elder(),
                booking.cancelUntil(),
                booking.expiresAt(),
                booking.contestUntil(),
                booking.note(),
                raised.stream()
                        .map(flag -> new AppointmentView.Flagged(flag.reason(), sentence(flag)))
                        .toList(),
                cancelled
                        ? SlotView.of(
                                slots.nextFree(bookable.id(), now, booking.elder(), ALTERNATIVES), booking.elder(), now)
                        : List.of(),
                cancelled ? offer(booking) : null,
                id(booking.rescheduledFromId()),
                booking.createdAt());
    }

    private static String sentence(Flag flag) {
        if (flag.reason() == FlagReason.ACTIVITY_CHANGED) {
            return flag.detail() + "，请回复还来不来。";
        }
        return flag.reason().isUrgent()
                ? flag.reason().title() + "，工作人员会与您联系；您也可以先改期。"
                : flag.reason().title() + "，请出门前再看一眼。";
    }

    private @Nullable Id offer(Booking booking) {
        var now = clock.instant();
        return bookings.offeredFor(booking.id()).stream()
                .filter(offer -> offer.is(BookingStatus.HELD) && !offer.expiredAt(now))
                .findFirst()
                .map(offer -> Id.of(offer.id()))
                .orElse(null);
    }

    private static @Nullable Id id(@Nullable Long id) {
        return id == null ? null : Id.of(id);
    }
}
