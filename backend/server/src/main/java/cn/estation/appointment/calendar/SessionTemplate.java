package cn.estation.appointment.calendar;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a thing can be booked on which days, in slots of which length.
 *
 * @param weekdays see {@link Weekdays}
 * @param startsMinute minute of the day in China
 * @param elderPlaces of the capacity, kept for elders until 24 hours before
 * @param walkInPlaces of the capacity, kept for who comes without an appointment
 * @param validTo last day, absent for no end
 */
@TableName("appointment_template")
public record SessionTemplate(
        long id,
        long bookableId,
        int weekdays,
        SessionCalendar calendar,
        int startsMinute,
        int endsMinute,
        int slotMinutes,
        int capacity,
        int elderPlaces,
        int walkInPlaces,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        Instant createdAt,
        @Nullable Instant endedAt) {

    public boolean coversDate(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
