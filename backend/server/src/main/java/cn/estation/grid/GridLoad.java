package cn.estation.grid;

import cn.estation.kernel.DistrictPart;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads the tree from {@code grid.json}: nested cells with kind, code, name, phone and children. */
@Component
class GridLoad implements DistrictPart {

    private final CellMapper cells;
    private final Ids ids;
    private final Clock clock;

    GridLoad(CellMapper cells, Ids ids, Clock clock) {
        this.cells = cells;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "grid";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public void load(JsonNode content) {
        boolean demonstration = content.path("demonstration").asBoolean(false);
        content.path("cells").forEach(cell -> load(cell, null, demonstration));
    }

    private void load(JsonNode node, @Nullable GridCell parent, boolean demonstration) {
        var code = node.path("code").asString();
        var existing = cells.findByCode(code);
        var cell = existing != null ? existing : insert(node, code, parent, demonstration);
        node.path("children").forEach(child -> load(child, cell, demonstration));
    }

    private GridCell insert(JsonNode node, String code, @Nullable GridCell parent, boolean demonstration) {
        long id = ids.next();
        var cell = new GridCell(
                id,
                parent == null ? null : parent.id(),
                CellKind.valueOf(node.path("kind").asString()),
                code,
                node.path("name").asString(),
                (parent == null ? "/" : parent.path()) + id + "/",
                parent == null ? 1 : parent.depth() + 1,
                node.hasNonNull("phone") ? node.path("phone").asString() : null,
                demonstration,
                LocalDate.ofInstant(clock.instant(), Time.CHINA),
                null);
        cells.insert(cell);
        return cell;
    }
}
