package cn.estation.appointment.activity;

import cn.estation.appointment.calendar.Bookables;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.grid.ServicePoints;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads from {@code activities.json} what is on in the coming days, and publishes it. */
@Component
class ActivityLoad implements DistrictPart {

    private static final Actor LOADING = () -> "system:load";

    private final Activities activities;
    private final Bookables bookables;
    private final ServicePoints points;
    private final Grid grid;
    private final Clock clock;

    ActivityLoad(Activities activities, Bookables bookables, ServicePoints points, Grid grid, Clock clock) {
        this.activities = activities;
        this.bookables = bookables;
        this.points = points;
        this.grid = grid;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "activities";
    }

    @Override
    public int order() {
        return 65;
    }

    @Override
    public void load(JsonNode content) {
        for (var node : content.path("activities")) {
            var code = node.path("code").asString();
            if (bookables.withCode(code).isEmpty()) {
                var activity = activities.add(LOADING, draft(node), code);
                activities.publish(LOADING, activity.id());
            }
        }
    }

    private ActivityDraft draft(JsonNode node) {
        var point = node.hasNonNull("point")
                ? points.findByCode(node.path("point").asString())
                        .orElseThrow(() -> unknown(node.path("point").asString()))
                : null;
        var place = node.path("place").asString("");
        return new ActivityDraft(
                cell(node.path("cell").asString()).id(),
                node.path("title").asString(),
                node.path("description").asString(),
                point == null ? place : (point.address() + " " + place).strip(),
                node.path("phone").asString(""),
                point == null ? null : point.id(),
                LocalDate.ofInstant(clock.instant(), Time.CHINA)
                        .plusDays(node.path("inDays").asInt())
                        .atTime(LocalTime.parse(node.path("at").asString()))
                        .atZone(Time.CHINA)
                        .toInstant(),
                node.path("minutes").asInt(),
                Every.valueOf(node.path("every").asString("WEEK")),
                node.path("sessions").asInt(1),
                node.path("skipHolidays").asBoolean(false),
                node.path("whole").asBoolean(false),
                Optional.of(node.path("audience").asString(""))
                        .filter(code -> !code.isEmpty())
                        .map(code -> cell(code).id())
                        .orElse(null),
                node.path("places").asInt(),
                node.path("elders").asInt(0),
                node.path("elderHours").asInt(24),
                clock.instant(),
                node.path("closeHours").asInt(2) * 60,
                node.path("cutoffHours").asInt(12) * 60,
                node.path("minimum").asInt(0),
                node.path("decideHours").asInt(24) * 60,
                node.path("bring").valueStream().map(JsonNode::asString).collect(Collectors.joining("\n")));
    }

    private GridCell cell(String code) {
        return grid.findByCode(code).orElseThrow(() -> unknown(code));
    }

    private static IllegalStateException unknown(String code) {
        return new IllegalStateException("activities.json names an unknown place: " + code);
    }
}
