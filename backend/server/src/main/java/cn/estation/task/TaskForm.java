package cn.estation.task;

import cn.estation.kernel.Id;
import cn.estation.kernel.Time;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** What staff type to describe a task. */
record TaskForm(
        @NotBlank @Nullable String communityId,
        @NotBlank @Size(max = 60) @Nullable String title,
        @NotBlank @Size(max = 2000) @Nullable String description,
        @NotBlank @Size(max = 100) @Nullable String place,

        @NotNull @DateTimeFormat(pattern = MINUTE) @Nullable LocalDateTime startsAt,

        @NotNull @DateTimeFormat(pattern = MINUTE) @Nullable LocalDateTime endsAt,

        @NotNull @Min(1) @Max(1000) @Nullable Integer places,
        @NotNull @Nullable PointsRule pointsRule,
        @NotNull @Min(1) @Max(1000) @Nullable Integer points) {

    private static final String MINUTE = "yyyy-MM-dd'T'HH:mm";

    static TaskForm empty(@Nullable String communityId) {
        return new TaskForm(communityId, null, null, null, null, null, null, PointsRule.HOURLY, 1);
    }

    static TaskForm of(VolunteerTask task) {
        return new TaskForm(
                Long.toString(task.communityId()),
                task.title(),
                task.description(),
                task.place(),
                local(task.startsAt()),
                local(task.endsAt()),
                task.places(),
                task.pointsRule(),
                task.points());
    }

    /** Only for a form without errors. */
    Publishing.Draft draft() {
        return new Publishing.Draft(
                Id.valueOf(Objects.requireNonNull(communityId)).value(),
                Objects.requireNonNull(title).strip(),
                Objects.requireNonNull(description).strip(),
                Objects.requireNonNull(place).strip(),
                instant(Objects.requireNonNull(startsAt)),
                instant(Objects.requireNonNull(endsAt)),
                Objects.requireNonNull(places),
                Objects.requireNonNull(pointsRule),
                Objects.requireNonNull(points));
    }

    private static LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, Time.CHINA);
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(Time.CHINA).toInstant();
    }
}
