package cn.estation.appointment.reception;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.TurnOrder;
import cn.estation.identity.Residents;
import cn.estation.privacy.Mask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who stands in the queue, as staff see them: masked. */
@Component
class People {

    /**
     * One of a list.
     *
     * @param who masked
     * @param why they stand where they stand
     * @param minutes since they came
     */
    record Row(
            long id,
            String label,
            String who,
            String title,
            boolean elder,
            String kind,
            String why,
            long minutes,
            boolean forOneDesk,
            Instant arrivedAt) {}

    private final Entries entries;
    private final Bookings bookings;
    private final Residents residents;
    private final Clock clock;

    People(Entries entries, Bookings bookings, Residents residents, Clock clock) {
        this.entries = entries;
        this.bookings = bookings;
        this.residents = residents;
        this.clock = clock;
    }

    List<Row> rows(Hall hall, Collection<Entry> some) {
        var names = names(some);
        var now = clock.instant();
        return some.stream()
                .map(entry -> new Row(
                        entry.id(),
                        entry.label(),
                        names.getOrDefault(entry.id(), ""),
                        entry.title(),
                        entry.elder(),
                        entry.kind().title(),
                        TurnOrder.why(entry, hall, now),
                        Duration.between(entry.arrivedAt(), now).toMinutes(),
                        entry.forDeskId() != null,
                        entry.arrivedAt()))
                .toList();
    }

    /** Masked names by entry, in a few reads however many they are. */
    Map<Long, String> names(Collection<Entry> some) {
        var booked = bookings.all(
                some.stream().map(Entry::bookingId).filter(Objects::nonNull).toList());
        var byBooking = bookings.maskedNames(booked);
        var accounts = residents.maskedNames(some.stream()
                .filter(entry -> entry.bookingId() == null)
                .map(Entry::residentId)
                .filter(Objects::nonNull)
                .toList());
        var names = new HashMap<Long, String>();
        for (var entry : some) {
            names.put(entry.id(), name(entry, byBooking, accounts));
        }
        return names;
    }

    private String name(Entry entry, Map<Long, String> byBooking, Map<Long, String> accounts) {
        if (entry.bookingId() != null) {
            return byBooking.getOrDefault(entry.bookingId(), "");
        }
        if (entry.residentId() != null) {
            return accounts.getOrDefault(entry.residentId(), "居民");
        }
        var name = entries.name(entry);
        return name == null ? "没有留姓名" : Mask.name(name);
    }

    /** Masked phone, where there is one. */
    String phone(Entry entry, Optional<Booking> booking) {
        var typed = entries.phone(entry);
        if (typed != null) {
            return Mask.phone(typed);
        }
        return booking.map(bookings::maskedPhone)
                .or(() -> Optional.ofNullable(entry.residentId()).flatMap(residents::maskedPhone))
                .orElse("");
    }
}
