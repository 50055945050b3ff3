package cn.estation.appointment.plan;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.ServicePoints;
import cn.estation.grid.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which days are worked, and when the counter or service point of something is open. */
@Component
class BusinessDays {

    /** Some days of one thing, read at once. */
    record Frame(Predicate<LocalDate> worked, @Nullable Map<LocalDate, List<OpeningHours.Span>> spans) {

        boolean isWorked(LocalDate day) {
            return worked.test(day);
        }

        /** True if it is open all that time; what has no counter and no service point always is. */
        boolean isOpen(LocalDate day, Instant from, Instant to) {
            return spans == null
                    || spans.getOrDefault(day, List.of()).stream()
                            .anyMatch(span ->
                                    !span.start().isAfter(from) && !span.end().isBefore(to));
        }
    }

    private final WorkingCalendar calendar;
    private final OpeningHours hours;
    private final ServicePoints points;

    BusinessDays(WorkingCalendar calendar, OpeningHours hours, ServicePoints points) {
        this.calendar = calendar;
        this.hours = hours;
        this.points = points;
    }

    Frame of(Bookable bookable, LocalDate from, LocalDate to) {
        var kinds = calendar.kinds(from, to);
        var place = place(bookable);
        return new Frame(day -> kinds.apply(day).worked(), place == null ? null : hours.between(place, from, to));
    }

    private @Nullable Long place(Bookable bookable) {
        var counter = bookable.counterId();
        if (counter != null && points.counter(counter).isPresent()) {
            return counter;
        }
        var point = bookable.pointId();
        return point != null && points.find(point).isPresent() ? point : null;
    }
}
