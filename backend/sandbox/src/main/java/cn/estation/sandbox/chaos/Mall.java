package cn.estation.sandbox.chaos;

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
    private final Purses purses;
    private final List<String> items = new ArrayList<>();
    private final List<Order> ready = new ArrayList<>();
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
        for (int price : new int[] {3, 7, 15, 40}) {
            var id = stage.place().shelve("演练商品" + price + "分", price, 5);
            items.add(id);
            stock.put(id, 5);
            prices.put(id, price);
        }
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
                Tasks.operation("cancel what ended", this::cancelEnded));
    }

    private Attempt redeem(Random random, Stage stage) {
        var all = stage.players().all();
        var buyer = all.get(random.nextInt(all.size()));
        var item = items.get(random.nextInt(items.size()));
        int price = prices.getOrDefault(item, 0);
        var call = new Call("POST", "/api/v1/mall/redemptions", buyer.token(), stage.newKey(), Map.of("itemId", item));
        return new Attempt(call, whyNot(buyer, item, price), done -> {
            purses.add(buyer, -price);
            stock.merge(item, -1, Integer::sum);
            ready.add(new Order(done.body().path("redemptionId").asString(), buyer, item, price));
        });
    }

    private @Nullable String whyNot(Players.Player buyer, String item, int price) {
        if (stock.getOrDefault(item, 0) == 0) {
            return "out-of-stock";
        }
        return purses.of(buyer) < price ? "insufficient-points" : null;
    }

    private @Nullable Attempt cancel(Random random, Stage stage) {
        if (ready.isEmpty()) {
            return null;
        }
        var order = ready.get(random.nextInt(ready.size()));
        return new Attempt(cancellation(order, stage), null, done -> {
            ready.remove(order);
            ended.add(order);
            purses.add(order.buyer(), order.price());
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
            int has = stage.place().points(player);
            int expected = purses.of(player);
            if (has != expected) {
                differences.add("%s has %d points, expected %d"
                        .formatted(player.person().name(), has, expected));
            }
        }
        for (var item : items) {
            int left = stage.place().stock(item);
            if (left != stock.getOrDefault(item, 0)) {
                differences.add("item %s has %d left, expected %d".formatted(item, left, stock.get(item)));
            }
        }
        return differences;
    }
}
