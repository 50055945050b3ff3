package cn.estation.appointment.calendar;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What staff decide of something that can be booked. The components mean what they mean in {@link Bookable}.
 *
 * @param guides what is done there, empty for anything
 */
public record BookableDraft(
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
        Set<Long> guides) {

    public BookableDraft {
        guides = Set.copyOf(guides);
    }
}
