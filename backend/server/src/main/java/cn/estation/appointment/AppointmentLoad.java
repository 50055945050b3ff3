package cn.estation.appointment;

import cn.estation.appointment.calendar.BookableDraft;
import cn.estation.appointment.calendar.BookableKind;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.SessionCalendar;
import cn.estation.appointment.calendar.TemplateDraft;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.plan.Hours;
import cn.estation.grid.Counter;
import cn.estation.grid.Grid;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.guide.Guides;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Loads from {@code appointments.json} what can be booked, with its rules and hours. A guide that is not there is left
 * out: the file of guides may be another one.
 */
@Component
class AppointmentLoad implements DistrictPart {

    private static final Actor LOADING = () -> "system:load";

    private final Bookables bookables;
    private final Hours hours;
    private final Halls halls;
    private final ServicePoints points;
    private final Guides guides;
    private final Grid grid;
    private final Clock clock;

    AppointmentLoad(
            Bookables bookables,
            Hours hours,
            Halls halls,
            ServicePoints points,
            Guides guides,
            Grid grid,
            Clock clock) {
        this.bookables = bookables;
        this.hours = hours;
        this.halls = halls;
        this.points = points;
        this.guides = guides;
        this.grid = grid;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "appointments";
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public void load(JsonNode content) {
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        for (var node : content.path("bookables")) {
            if (bookables.withCode(text(node, "code")).isEmpty()) {
                var bookable = bookables.add(LOADING, draft(node), text(node, "code"));
                var drafts = node.path("hours")
                        .valueStream()
                        .map(AppointmentLoad::hours)
                        .toList();
                hours.set(LOADING, bookable, today, drafts);
                if (bookable.kind() == BookableKind.COUNTER) {
                    halls.lineFor(LOADING, bookable);
                }
            }
        }
    }

    private BookableDraft draft(JsonNode node) {
        var point = node.hasNonNull("point")
                ? points.findByCode(text(node, "point")).orElseThrow(() -> unknown(text(node, "point")))
                : null;
        var counter = counter(node, point);
        return new BookableDraft(
                grid.findByCode(text(node, "cell"))
                        .orElseThrow(() -> unknown(text(node, "cell")))
                        .id(),
                BookableKind.valueOf(text(node, "kind")),
                text(node, "title"),
                text(node, "description"),
                point == null ? text(node, "place") : point.address() + (counter == null ? "" : " " + counter.name()),
                text(node, "phone"),
                point == null ? null : point.id(),
                counter == null ? null : counter.id(),
                node.path("leadMinutes").asInt(),
                node.path("horizonDays").asInt(),
                minute(text(node, "opensAt")),
                node.path("cutoffMinutes").asInt(),
                number(node, "perDay"),
                number(node, "perWeek"),
                number(node, "perOpen"),
                node.path("household").asBoolean(false),
                node.path("approval").asBoolean(false),
                node.path("preChecks").valueStream().map(JsonNode::asString).collect(Collectors.joining("\n")),
                guides(node));
    }

    private @Nullable Counter counter(JsonNode node, @Nullable ServicePoint point) {
        if (point == null || !node.hasNonNull("counter")) {
            return null;
        }
        var code = text(node, "counter");
        return points.counters(point.id()).stream()
                .filter(counter -> counter.code().equals(code))
                .findFirst()
                .orElseThrow(() -> unknown(point.code() + " " + code));
    }

    private Set<Long> guides(JsonNode node) {
        return node.path("guides")
                .valueStream()
                .map(code -> guides.withCode(code.asString()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static TemplateDraft hours(JsonNode node) {
        var days = text(node, "weekdays").split("-");
        int bits = 0;
        for (int day = Integer.parseInt(days[0]); day <= Integer.parseInt(days[1]); day++) {
            bits |= 1 << (day - 1);
        }
        return new TemplateDraft(
                bits,
                SessionCalendar.valueOf(text(node, "calendar")),
                minute(text(node, "from")),
                minute(text(node, "to")),
                node.path("minutes").asInt(),
                node.path("places").asInt(),
                node.path("elders").asInt(),
                node.path("walkIns").asInt(),
                null);
    }

    private static int minute(String time) {
        return LocalTime.parse(time).toSecondOfDay() / 60;
    }

    private static @Nullable Integer number(JsonNode node, String field) {
        return node.hasNonNull(field) ? Integer.valueOf(node.path(field).asInt()) : null;
    }

    private static String text(JsonNode node, String field) {
        return Objects.requireNonNullElse(node.path(field).asString(""), "");
    }

    private static IllegalStateException unknown(String code) {
        return new IllegalStateException("appointments.json names an unknown place: " + code);
    }
}
