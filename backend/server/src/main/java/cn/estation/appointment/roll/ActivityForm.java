package cn.estation.appointment.roll;

import cn.estation.appointment.activity.Activity;
import cn.estation.appointment.activity.ActivityDraft;
import cn.estation.appointment.activity.Every;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Time;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What staff type to describe an activity.
 *
 * @param point a service point it takes place at, absent for anywhere else
 * @param enrolment WHOLE or EACH
 * @param opensAt absent for at once
 */
record ActivityForm(
        @NotBlank @Nullable String cellId,
        @NotBlank @Size(max = 60) @Nullable String title,
        @NotBlank @Size(max = 1000) @Nullable String description,
        @Nullable String point,
        @NotBlank @Size(max = 200) @Nullable String place,
        @Size(max = 40) @Nullable String phone,

        @NotNull @DateTimeFormat(pattern = MINUTE) @Nullable LocalDateTime startsAt,

        @NotNull @Min(10) @Max(1440) @Nullable Integer minutes,
        @NotNull @Min(1) @Max(60) @Nullable Integer sessions,
        @NotNull @Nullable Every every,
        @Nullable Boolean skipHolidays,
        @NotBlank @Nullable String enrolment,
        @Nullable String audience,
        @NotNull @Min(1) @Max(2000) @Nullable Integer places,
        @NotNull @Min(0) @Nullable Integer elderPlaces,
        @NotNull @Min(0) @Max(720) @Nullable Integer elderHours,
        @DateTimeFormat(pattern = MINUTE) @Nullable LocalDateTime opensAt,
        @NotNull @Min(0) @Max(720) @Nullable Integer closeHours,
        @NotNull @Min(0) @Max(720) @Nullable Integer cutoffHours,
        @NotNull @Min(0) @Nullable Integer minimum,
        @NotNull @Min(0) @Max(720) @Nullable Integer decideHours,
        @Size(max = 1000) @Nullable String bring) {

    private static final String MINUTE = "yyyy-MM-dd'T'HH:mm";
    static final String WHOLE = "WHOLE";
    static final String EACH = "EACH";

    static ActivityForm empty(@Nullable String cellId) {
        return new ActivityForm(
                cellId,
                null,
                null,
                null,
                null,
                null,
                null,
                90,
                1,
                Every.WEEK,
                true,
                EACH,
                null,
                20,
                0,
                24,
                null,
                2,
                12,
                0,
                24,
                null);
    }

    static ActivityForm of(Activity activity, Bookable bookable) {
        var audience = activity.audienceCellId();
        var point = bookable.pointId();
        return new ActivityForm(
                Long.toString(activity.cellId()),
                bookable.title(),
                bookable.description(),
                point == null ? null : Long.toString(point),
                bookable.place(),
                bookable.phone(),
                local(activity.startsAt()),
                activity.minutes(),
                activity.sessions(),
                activity.every(),
                activity.skipHolidays(),
                activity.whole() ? WHOLE : EACH,
                audience == null ? null : Long.toString(audience),
                activity.places(),
                activity.elderPlaces(),
                activity.elderHours(),
                local(activity.opensAt()),
                activity.closeMinutes() / 60,
                bookable.cutoffMinutes() / 60,
                activity.minimum(),
                activity.decideMinutes() / 60,
                bookable.preCheck());
    }

    /** Only for a form without errors. */
    ActivityDraft draft(Clock clock) {
        var opens = opensAt;
        return new ActivityDraft(
                id(Objects.requireNonNull(cellId)),
                text(title),
                text(description),
                text(place),
                text(phone),
                point == null || point.isBlank() ? null : Long.valueOf(id(point)),
                instant(Objects.requireNonNull(startsAt)),
                Objects.requireNonNull(minutes),
                Objects.requireNonNull(every),
                Objects.requireNonNull(sessions),
                Boolean.TRUE.equals(skipHolidays),
                WHOLE.equals(enrolment),
                audience == null || audience.isBlank() ? null : Long.valueOf(id(audience)),
                Objects.requireNonNull(places),
                Objects.requireNonNull(elderPlaces),
                Objects.requireNonNull(elderHours),
                opens == null ? clock.instant() : instant(opens),
                Objects.requireNonNull(closeHours) * 60,
                Objects.requireNonNull(cutoffHours) * 60,
                Objects.requireNonNull(minimum),
                Objects.requireNonNull(decideHours) * 60,
                text(bring));
    }

    private static long id(String text) {
        return Id.valueOf(text).value();
    }

    private static String text(@Nullable String typed) {
        var text = typed == null ? "" : typed.strip();
        if (!CleanText.isClean(text)) {
            throw new BadInput("文字里有不能保存的字符，请重新输入。");
        }
        return text;
    }

    private static LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, Time.CHINA);
    }

    static Instant instant(LocalDateTime local) {
        return local.atZone(Time.CHINA).toInstant();
    }
}
