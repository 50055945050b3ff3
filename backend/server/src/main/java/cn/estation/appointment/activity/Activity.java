package cn.estation.appointment.activity;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something people come together for, once or in a series. Title, place and description are those of the bookable thing
 * with the same id; it never costs anything.
 *
 * @param whole one place is good for all sessions; otherwise people enrol for each
 * @param audienceCellId only who lives there may enrol, absent for everybody
 * @param elderPlaces of the places, kept for elders until {@code elderHours} before the beginning
 * @param minimum how many must have enrolled when it is decided, 0 for no decision
 * @param revision counts what was changed of time and place since it was published, from 1
 * @param news what was changed last
 * @param reason why it was cancelled
 */
@TableName("appointment_activity")
public record Activity(
        long id,
        long cellId,
        ActivityStatus status,
        boolean whole,
        @Nullable Long audienceCellId,
        int places,
        int elderPlaces,
        int elderHours,
        Instant opensAt,
        int closeMinutes,
        int minimum,
        int decideMinutes,
        int fee,
        Instant startsAt,
        Instant endsAt,
        int minutes,
        Every every,
        int sessions,
        boolean skipHolidays,
        int revision,
        String news,
        String reason,
        String createdBy,
        Instant createdAt) {

    public boolean is(ActivityStatus one) {
        return status == one;
    }

    public boolean endedAt(Instant now) {
        return !endsAt.isAfter(now);
    }

    /** Until when one may enrol for what begins then. */
    Instant closes(Instant beginning) {
        return beginning.minus(Duration.ofMinutes(closeMinutes));
    }

    /** When it is decided whether enough come to what begins then, absent if that is not asked. */
    @Nullable Instant decides(Instant beginning) {
        return minimum == 0 ? null : beginning.minus(Duration.ofMinutes(decideMinutes));
    }
}
