package cn.estation.appointment.activity;

import cn.estation.appointment.calendar.BookableDraft;
import cn.estation.appointment.calendar.BookableKind;
import cn.estation.kernel.BadInput;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An activity as staff write it. The components mean what they mean in {@link Activity} and in the bookable thing.
 *
 * @param startsAt when the first session begins
 * @param cutoffMinutes how long before the beginning withdrawing becomes late
 * @param bring what to bring, a line each
 */
public record ActivityDraft(
        long cellId,
        String title,
        String description,
        String place,
        String phone,
        @Nullable Long pointId,
        Instant startsAt,
        int minutes,
        Every every,
        int sessions,
        boolean skipHolidays,
        boolean whole,
        @Nullable Long audienceCellId,
        int places,
        int elderPlaces,
        int elderHours,
        Instant opensAt,
        int closeMinutes,
        int cutoffMinutes,
        int minimum,
        int decideMinutes,
        String bring) {

    private static final int MOST_PLACES = 2000;
    private static final int MOST_SESSIONS = 60;
    private static final int MOST_MINUTES = (int) Duration.ofDays(30).toMinutes();

    /** @throws BadInput if it makes no sense */
    public ActivityDraft {
        if (title.isBlank() || title.length() > 60 || description.isBlank() || description.length() > 1000) {
            throw new BadInput("请填写名称（不超过 60 个字）和说明（不超过 1000 个字）。");
        }
        if (place.isBlank() || place.length() > 200) {
            throw new BadInput("请填写地点，不超过 200 个字。");
        }
        if (minutes < 10 || minutes > 1440) {
            throw new BadInput("每场应为 10 分钟到 24 小时。");
        }
        if (sessions < 1 || sessions > MOST_SESSIONS) {
            throw new BadInput("场次应为 1 到 60。");
        }
        if (places < 1 || places > MOST_PLACES) {
            throw new BadInput("名额应为 1 到 2000。");
        }
        if (elderPlaces < 0 || elderPlaces > places || elderHours < 0 || elderHours > 720) {
            throw new BadInput("先留给长者的名额不能超过总名额，最早提前 720 小时放开。");
        }
        if (minimum < 0 || minimum > places) {
            throw new BadInput("最少人数不能超过名额；不设最少人数请填 0。");
        }
        if (tooLong(closeMinutes) || tooLong(cutoffMinutes) || tooLong(decideMinutes)) {
            throw new BadInput("截止、退出和决定的时间应在开始前 30 天以内。");
        }
        if (!opensAt.isBefore(startsAt.minus(Duration.ofMinutes(closeMinutes)))) {
            throw new BadInput("报名开始应早于第一场的报名截止。");
        }
    }

    private static boolean tooLong(int minutes) {
        return minutes < 0 || minutes > MOST_MINUTES;
    }

    /** The same as something that can be booked. */
    BookableDraft bookable() {
        return new BookableDraft(
                cellId,
                whole && sessions > 1 ? BookableKind.COURSE : BookableKind.ACTIVITY,
                title,
                description,
                place,
                phone,
                pointId,
                null,
                closeMinutes,
                180,
                0,
                cutoffMinutes,
                null,
                null,
                null,
                false,
                false,
                bring,
                Set.of());
    }
}
