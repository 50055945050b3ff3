package cn.estation.guide.life;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.guide.version.GuideItem;
import cn.estation.guide.version.Versions;
import cn.estation.kernel.DistrictPart;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads checklists from {@code life-events.json}, after the guides they name. */
@Component
class LifeLoad implements DistrictPart {

    private final LifeDesk desk;
    private final Versions versions;
    private final Grid grid;

    LifeLoad(LifeDesk desk, Versions versions, Grid grid) {
        this.desk = desk;
        this.versions = versions;
        this.grid = grid;
    }

    @Override
    public String name() {
        return "life-events";
    }

    @Override
    public int order() {
        return 35;
    }

    @Override
    public void load(JsonNode content) {
        boolean demonstration = content.path("demonstration").asBoolean(false);
        int position = 0;
        for (var event : content.path("events")) {
            position += 10;
            var items = event.path("guides")
                    .valueStream()
                    .map(guide -> item(guide.path("code").asString()))
                    .toList();
            var form = new LifeForm(
                    "",
                    0,
                    event.path("title").asString(),
                    event.path("intro").asString(""),
                    Integer.toString(position),
                    true,
                    "");
            long cellId = place(event.path("cell").asString(""), items);
            desk.load(event.path("code").asString(), cellId, form, demonstration, steps(event, items));
        }
    }

    private static List<LifeMapper.Step> steps(JsonNode event, List<GuideItem> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> new LifeMapper.Step(
                        items.get(i).id(),
                        event.path("guides").path(i).path("phrase").asString("")))
                .toList();
    }

    /** The place that is named; otherwise the highest of those whose guides it lists. */
    private long place(String cell, List<GuideItem> items) {
        if (!cell.isEmpty()) {
            return grid.findByCode(cell)
                    .orElseThrow(() -> new IllegalStateException("life-events.json names an unknown place: " + cell))
                    .id();
        }
        return grid.cells(items.stream().map(GuideItem::cellId).distinct().toList()).values().stream()
                .min(Comparator.comparingInt(GridCell::depth))
                .orElseThrow(() -> new IllegalStateException("life-events.json has a list without guides"))
                .id();
    }

    private GuideItem item(String code) {
        return versions.byCode(code)
                .orElseThrow(() -> new IllegalStateException("life-events.json names an unknown guide: " + code));
    }
}
