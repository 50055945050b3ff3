package cn.estation.grid.estate;

import cn.estation.grid.CellKind;
import cn.estation.grid.Estate;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.kernel.DistrictPart;
import cn.estation.kernel.Ids;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads estates from {@code estates.json}: a name, and the codes of the buildings. */
@Component
class EstateLoad implements DistrictPart {

    private final EstateMapper estates;
    private final Grid grid;
    private final Ids ids;

    EstateLoad(EstateMapper estates, Grid grid, Ids ids) {
        this.estates = estates;
        this.grid = grid;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "estates";
    }

    @Override
    public int order() {
        return 15;
    }

    @Override
    public void load(JsonNode content) {
        boolean demonstration = content.path("demonstration").asBoolean(false);
        for (var node : content.path("estates")) {
            if (estates.findByCode(node.path("code").asString()) == null) {
                load(node, demonstration);
            }
        }
    }

    private void load(JsonNode node, boolean demonstration) {
        var estate = new Estate(
                ids.next(),
                cell(node.path("community").asString(), CellKind.COMMUNITY).id(),
                node.path("code").asString(),
                node.path("name").asString(),
                node.path("aliases").asString(""),
                node.path("address").asString(""),
                1,
                demonstration);
        estates.insert(estate);
        node.path("buildings")
                .valueStream()
                .map(code -> cell(code.asString(), CellKind.BUILDING))
                .forEach(building -> estates.insertBuilding(estate.id(), building.id()));
    }

    private GridCell cell(String code, CellKind kind) {
        return grid.findByCode(code)
                .filter(cell -> cell.kind() == kind)
                .orElseThrow(() -> new IllegalStateException("estates.json names an unknown " + kind + ": " + code));
    }
}
