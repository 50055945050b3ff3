package cn.estation.appointment.setup;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.plan.Affected;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of each person whom a change touches what happens to their appointment and who tells them. */
@Component
class Touched {

    /**
     * One of them.
     *
     * @param phone masked, a dash if none was left
     * @param instead when they could come instead, the time that is held for them first; absent where that is not asked
     * @param told how they learn of it
     * @param toCall nobody tells them but staff
     */
    record Line(
            long bookingId,
            String when,
            String name,
            String title,
            String phone,
            String what,
            @Nullable String instead,
            String told,
            boolean toCall) {}

    private final Bookings bookings;

    Touched(Bookings bookings) {
        this.bookings = bookings;
    }

    /** Those who are flagged, each once with every reason. */
    List<Line> flagged(Bookable bookable, Collection<Affected> affected, Map<Long, List<Slot>> offers) {
        var reasons = new LinkedHashMap<Booking, LinkedHashSet<String>>();
        var urgent = new LinkedHashSet<Long>();
        affected.forEach(one -> {
            reasons.computeIfAbsent(one.booking(), any -> new LinkedHashSet<>())
                    .add(one.reason().title());
            if (one.reason().isUrgent()) {
                urgent.add(one.booking().id());
            }
        });
        var names = bookings.maskedNames(reasons.keySet());
        var phones = bookings.maskedPhones(reasons.keySet());
        return reasons.entrySet().stream()
                .map(entry -> line(
                        entry.getKey(),
                        bookable,
                        names,
                        phones,
                        String.join("；", entry.getValue()),
                        instead(offers.get(entry.getKey().id())),
                        urgent.contains(entry.getKey().id())))
                .toList();
    }

    /** Those who lose their appointment or have to go elsewhere. */
    List<Line> told(Bookable bookable, Collection<Booking> some, String what) {
        return told(bookable, some, what, Map.of());
    }

    /** The same with what each would be offered. */
    List<Line> told(Bookable bookable, Collection<Booking> some, String what, Map<Long, List<Slot>> offers) {
        var names = bookings.maskedNames(some);
        var phones = bookings.maskedPhones(some);
        return some.stream()
                .map(booking -> line(booking, bookable, names, phones, what, instead(offers.get(booking.id())), true))
                .toList();
    }

    private static @Nullable String instead(@Nullable List<Slot> offered) {
        if (offered == null) {
            return null;
        }
        return offered.isEmpty()
                ? "没有空号，请加号或打电话"
                : offered.stream().map(Slot::startsAt).map(When::at).collect(Collectors.joining("、"));
    }

    private static Line line(
            Booking booking,
            Bookable bookable,
            Map<Long, String> names,
            Map<Long, String> phones,
            String what,
            @Nullable String instead,
            boolean atOnce) {
        boolean account = booking.residentId() != null;
        boolean sure = booking.is(BookingStatus.BOOKED) || booking.is(BookingStatus.HELD);
        return new Line(
                booking.id(),
                When.at(booking.startsAt()),
                names.getOrDefault(booking.id(), ""),
                booking.guideTitle() == null ? bookable.title() : booking.guideTitle(),
                phones.getOrDefault(booking.id(), "—"),
                what,
                instead,
                !account ? "没有账号，请打电话" : atOnce && sure ? "马上通知本人" : "先标记，由您处理",
                !account);
    }
}
