package cn.estation.sandbox.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Members earn points, trade them for things at two counters, think better of it, collect, and bring things back; staff
 * hand over, fill and count the shelf, and decide what is taken back.
 */
final class Mall implements SimulatedModule {

    private static final int STAKE = 100;
    private static final String API = "/api/v1/mall/redemptions";
    private static final String SHELF = "/console/mall/items/";
    private static final String ORDERS = "/console/mall/redemptions/";
    private static final String DESK = "/console/mall/collect";

    /** What staff refuse is known by its status. */
    private static final String CONFLICT = "HTTP 409";

    private record Place(String item, String site) {}

    private record Order(String id, Players.Player buyer, Place place, int price) {}

    private final Map<Place, Integer> stock = new HashMap<>();
    private final Map<String, Integer> prices = new HashMap<>();
    private final Purses purses;
    private final List<Place> places = new ArrayList<>();
    private final List<Order> ready = new ArrayList<>();
    private final List<Order> collected = new ArrayList<>();
    private final List<Order> asked = new ArrayList<>();
    private final List<Order> ended = new ArrayList<>();

    Mall(Purses purses) {
        this.purses = purses;
    }

    @Override
    public String name() {
        return "mall";
    }

    @Override
    public void prepare(Stage stage) {
        var second = stage.place().addSite("演练领取点" + stage.newKey().substring(0, 8));
        for (int price : new int[] {3, 7, 15, 40}) {
            var item = stage.place().shelve("演练商品" + price + "分", price, 5);
            stage.place().restock(item, second, 4);
            prices.put(item, price);
            stage.place().stockBySite(item).forEach((site, units) -> {
                places.add(new Place(item, site));
                stock.put(new Place(item, site), units);
            });
        }
        // In an order of their own: a map has none that a seed could repeat.
        places.sort(Comparator.comparing(Place::item).thenComparing(Place::site));
        stage.place().fund(stage, STAKE);
        stage.players()
                .all()
                .forEach(player -> purses.begin(player, stage.place().points(player)));
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Tasks.operation("redeem", this::redeem),
                Tasks.operation("redeem again", this::redeem),
                Tasks.operation("cancel", this::cancel),
                Tasks.operation("cancel what ended", this::cancelEnded),
                Tasks.operation("collect", this::collect),
                Tasks.operation("collect at the wrong counter", this::collectElsewhere),
                Tasks.operation("ask to give back", this::askBack),
                Tasks.operation("decide a return", this::decide),
                Tasks.operation("count the shelf", this::count));
    }

    private Attempt redeem(Random random, Stage stage) {
        var buyer = any(random, stage.players().all());
        var place = any(random, places);
        int price = price(place);
        var body = Map.of("itemId", place.item(), "siteId", place.site());
        var call = new Call("POST", API, buyer.token(), stage.newKey(), body);
        return new Attempt(call, whyNot(buyer, place, price), done -> {
            purses.add(buyer, -price);
            stock.merge(place, -1, Integer::sum);
            ready.add(new Order(done.body().path("redemptionId").asString(), buyer, place, price));
        });
    }

    private @Nullable String whyNot(Players.Player buyer, Place place, int price) {
        if (left(place) == 0) {
            return "out-of-stock";
        }
        return purses.of(buyer) < price ? "insufficient-points" : null;
    }

    private @Nullable Attempt cancel(Random random, Stage stage) {
        if (ready.isEmpty()) {
            return null;
        }
        var order = any(random, ready);
        return new Attempt(ofBuyer(order, "/cancellation", null, stage), null, done -> {
            ready.remove(order);
            giveBack(order, 1);
        });
    }

    private void giveBack(Order order, int units) {
        ended.add(order);
        purses.add(order.buyer(), order.price());
        stock.merge(order.place(), units, Integer::sum);
    }

    private @Nullable Attempt cancelEnded(Random random, Stage stage) {
        if (ended.isEmpty()) {
            return null;
        }
        return new Attempt(
                ofBuyer(any(random, ended), "/cancellation", null, stage), "redemption-not-to-return", done -> {});
    }

    private @Nullable Attempt collect(Random random, Stage stage) {
        if (ready.isEmpty()) {
            return null;
        }
        var order = any(random, ready);
        return new Attempt(handOver(order, order.place().site(), stage), null, done -> {
            ready.remove(order);
            collected.add(order);
        });
    }

    private @Nullable Attempt collectElsewhere(Random random, Stage stage) {
        if (ready.isEmpty()) {
            return null;
        }
        var order = any(random, ready);
        var elsewhere = places.stream()
                .map(Place::site)
                .filter(site -> !site.equals(order.place().site()))
                .findFirst()
                .orElseThrow();
        return new Attempt(handOver(order, elsewhere, stage), CONFLICT, done -> {});
    }

    private static Call handOver(Order order, String site, Stage stage) {
        var code = stage.door()
                .read(API + "/" + order.id() + "/code", order.buyer().token())
                .body()
                .path("code")
                .asString();
        return Call.ofStaff(shop(stage), DESK, stage.newKey(), Map.of("code", code, "siteId", site));
    }

    private @Nullable Attempt askBack(Random random, Stage stage) {
        if (collected.isEmpty()) {
            return null;
        }
        var order = any(random, collected);
        return new Attempt(ofBuyer(order, "/return", Map.of("reason", "演练退货"), stage), null, done -> {
            collected.remove(order);
            asked.add(order);
        });
    }

    private @Nullable Attempt decide(Random random, Stage stage) {
        if (asked.isEmpty()) {
            return null;
        }
        var order = any(random, asked);
        var decision = any(random, List.of("GOOD", "DAMAGED", "REFUSED"));
        var call = Call.ofStaff(
                shop(stage),
                ORDERS + order.id() + "/return",
                stage.newKey(),
                Map.of("decision", decision, "answer", "演练答复"));
        return new Attempt(call, null, done -> {
            asked.remove(order);
            if (!decision.equals("REFUSED")) {
                giveBack(order, decision.equals("GOOD") ? 1 : 0);
            }
        });
    }

    /** Sometimes a unit more or less lies there than the books say; never fewer than people wait for. */
    private Attempt count(Random random, Stage stage) {
        var place = any(random, places);
        int waiting = (int)
                ready.stream().filter(order -> order.place().equals(place)).count();
        int books = left(place) + waiting;
        int counted = Math.max(0, books + random.nextInt(3) - 1);
        var call = Call.ofStaff(
                shop(stage),
                SHELF + place.item() + "/count",
                stage.newKey(),
                Map.of(
                        "siteId",
                        place.site(),
                        "seen",
                        Integer.toString(books),
                        "counted",
                        Integer.toString(counted),
                        "reason",
                        "演练盘点"));
        return new Attempt(call, counted < waiting ? CONFLICT : null, done -> stock.put(place, counted - waiting));
    }

    private static Console shop(Stage stage) {
        return stage.place().console("demo.shop");
    }

    private static Call ofBuyer(Order order, String act, @Nullable Object body, Stage stage) {
        return new Call("POST", API + "/" + order.id() + act, order.buyer().token(), stage.newKey(), body);
    }

    private static <T> T any(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private int left(Place place) {
        return stock.getOrDefault(place, 0);
    }

    private int price(Place place) {
        return prices.getOrDefault(place.item(), 0);
    }

    @Override
    public List<String> differences(Stage stage) {
        var differences = new ArrayList<String>();
        for (var player : stage.players().all()) {
            int has = stage.place().points(player);
            int expected = purses.of(player);
            if (has != expected) {
                differences.add("%s has %d points, expected %d"
                        .formatted(player.person().name(), has, expected));
            }
        }
        for (var place : places) {
            int left = stage.place().stockBySite(place.item()).getOrDefault(place.site(), 0);
            if (left != left(place)) {
                differences.add("%s has %d left, expected %d".formatted(place, left, left(place)));
            }
        }
        return differences;
    }
}
