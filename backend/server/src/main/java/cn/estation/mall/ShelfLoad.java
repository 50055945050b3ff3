package cn.estation.mall;

import cn.estation.grid.Grid;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads a shelf from {@code mall.json}. */
@Component
class ShelfLoad implements DistrictPart {

    private static final Actor LOADING = () -> "system:load";

    private final Shelving shelving;
    private final ItemMapper items;
    private final Grid grid;

    ShelfLoad(Shelving shelving, ItemMapper items, Grid grid) {
        this.shelving = shelving;
        this.items = items;
        this.grid = grid;
    }

    @Override
    public String name() {
        return "mall";
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public void load(JsonNode content) {
        content.path("items").forEach(item -> {
            var code = item.path("code").asString();
            if (items.idOfCode(code) == null) {
                shelving.add(
                        LOADING,
                        community(item),
                        label(item),
                        item.path("stock").asInt(),
                        true,
                        code);
            }
        });
    }

    private long community(JsonNode item) {
        var code = item.path("community").asString();
        return grid.findByCode(code)
                .orElseThrow(() -> new IllegalStateException("mall.json names an unknown place: " + code))
                .id();
    }

    private static Shelving.Label label(JsonNode item) {
        return new Shelving.Label(
                item.path("name").asString(),
                item.path("description").asString(),
                item.path("price").asLong(),
                item.hasNonNull("perPerson") ? item.path("perPerson").asInt() : null,
                item.path("pickupPlace").asString(),
                item.path("pickupHours").asString());
    }
}
