package cn.estation.appointment.calendar;

import cn.estation.kernel.Time;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be booked, with its rules.
 *
 * @param cellId the office that offers it
 * @param leadMinutes how long before its beginning a slot can be booked at the latest
 * @param horizonDays how many days ahead a day opens
 * @param opensMinute at which minute of that day, in China
 * @param cutoffMinutes how long before its beginning giving up a place becomes late
 * @param perDay how many places one person may have on a day, absent for no limit
 * @param onePerHousehold one place a day for a household
 * @param approval staff decide on every booking
 * @param preCheck what to have ready, a line each
 */
@TableName("appointment_bookable")
public record Bookable(
        long id,
        @Nullable String code,
        long cellId,
        BookableKind kind,
        String title,
        String description,
        String place,
        String phone,
        @Nullable Long pointId,
        @Nullable Long counterId,
        int leadMinutes,
        int horizonDays,
        int opensMinute,
        int cutoffMinutes,
        @Nullable Integer perDay,
        @Nullable Integer perWeek,
        @Nullable Integer perOpen,
        boolean onePerHousehold,
        boolean approval,
        String preCheck,
        boolean active,
        Instant createdAt) {

    /** When booking opens for a day. */
    public Instant opensFor(LocalDate day) {
        return day.minusDays(horizonDays)
                .atStartOfDay(Time.CHINA)
                .plusMinutes(opensMinute)
                .toInstant();
    }

    /** What to have ready, in order. */
    public List<String> preChecks() {
        return preCheck.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
