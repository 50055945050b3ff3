package cn.estation.grid;

import cn.estation.grid.PlaceEditing.CounterText;
import cn.estation.grid.PlaceEditing.PointText;
import cn.estation.kernel.DistrictPart;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads service points with their counters from {@code service-points.json}. */
@Component
class PlaceLoad implements DistrictPart {

    private final PlaceEditing editing;
    private final ServicePoints points;
    private final Grid grid;

    PlaceLoad(PlaceEditing editing, ServicePoints points, Grid grid) {
        this.editing = editing;
        this.points = points;
        this.grid = grid;
    }

    @Override
    public String name() {
        return "service-points";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public void load(JsonNode content) {
        boolean demonstration = content.path("demonstration").asBoolean(false);
        for (var point : content.path("points")) {
            if (points.findByCode(text(point, "code")).isEmpty()) {
                load(point, demonstration);
            }
        }
    }

    private void load(JsonNode node, boolean demonstration) {
        long id = editing.add(cell(text(node, "cell")), text(node, "code"), point(node), demonstration);
        int position = 1;
        for (var counter : node.path("counters")) {
            editing.addCounter(id, text(counter, "code"), counter(counter), position++);
        }
        var covered = node.path("serves")
                .valueStream()
                .map(code -> cell(code.asString()))
                .toList();
        if (!covered.isEmpty()) {
            editing.cover(id, covered);
        }
    }

    private static PointText point(JsonNode node) {
        return new PointText(
                text(node, "name"),
                CellKind.valueOf(text(node, "level")),
                text(node, "address"),
                text(node, "transit"),
                decimal(node, "longitude"),
                decimal(node, "latitude"),
                text(node, "phone"),
                text(node, "accessibility"),
                hours(node),
                node.path("assisted").asBoolean(false),
                true);
    }

    private static CounterText counter(JsonNode node) {
        return new CounterText(
                null,
                text(node, "name"),
                text(node, "handles"),
                node.path("general").asBoolean(false),
                text(node, "phone"),
                hours(node),
                true);
    }

    private static @Nullable WeeklyHours hours(JsonNode node) {
        var text = text(node, "hours");
        return text.isEmpty() ? null : WeeklyHours.parse(text);
    }

    private static @Nullable BigDecimal decimal(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).decimalValue() : null;
    }

    private long cell(String code) {
        return grid.findByCode(code)
                .orElseThrow(() -> new IllegalStateException("service-points.json names an unknown place: " + code))
                .id();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
