package cn.estation.task;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Skill;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads tasks from {@code tasks.json} and publishes them; times are relative, so that a fresh district is never old. */
@Component
class TaskLoad implements DistrictPart {

    private static final Actor LOADING = () -> "system:load";
    private static final Pattern DAY = Pattern.compile("\\+([0-9]{1,3})d ([0-9]{2}:[0-9]{2})");
    private static final Pattern MINUTES = Pattern.compile("\\+([0-9]{1,4})m");

    private final Publishing publishing;
    private final TaskMapper tasks;
    private final Grid grid;
    private final Clock clock;

    TaskLoad(Publishing publishing, TaskMapper tasks, Grid grid, Clock clock) {
        this.publishing = publishing;
        this.tasks = tasks;
        this.grid = grid;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public void load(JsonNode content) {
        content.path("tasks").forEach(task -> {
            if (tasks.idOfCode(task.path("code").asString()) == null) {
                publishing.publish(
                        LOADING,
                        publishing.add(LOADING, draft(task), task.path("code").asString()));
            }
        });
    }

    private TaskDraft draft(JsonNode task) {
        var code = task.path("community").asString();
        var community = grid.findByCode(code)
                .orElseThrow(() -> new IllegalStateException("tasks.json names an unknown place: " + code));
        var startsAt = moment(task.path("startsAt").asString());
        return new TaskDraft(
                community.id(),
                TaskKind.valueOf(task.path("kind").asString("OTHER")),
                task.path("title").asString(),
                task.path("description").asString(),
                task.path("place").asString(),
                startsAt,
                startsAt.plus(Duration.ofMinutes(task.path("minutes").asInt())),
                task.path("places").asInt(),
                terms(task, community, startsAt));
    }

    private static TaskDraft.Terms terms(JsonNode task, GridCell community, Instant startsAt) {
        int minimum = task.path("minimum").asInt(0);
        var audience = Audience.valueOf(task.path("audience").asString("COMMUNITY"));
        boolean point = task.has("longitude");
        return new TaskDraft.Terms(
                audience,
                audience == Audience.COMMUNITY ? null : community.lineage().getFirst(),
                null,
                point ? task.path("longitude").decimalValue() : null,
                point ? task.path("latitude").decimalValue() : null,
                Skill.of(task.path("skills").asString("")),
                task.path("contact").asString(""),
                minimum,
                minimum == 0 ? null : startsAt.minus(Duration.ofHours(12)),
                null,
                null,
                null,
                null,
                null);
    }

    /** {@code +2d 09:00} is nine in the morning the day after tomorrow; {@code +20m} is in twenty minutes. */
    private Instant moment(String relative) {
        var minutes = MINUTES.matcher(relative);
        if (minutes.matches()) {
            return clock.instant().plus(Duration.ofMinutes(Long.parseLong(minutes.group(1))));
        }
        var day = DAY.matcher(relative);
        if (!day.matches()) {
            throw new IllegalStateException("tasks.json has no time like +2d 09:00: " + relative);
        }
        return LocalDate.ofInstant(clock.instant(), Time.CHINA)
                .plusDays(Long.parseLong(day.group(1)))
                .atTime(LocalTime.parse(day.group(2)))
                .atZone(Time.CHINA)
                .toInstant();
    }
}
