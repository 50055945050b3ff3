package cn.estation.appointment.absence;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.SubStatus;
import java.util.Optional;

/** Knows whether anybody sat at the counter when somebody was to come. */
public interface CounterWatch {

    /**
     * Why it is the counter's fault that somebody did not come: {@link SubStatus#COUNTER_LATE} or
     * {@code COUNTER_CLOSED}; empty if it is not, or nobody knows.
     */
    Optional<SubStatus> excuse(Booking booking);
}
