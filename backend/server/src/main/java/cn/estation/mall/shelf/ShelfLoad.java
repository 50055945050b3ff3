package cn.estation.mall.shelf;

import cn.estation.grid.Grid;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads sites, merchants and a shelf from {@code mall.json}. */
@Component
class ShelfLoad implements DistrictPart {

    private static final Actor LOADING = () -> "system:load";

    private final Shelving shelving;
    private final Sites sites;
    private final Suppliers suppliers;
    private final Stock stock;
    private final Grid grid;

    ShelfLoad(Shelving shelving, Sites sites, Suppliers suppliers, Stock stock, Grid grid) {
        this.shelving = shelving;
        this.sites = sites;
        this.suppliers = suppliers;
        this.stock = stock;
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
        var known = new HashMap<String, Site>();
        content.path("sites").forEach(site -> {
            var code = site.path("code").asString();
            known.put(code, sites.loaded(community(site), code, sign(site)));
        });
        var merchants = new HashMap<String, Long>();
        content.path("suppliers").forEach(supplier -> {
            var code = supplier.path("code").asString();
            merchants.put(
                    code,
                    suppliers.loaded(community(supplier), code, card(supplier)).id());
        });
        content.path("items").forEach(item -> {
            if (!shelving.hasCode(item.path("code").asString())) {
                add(item, known, merchants);
            }
        });
    }

    private void add(JsonNode json, Map<String, Site> known, Map<String, Long> merchants) {
        var item = shelving.add(
                LOADING,
                community(json),
                label(json, merchants),
                null,
                0,
                true,
                json.path("code").asString());
        json.path("stock").properties().forEach(place -> {
            var site = known.get(place.getKey());
            if (site == null) {
                throw new IllegalStateException("mall.json names an unknown site: " + place.getKey());
            }
            stock.introduce(item, site);
            if (place.getValue().asInt() > 0) {
                stock.change(
                        LOADING,
                        item,
                        site.id(),
                        Stock.Kind.INITIAL,
                        place.getValue().asInt(),
                        null,
                        "");
            }
        });
    }

    private long community(JsonNode item) {
        var code = item.path("community").asString();
        return grid.findByCode(code)
                .orElseThrow(() -> new IllegalStateException("mall.json names an unknown place: " + code))
                .id();
    }

    private static Sites.Sign sign(JsonNode site) {
        return new Sites.Sign(
                site.path("name").asString(),
                site.path("address").asString(""),
                site.path("hours").asString(),
                site.path("phone").asString(""));
    }

    private static Suppliers.Card card(JsonNode supplier) {
        return new Suppliers.Card(
                supplier.path("name").asString(),
                supplier.path("partner").asBoolean(),
                supplier.path("offers").asString(""),
                supplier.path("address").asString(""),
                supplier.path("phone").asString(""));
    }

    private static Label label(JsonNode item, Map<String, Long> merchants) {
        return new Label(
                ItemKind.valueOf(item.path("kind").asString("PHYSICAL")),
                item.path("name").asString(),
                item.path("description").asString(),
                item.path("price").asLong(),
                item.path("costCents").asLong(0),
                number(item, "perPerson"),
                Period.valueOf(item.path("personPeriod").asString("EVER")),
                number(item, "perHousehold"),
                Period.valueOf(item.path("householdPeriod").asString("EVER")),
                null,
                null,
                item.path("collectDays").asInt(Label.COLLECT_DAYS),
                number(item, "cancelHours"),
                item.path("returnDays").asInt(0),
                number(item, "lowAt"),
                item.hasNonNull("supplier")
                        ? merchants.get(item.path("supplier").asString())
                        : null);
    }

    private static @Nullable Integer number(JsonNode item, String name) {
        return item.hasNonNull(name) ? item.path(name).asInt() : null;
    }
}
