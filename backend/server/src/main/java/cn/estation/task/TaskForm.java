package cn.estation.task;

import cn.estation.grid.Grid;
import cn.estation.identity.Skill;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Time;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What staff type to describe a task.
 *
 * @param audience COMMUNITY, EVERYONE, or the id of the organisation whose members may claim
 * @param minimumHours so many hours before the beginning it is off with fewer than {@code minimum}
 * @param withdrawHours up to so many hours before the beginning a place is given back without a word
 * @param repeatDays on which days of the week it is repeated, until {@code repeatUntil}
 */
// Templates and proposed changes are kept as this; older ones name a rate of the task's own, which no longer counts.
@JsonIgnoreProperties({"pointsRule", "points"})
record TaskForm(
        @NotBlank @Nullable String communityId,
        @Nullable TaskKind kind,
        @NotBlank @Size(max = 60) @Nullable String title,
        @NotBlank @Size(max = 2000) @Nullable String description,
        @NotBlank @Size(max = 100) @Nullable String place,

        @NotNull @DateTimeFormat(pattern = MINUTE) @Nullable LocalDateTime startsAt,

        @NotNull @DateTimeFormat(pattern = MINUTE) @Nullable LocalDateTime endsAt,

        @NotNull @Min(1) @Max(1000) @Nullable Integer places,
        @Nullable String audience,
        @Nullable String cellId,

        @DecimalMin("70") @DecimalMax("140") @Nullable BigDecimal longitude,

        @DecimalMin("3") @DecimalMax("55") @Nullable BigDecimal latitude,

        @Nullable List<Skill> skills,
        @Size(max = 100) @Nullable String contact,
        @Min(0) @Max(1000) @Nullable Integer minimum,
        @Min(1) @Max(240) @Nullable Integer minimumHours,

        @DateTimeFormat(pattern = MINUTE) @Nullable LocalDateTime claimFrom,

        @DateTimeFormat(pattern = MINUTE) @Nullable LocalDateTime claimUntil,

        @Min(0) @Max(240) @Nullable Integer withdrawHours,
        @Nullable List<DayOfWeek> repeatDays,

        @DateTimeFormat(pattern = "yyyy-MM-dd") @Nullable LocalDate repeatUntil) {

    private static final String MINUTE = "yyyy-MM-dd'T'HH:mm";
    private static final int MINIMUM_HOURS = 12;

    static TaskForm empty(@Nullable String communityId) {
        return new TaskForm(
                communityId,
                TaskKind.ENVIRONMENT,
                null,
                null,
                null,
                null,
                null,
                null,
                Audience.COMMUNITY.name(),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null);
    }

    static TaskForm of(VolunteerTask task) {
        return new TaskForm(
                Long.toString(task.communityId()),
                task.kind(),
                task.title(),
                task.description(),
                task.place(),
                local(task.startsAt()),
                local(task.endsAt()),
                task.places(),
                task.audience() == Audience.ORGANISATION
                        ? Long.toString(Objects.requireNonNull(task.audienceCellId()))
                        : task.audience().name(),
                task.cellId() == null ? null : Long.toString(task.cellId()),
                task.longitude(),
                task.latitude(),
                List.copyOf(task.wanted()),
                task.contact(),
                task.minimum() == 0 ? null : task.minimum(),
                hoursBefore(task, task.minimumAt()),
                maybeLocal(task.claimFrom()),
                maybeLocal(task.claimUntil()),
                hoursBefore(task, task.withdrawUntil()),
                List.of(),
                null);
    }

    /** The same without its days, as a template keeps it. */
    TaskForm undated() {
        return new TaskForm(
                communityId,
                kind,
                title,
                description,
                place,
                null,
                null,
                places,
                audience,
                cellId,
                longitude,
                latitude,
                skills,
                contact,
                minimum,
                minimumHours,
                null,
                null,
                withdrawHours,
                List.of(),
                null);
    }

    /**
     * Only for a form without errors.
     *
     * @throws BadInput if an id is none
     */
    TaskDraft draft(Grid grid) {
        var starts = instant(Objects.requireNonNull(startsAt));
        long community = Id.valueOf(Objects.requireNonNull(communityId)).value();
        return new TaskDraft(
                community,
                work(),
                Objects.requireNonNull(title).strip(),
                Objects.requireNonNull(description).strip(),
                Objects.requireNonNull(place).strip(),
                starts,
                instant(Objects.requireNonNull(endsAt)),
                Objects.requireNonNull(places),
                terms(grid, community, starts));
    }

    private TaskDraft.Terms terms(Grid grid, long community, Instant starts) {
        var circle = circle();
        int least = minimum == null ? 0 : minimum;
        return new TaskDraft.Terms(
                circle,
                switch (circle) {
                    case COMMUNITY -> null;
                    case ORGANISATION ->
                        Id.valueOf(Objects.requireNonNull(audience)).value();
                    case EVERYONE -> grid.community(community).lineage().getFirst();
                },
                cellId == null || cellId.isBlank() ? null : Id.valueOf(cellId).value(),
                latitude == null ? null : longitude,
                longitude == null ? null : latitude,
                skills == null || skills.isEmpty() ? Set.of() : EnumSet.copyOf(skills),
                contact == null ? "" : contact.strip(),
                least,
                least == 0 ? null : starts.minus(Duration.ofHours(minimumHours == null ? MINIMUM_HOURS : minimumHours)),
                maybeInstant(claimFrom),
                maybeInstant(claimUntil),
                withdrawHours == null ? null : starts.minus(Duration.ofHours(withdrawHours)),
                null,
                null);
    }

    private Audience circle() {
        if (audience == null || audience.isBlank() || audience.equals(Audience.COMMUNITY.name())) {
            return Audience.COMMUNITY;
        }
        return audience.equals(Audience.EVERYONE.name()) ? Audience.EVERYONE : Audience.ORGANISATION;
    }

    /** What kind of work it is, chosen or not. */
    TaskKind work() {
        return kind == null ? TaskKind.OTHER : kind;
    }

    boolean repeats() {
        return repeatUntil != null;
    }

    /**
     * How much later than the first each of the series is, the first included.
     *
     * @throws BadInput if no day of the week is chosen, or the last day lies before the first
     */
    List<Duration> series() {
        var first = Objects.requireNonNull(startsAt).toLocalDate();
        var last = Objects.requireNonNull(repeatUntil);
        if (repeatDays == null || repeatDays.isEmpty()) {
            throw new BadInput("请选择每周哪几天重复。");
        }
        if (last.isBefore(first) || last.isAfter(first.plusYears(1))) {
            throw new BadInput("重复的截止日期应在开始日期之后一年以内。");
        }
        var all = new ArrayList<Duration>();
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (day.equals(first) || repeatDays.contains(day.getDayOfWeek())) {
                all.add(Duration.ofDays(day.toEpochDay() - first.toEpochDay()));
            }
        }
        return all;
    }

    private static @Nullable Integer hoursBefore(VolunteerTask task, @Nullable Instant moment) {
        return moment == null
                ? null
                : Math.toIntExact(Duration.between(moment, task.startsAt()).toHours());
    }

    private static @Nullable LocalDateTime maybeLocal(@Nullable Instant moment) {
        return moment == null ? null : local(moment);
    }

    private static LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, Time.CHINA);
    }

    private static @Nullable Instant maybeInstant(@Nullable LocalDateTime local) {
        return local == null ? null : instant(local);
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(Time.CHINA).toInstant();
    }
}
