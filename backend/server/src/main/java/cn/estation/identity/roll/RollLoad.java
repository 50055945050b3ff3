package cn.estation.identity.roll;

import cn.estation.grid.Grid;
import cn.estation.identity.unit.Units;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Loads the lists of a demonstration from {@code rolls.json}, each as a preview that waits for somebody to confirm it. A real
 * list is uploaded by who answers for it.
 */
@Component
class RollLoad implements DistrictPart {

    private static final Actor LOADER = () -> "system:load";

    private final RollImports imports;
    private final Units units;
    private final Grid grid;
    private final boolean sandbox;

    RollLoad(RollImports imports, Units units, Grid grid, Environment environment) {
        this.imports = imports;
        this.units = units;
        this.grid = grid;
        this.sandbox = DistrictPart.mayDemonstrate(environment);
    }

    @Override
    public String name() {
        return "rolls";
    }

    /** After people and units. */
    @Override
    public int order() {
        return 23;
    }

    @Override
    public void load(JsonNode content) {
        if (!sandbox || !content.path("demonstration").asBoolean(false)) {
            throw new IllegalStateException("rolls.json 是演示数据，只能在 sandbox 环境导入；正式的名单在工作台上传");
        }
        content.path("rolls").forEach(this::preview);
    }

    private void preview(JsonNode roll) {
        long community = cell(roll.path("community").asString());
        var name = roll.path("unit").asString();
        var unit = grid.findByCode(roll.path("cell").asString())
                .flatMap(cell -> units.named(cell.id(), name))
                .orElseThrow(() -> new IllegalStateException("rolls.json: 没有单位“" + name + "”"));
        if (imports.isListed(community, unit.id())) {
            return;
        }
        imports.previewAs(LOADER, community, unit.id(), roll.path("file").asString(), people(roll.path("rows")));
    }

    private long cell(String code) {
        return grid.findByCode(code)
                .orElseThrow(() -> new IllegalStateException("rolls.json: 没有代码为 " + code + " 的社区"))
                .id();
    }

    /** Numbered as in a sheet, whose first line is its head. */
    private static List<RollFile.Person> people(JsonNode rows) {
        var people = new ArrayList<RollFile.Person>();
        for (var row : rows) {
            people.add(new RollFile.Person(
                    people.size() + 2,
                    row.path("name").asString(),
                    row.path("phone").asString(),
                    ""));
        }
        return people;
    }
}
