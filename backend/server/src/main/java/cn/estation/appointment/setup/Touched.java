package cn.estation.appointment.setup;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.plan.Affected;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says of each person whom a change touches what happens to their appointment and who tells them. */
@Component
class Touched {

    /**
     * One of them.
     *
     * @param phone masked, a dash if none was left
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
            String told,
            boolean toCall) {}

    private final Bookings bookings;

    Touched(Bookings bookings) {
        this.bookings = bookings;
    }

    /** Those who are flagged, each once with every reason. */
    List<Line> flagged(Bookable bookable, Collection<Affected> affected) {
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
                        urgent.contains(entry.getKey().id())))
                .toList();
    }

    /** Those who lose their appointment or have to go elsewhere. */
    List<Line> told(Bookable bookable, Collection<Booking> some, String what) {
        var names = bookings.maskedNames(some);
        var phones = bookings.maskedPhones(some);
        return some.stream()
                .map(booking -> line(booking, bookable, names, phones, what, true))
                .toList();
    }

    private static Line line(
            Booking booking,
            Bookable bookable,
            Map<Long, String> names,
            Map<Long, String> phones,
            String what,
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
                !account ? "没有账号，请打电话" : atOnce && sure ? "马上通知本人" : "先标记，由您处理",
                !account);
    }
}
