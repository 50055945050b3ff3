package cn.estation.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Members earn points, trade them for things and think better of it. */
final class Mall implements SimulatedModule {

    private static final int STAKE = 100;

    private record Order(String id, Players.Player buyer, String item, int price) {}

    private final Map<String, Integer> stock = new HashMap<>();
    private final Map<String, Integer> prices = new HashMap<>();
    private final Map<String, Integer> balances = new HashMap<>();
    private final List<String> items = new ArrayList<>();
    private final List<Order> ready = new ArrayList<>();
    private final List<Order> ended = new ArrayList<>();

    @Override
    public String name() {
        return "mall";
    }

    @Override
    public void prepare(Stage stage) {
        for (int price : new int[] {3, 7, 15, 40}) {
            var id = stage.place().shelve("演练商品" + price + "分", price, 5);
            items.add(id);
            stock.put(id, 5);
            prices.put(id, price);
        }
        var task = stage.place().publishTask("演练得分", Duration.ofMinutes(-5), 100, STAKE);
        for (var player : stage.players().all()) {
            stage.place().earn(stage, player, task);
        }
        stage.place().verifyAll(task);
        for (var player : stage.players().all()) {
            balances.put(player.residentId(), awaitPoints(stage, player));
        }
    }

    /** Points arrive by an event, a moment after the work was verified. */
    private static int awaitPoints(Stage stage, Players.Player player) {
        for (int attempt = 0; attempt < 100; attempt++) {
            int points = points(stage, player);
            if (points >= STAKE) {
                return points;
            }
            Pause.of(Duration.ofMillis(200));
        }
        throw new IllegalStateException("no points for " + player.person().name());
    }

    private static int points(Stage stage, Players.Player player) {
        return stage.door()
                .read("/api/v1/points", player.token())
                .body()
                .path("points")
                .asInt();
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Tasks.operation("redeem", this::redeem),
                Tasks.operation("redeem again", this::redeem),
                Tasks.operation("cancel", this::cancel),
                Tasks.operation("cancel what ended", this::cancelEnded));
    }

    private Attempt redeem(Random random, Stage stage) {
        var all = stage.players().all();
        var buyer = all.get(random.nextInt(all.size()));
        var item = items.get(random.nextInt(items.size()));
        int price = prices.getOrDefault(item, 0);
        var call = new Call("POST", "/api/v1/mall/redemptions", buyer.token(), stage.newKey(), Map.of("itemId", item));
        return new Attempt(call, whyNot(buyer, item, price), done -> {
            balances.merge(buyer.residentId(), -price, Integer::sum);
            stock.merge(item, -1, Integer::sum);
            ready.add(new Order(done.body().path("redemptionId").asString(), buyer, item, price));
        });
    }

    private @Nullable String whyNot(Players.Player buyer, String item, int price) {
        if (stock.getOrDefault(item, 0) == 0) {
            return "out-of-stock";
        }
        return balances.getOrDefault(buyer.residentId(), 0) < price ? "insufficient-points" : null;
    }

    private @Nullable Attempt cancel(Random random, Stage stage) {
        if (ready.isEmpty()) {
            return null;
        }
        var order = ready.get(random.nextInt(ready.size()));
        return new Attempt(cancellation(order, stage), null, done -> {
            ready.remove(order);
            ended.add(order);
            balances.merge(order.buyer().residentId(), order.price(), Integer::sum);
            stock.merge(order.item(), 1, Integer::sum);
        });
    }

    private @Nullable Attempt cancelEnded(Random random, Stage stage) {
        if (ended.isEmpty()) {
            return null;
        }
        var order = ended.get(random.nextInt(ended.size()));
        return new Attempt(cancellation(order, stage), "redemption-not-to-return", done -> {});
    }

    private static Call cancellation(Order order, Stage stage) {
        return new Call(
                "POST",
                "/api/v1/mall/redemptions/" + order.id() + "/cancellation",
                order.buyer().token(),
                stage.newKey(),
                null);
    }

    @Override
    public List<String> differences(Stage stage) {
        var differences = new ArrayList<String>();
        for (var player : stage.players().all()) {
            int has = points(stage, player);
            int expected = balances.getOrDefault(player.residentId(), 0);
            if (has != expected) {
                differences.add("%s has %d points, expected %d"
                        .formatted(player.person().name(), has, expected));
            }
        }
        for (var item : items) {
            int left = stage.door()
                    .read("/api/v1/mall/items/" + item, "")
                    .body()
                    .path("stock")
                    .asInt();
            if (left != stock.getOrDefault(item, 0)) {
                differences.add("item %s has %d left, expected %d".formatted(item, left, stock.get(item)));
            }
        }
        return differences;
    }
}
