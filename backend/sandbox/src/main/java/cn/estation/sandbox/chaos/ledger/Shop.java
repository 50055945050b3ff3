package cn.estation.sandbox.chaos.ledger;

import cn.estation.sandbox.chaos.Call;
import cn.estation.sandbox.chaos.Command;
import cn.estation.sandbox.chaos.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members trade points for things at two counters, think better of it, collect, bring back, or never come; staff hand over,
 * call off, fill and count the shelf, change prices, and take things off it.
 */
final class Shop {

    private static final String API = "/api/v1/mall/redemptions";
    private static final String SHELF = "/console/mall/items";
    private static final String ORDERS = "/console/mall/redemptions/";
    private static final String DESK = "/console/mall/collect";
    private static final String NOT_ASKED = "没有待处理的退货申请，";
    private static final int MOST_STOCK = 6;
    private static final Set<String> LIVE = Set.of("READY", "COLLECTED", "RETURN_ASKED", "REFUSED");

    private static final Set<String> LATE = Set.of("out-of-stock");
    private static final Set<String> UNABLE = Set.of("out-of-stock", "limit-reached", "insufficient-points");

    private static final class Item {
        private final String id;
        private final String name;
        private final Map<String, String> fields;
        private final @Nullable Integer perPerson;
        private final int collectDays;
        private final @Nullable Integer cancelHours;
        private final int returnDays;
        private final Map<String, Integer> stock = new HashMap<>();
        private int price;
        private boolean listed = true;

        Item(
                String id,
                String name,
                Map<String, String> fields,
                int price,
                @Nullable Integer perPerson,
                int collectDays,
                @Nullable Integer cancelHours,
                int returnDays) {
            this.id = id;
            this.name = name;
            this.fields = fields;
            this.price = price;
            this.perPerson = perPerson;
            this.collectDays = collectDays;
            this.cancelHours = cancelHours;
            this.returnDays = returnDays;
        }

        int left(String site) {
            return stock.getOrDefault(site, 0);
        }

        boolean gone() {
            return stock.values().stream().allMatch(left -> left == 0);
        }
    }

    private static final class Order {
        private final String id;
        private final LedgerTrial.Member member;
        private final Item item;
        private final String site;
        private final int price;
        private final Purse.Moved paid;
        private final LocalDate day;
        private final LocalDate over;
        private final Instant cancelUntil;
        private String status = "READY";
        private String code = "";
        private @Nullable Instant collected;

        Order(
                String id,
                LedgerTrial.Member member,
                Item item,
                String site,
                Purse.Moved paid,
                LocalDate day,
                Instant now) {
            this.id = id;
            this.member = member;
            this.item = item;
            this.site = site;
            this.price = item.price;
            this.paid = paid;
            this.day = day;
            this.over = day.plusDays(item.collectDays + 1L);
            this.cancelUntil = item.cancelHours == null
                    ? over.atStartOfDay(LedgerTrial.CHINA).toInstant()
                    : now.plus(Duration.ofHours(item.cancelHours));
        }

        boolean is(String one) {
            return status.equals(one);
        }
    }

    private final LedgerTrial trial;
    private final List<Item> items = new ArrayList<>();
    private final List<String> sites = new ArrayList<>();
    private final Map<String, String> siteNames = new HashMap<>();
    private final List<Order> orders = new ArrayList<>();

    Shop(LedgerTrial trial) {
        this.trial = trial;
    }

    private Clerk shop() {
        return trial.world().director();
    }

    void begin() {
        for (int i = 0; i < 2; i++) {
            var name = trial.title("演练柜台" + i + "-");
            trial.must(shop().form(
                            "/console/mall/sites",
                            Map.of("communityId", trial.world().communityId(), "name", name, "hours", "工作日"),
                            trial.key()));
            var link = shop().open("/console/mall/sites").select("a[href^=/console/mall/sites/]").stream()
                    .filter(one -> one.text().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .attr("href");
            var id = link.substring(link.lastIndexOf('/') + 1);
            sites.add(id);
            siteNames.put(id, name);
        }
        shelve(7, null, 1, 3, 40);
        shelve(15, 2, 9, null, 3);
        shelve(30, null, 20, 3, 0);
    }

    private void shelve(
            int price, @Nullable Integer perPerson, int collectDays, @Nullable Integer cancelHours, int returnDays) {
        var name = trial.title("演练商品" + price + "分-");
        var fields = new HashMap<>(Map.of(
                "communityId",
                trial.world().communityId(),
                "kind",
                "PHYSICAL",
                "name",
                name,
                "description",
                "演练商品。",
                "price",
                Integer.toString(price),
                "personPeriod",
                "MONTH",
                "collectDays",
                Integer.toString(collectDays),
                "returnDays",
                Integer.toString(returnDays)));
        if (perPerson != null) {
            fields.put("perPerson", perPerson.toString());
        }
        if (cancelHours != null) {
            fields.put("cancelHours", cancelHours.toString());
        }
        var added = new HashMap<>(fields);
        added.put("siteId", sites.getFirst());
        added.put("stock", "3");
        var id = trial.mustLead(shop().form(SHELF, added, trial.key()));
        trial.must(shop().form(SHELF + "/" + id + "/listing", Map.of("listed", "true"), trial.key()));
        trial.must(shop().form(
                        SHELF + "/" + id + "/stock",
                        Map.of("siteId", sites.getLast(), "quantity", "2", "reason", "演练补货"),
                        trial.key()));
        var item = new Item(id, name, fields, price, perPerson, collectDays, cancelHours, returnDays);
        item.stock.put(sites.getFirst(), 3);
        item.stock.put(sites.getLast(), 2);
        items.add(item);
    }

    void act() {
        int kind = trial.random().nextInt(100);
        if (kind < 34) {
            redeem();
        } else if (kind < 44) {
            cancel();
        } else if (kind < 56) {
            collect();
        } else if (kind < 60) {
            callOff();
        } else if (kind < 68) {
            askBack();
        } else if (kind < 75) {
            decide();
        } else if (kind < 82) {
            restock();
        } else if (kind < 86) {
            count();
        } else if (kind < 89) {
            reprice();
        } else if (kind < 92) {
            list();
        } else if (kind < 95) {
            rush();
        } else if (kind < 98) {
            cancelAgainstCollect();
        } else {
            spendTwice();
        }
    }

    private Item item() {
        return items.get(trial.random().nextInt(items.size()));
    }

    private String site() {
        return sites.get(trial.random().nextInt(sites.size()));
    }

    private void redeem() {
        var member = trial.anybody();
        if (member == null) {
            return;
        }
        var item = item();
        var site = site();
        boolean knowsPrice = trial.random().nextInt(3) == 0;
        int shown = knowsPrice && trial.random().nextInt(4) == 0 ? item.price + 1 : item.price;
        var body = new HashMap<String, Object>(Map.of("itemId", item.id, "siteId", site));
        if (knowsPrice) {
            body.put("expectedPrice", shown);
        }
        if (!item.listed && item.gone()) {
            // Which of the two is said depends on whether somebody was refused before.
            return;
        }
        var done = trial.give("redeem", trial.post(API, member, body), whyNot(member, item, site, shown));
        if (done != null) {
            redeemed(member, item, site, done);
        }
    }

    private @Nullable String whyNot(LedgerTrial.Member member, Item item, String site, int shown) {
        if (!item.listed) {
            return "item-not-listed";
        }
        if (item.gone()) {
            return "out-of-stock";
        }
        if (shown != item.price) {
            return "price-changed";
        }
        if (limited(member, item)) {
            return "limit-reached";
        }
        if (item.left(site) == 0) {
            return "out-of-stock";
        }
        return member.purse().points() < item.price ? "insufficient-points" : null;
    }

    private boolean limited(LedgerTrial.Member member, Item item) {
        return item.perPerson != null && had(member, item) >= item.perPerson;
    }

    private long had(LedgerTrial.Member member, Item item) {
        return orders.stream()
                .filter(order -> order.member == member && order.item == item && LIVE.contains(order.status))
                .filter(order -> YearMonth.from(order.day).equals(YearMonth.from(trial.today())))
                .count();
    }

    private void redeemed(LedgerTrial.Member member, Item item, String site, Reply.Done done) {
        var paid = member.purse().debit(item.price, "redemption");
        item.stock.merge(site, -1, Integer::sum);
        orders.add(new Order(
                done.body().path("redemptionId").asString(), member, item, site, paid, trial.today(), trial.now()));
        trial.compare("after a redemption", member);
    }

    private @Nullable Order order(String status) {
        var some = orders.stream()
                .filter(order -> order.is(status) || trial.random().nextInt(12) == 0)
                .toList();
        return trial.any(some);
    }

    private Call ofBuyer(Order order, String act, @Nullable Object body) {
        return new Call(
                "POST", API + "/" + order.id + act, order.member.player().token(), trial.key(), body);
    }

    private void cancel() {
        var order = order("READY");
        if (order == null) {
            return;
        }
        if (trial.give("cancel", ofBuyer(order, "/cancellation", null), whyNotCancel(order)) != null) {
            giveBack(order, "CANCELLED_BY_MEMBER", 1);
        }
    }

    private @Nullable String whyNotCancel(Order order) {
        if (!order.is("READY")) {
            return "redemption-not-to-return";
        }
        return order.cancelUntil.isAfter(trial.now()) ? null : "too-late-to-cancel";
    }

    private void giveBack(Order order, String status, int units) {
        order.status = status;
        var today = trial.today();
        order.member.purse().giveBack(order.paid, trial.rules().on(today), today);
        order.item.stock.merge(order.site, units, Integer::sum);
        trial.compare("after points came back", order.member);
    }

    private void collect() {
        var order = order("READY");
        if (order == null || !fetched(order)) {
            return;
        }
        boolean elsewhere = trial.random().nextInt(6) == 0;
        var site = elsewhere
                ? sites.stream()
                        .filter(one -> !one.equals(order.site))
                        .findFirst()
                        .orElseThrow()
                : order.site;
        String expected = null;
        if (elsewhere) {
            expected = "这件要到“" + siteNames.get(order.site);
        } else if (!order.is("READY")) {
            expected = order.collected != null ? "这个领取码已于 " : "这笔兑换";
        }
        if (trial.give("collect", handOver(order, site), expected) != null) {
            collected(order);
        }
    }

    /** The code of an order, asked for while there is one. */
    private boolean fetched(Order order) {
        if (order.code.isEmpty() && order.is("READY")) {
            order.code = trial.read(API + "/" + order.id + "/code", order.member)
                    .path("code")
                    .asString();
        }
        return !order.code.isEmpty();
    }

    private Command handOver(Order order, String site) {
        return shop().form(DESK, Map.of("code", order.code, "siteId", site), trial.key());
    }

    private void collected(Order order) {
        order.status = "COLLECTED";
        order.collected = trial.now();
    }

    private void callOff() {
        var order = order("READY");
        if (order == null) {
            return;
        }
        var form = shop().form(ORDERS + order.id + "/cancellation", Map.of("reason", "供货不足"), trial.key());
        if (trial.give("call off", form, order.is("READY") ? null : "这笔兑换") != null) {
            giveBack(order, "CANCELLED_BY_SHOP", 1);
        }
    }

    private void askBack() {
        var order = order("COLLECTED");
        if (order == null) {
            return;
        }
        boolean may = order.is("COLLECTED")
                && order.item.returnDays > 0
                && Objects.requireNonNull(order.collected)
                        .plus(Duration.ofDays(order.item.returnDays))
                        .isAfter(trial.now());
        var call = ofBuyer(order, "/return", Map.of("reason", "演练退货"));
        if (trial.give("ask to give back", call, may ? null : "not-to-bring-back") != null) {
            order.status = "RETURN_ASKED";
        }
    }

    private void decide() {
        var order = order("RETURN_ASKED");
        if (order == null) {
            return;
        }
        var decision = List.of("GOOD", "DAMAGED", "REFUSED").get(trial.random().nextInt(3));
        var form =
                shop().form(ORDERS + order.id + "/return", Map.of("decision", decision, "answer", "演练答复"), trial.key());
        if (trial.give("decide a return", form, order.is("RETURN_ASKED") ? null : NOT_ASKED) == null) {
            return;
        }
        if (decision.equals("REFUSED")) {
            order.status = "REFUSED";
        } else {
            giveBack(order, "RETURNED", decision.equals("GOOD") ? 1 : 0);
        }
    }

    private void restock() {
        var item = item();
        var site = site();
        int units = trial.random().nextInt(4) == 0
                ? -1 - trial.random().nextInt(2)
                : 1 + trial.random().nextInt(2);
        if (item.left(site) + units > MOST_STOCK) {
            return;
        }
        var form = shop().form(
                        SHELF + "/" + item.id + "/stock",
                        Map.of("siteId", site, "quantity", Integer.toString(units), "reason", "演练补货"),
                        trial.key());
        if (trial.give("restock", form, item.left(site) + units < 0 ? "库存不足，" : null) != null) {
            item.stock.merge(site, units, Integer::sum);
        }
    }

    /** Sometimes a unit more or less lies there than the books say, sometimes somebody counts with old books. */
    private void count() {
        var item = item();
        var site = site();
        int waiting = (int) orders.stream()
                .filter(order -> order.item == item && order.site.equals(site) && order.is("READY"))
                .count();
        int books = item.left(site) + waiting;
        int seen = trial.random().nextInt(5) == 0 ? books + 1 : books;
        int found = Math.max(0, books + trial.random().nextInt(3) - 1);
        var form = shop().form(
                        SHELF + "/" + item.id + "/count",
                        Map.of(
                                "siteId",
                                site,
                                "seen",
                                Integer.toString(seen),
                                "counted",
                                Integer.toString(found),
                                "reason",
                                "演练盘点"),
                        trial.key());
        var expected = seen != books ? "盘点期间有人兑换或领取，" : found < waiting ? "库存不足，" : null;
        if (trial.give("count the shelf", form, expected) != null) {
            item.stock.put(site, found - waiting);
        }
    }

    /** What was redeemed before keeps its price. */
    private void reprice() {
        var item = item();
        int price = Math.max(1, item.price + trial.random().nextInt(7) - 3);
        var fields = new HashMap<>(item.fields);
        fields.put("price", Integer.toString(price));
        if (trial.give("change a price", shop().form(SHELF + "/" + item.id, fields, trial.key()), null) != null) {
            item.price = price;
        }
    }

    private void list() {
        var item = item();
        // Mostly everything is on the shelf.
        boolean listed = !item.listed || trial.random().nextInt(3) > 0;
        var form = shop().form(
                        SHELF + "/" + item.id + "/listing", Map.of("listed", Boolean.toString(listed)), trial.key());
        if (trial.give(listed ? "list" : "unlist", form, null) != null) {
            item.listed = listed;
        }
    }

    /** Everybody wants the same at the same moment: as many get it as there are. */
    private void rush() {
        var item = item();
        var site = site();
        var all = trial.members();
        if (!item.listed || all.isEmpty()) {
            return;
        }
        var able = all.stream()
                .filter(member -> !limited(member, item) && member.purse().points() >= item.price)
                .toList();
        int most = Math.min(able.size(), item.left(site));
        var calls = all.stream()
                .map(member -> trial.post(API, member, Map.of("itemId", item.id, "siteId", site)))
                .toList();
        var replies = trial.giveAtOnce("rush", calls);
        int got = 0;
        for (int i = 0; i < all.size(); i++) {
            var reply = replies.get(i);
            boolean may = able.contains(all.get(i));
            if (reply instanceof Reply.Done done && may) {
                got++;
                redeemed(all.get(i), item, site, done);
            } else if (!(reply instanceof Reply.Refused refused) || !(may ? LATE : UNABLE).contains(refused.code())) {
                trial.wrong("in a rush for %s: %s".formatted(item.name, reply));
            }
        }
        if (got != most) {
            trial.wrong("%d of %d got what was there %d times: %s".formatted(got, able.size(), most, replies));
        }
    }

    /** At the same moment the buyer cancels, the counter hands over and the shop calls off: one of them does. */
    private void cancelAgainstCollect() {
        var order = trial.any(orders.stream()
                .filter(one -> one.is("READY") && whyNotCancel(one) == null)
                .toList());
        if (order == null || !fetched(order)) {
            return;
        }
        var cancel = ofBuyer(order, "/cancellation", null);
        var callOff = shop().form(ORDERS + order.id + "/cancellation", Map.of("reason", "供货不足"), trial.key());
        var replies = trial.giveAtOnce("cancel against collect", List.of(cancel, handOver(order, order.site), callOff));
        var done = replies.stream().map(reply -> reply instanceof Reply.Done).toList();
        if (done.stream().filter(one -> one).count() != 1
                || replies.stream().anyMatch(reply -> reply instanceof Reply.Unknown)) {
            trial.wrong("cancelled, collected and called off at once: " + replies);
        } else if (done.get(1)) {
            collected(order);
            trial.compare("after a collection", order.member);
        } else {
            giveBack(order, done.get(0) ? "CANCELLED_BY_MEMBER" : "CANCELLED_BY_SHOP", 1);
        }
    }

    /** The same points three times at once: as often as they, the stock and the limit go. */
    private void spendTwice() {
        var member = trial.anybody();
        var item = item();
        var site = site();
        if (member == null || !item.listed || item.gone()) {
            return;
        }
        int can = Math.min(item.left(site), member.purse().points() / item.price);
        if (item.perPerson != null) {
            can = Math.min(can, Math.max(0, item.perPerson - (int) had(member, item)));
        }
        int most = Math.min(3, can);
        var calls = List.of(1, 2, 3).stream()
                .map(n -> trial.post(API, member, Map.of("itemId", item.id, "siteId", site)))
                .toList();
        var replies = trial.giveAtOnce("spend three times", calls);
        var got = new ArrayList<String>();
        for (var reply : replies) {
            if (reply instanceof Reply.Done done) {
                got.add(done.body().path("redemptionId").asString());
            } else if (!(reply instanceof Reply.Refused refused) || !UNABLE.contains(refused.code())) {
                trial.wrong("spending three times: " + reply);
            }
        }
        if (got.size() == most) {
            inTheirOrder(member, got).forEach(id -> {
                var paid = member.purse().debit(item.price, "redemption");
                item.stock.merge(site, -1, Integer::sum);
                orders.add(new Order(id, member, item, site, paid, trial.today(), trial.now()));
            });
        } else {
            trial.wrong("%d of 3 redemptions at once, expected %d: %s".formatted(got.size(), most, replies));
        }
        trial.compare("after spending at once", member);
    }

    /** Which of them was paid first: it took the points that are over first, and they come back with it. */
    private List<String> inTheirOrder(LedgerTrial.Member member, List<String> redemptions) {
        return redemptions.size() < 2
                ? redemptions
                : trial.entries(member).reversed().stream()
                        .filter(entry -> entry.path("sourceKind").asString().equals("redemption"))
                        .map(entry -> entry.path("sourceId").asString())
                        .filter(redemptions::contains)
                        .toList();
    }

    /** What nobody collected in time is over, and its points come back. */
    void passed(LedgerTrial.Inflows inflows) {
        var today = trial.today();
        var due = orders.stream()
                .filter(order -> order.is("READY") && !order.over.isAfter(today))
                .toList();
        for (var order : due) {
            order.status = "EXPIRED";
            order.item.stock.merge(order.site, 1, Integer::sum);
            inflows.toCome(
                    order.member,
                    order.id,
                    () -> order.member
                            .purse()
                            .giveBack(order.paid, trial.rules().on(today), today));
        }
    }

    List<String> differences() {
        var differences = new ArrayList<String>();
        var somebody = trial.members().stream().findFirst();
        for (var item : items) {
            if (!item.listed || somebody.isEmpty()) {
                continue;
            }
            var left = new HashMap<String, Integer>();
            trial.read("/api/v1/mall/items/" + item.id, somebody.get())
                    .path("sites")
                    .forEach(site -> left.put(
                            site.path("siteId").asString(), site.path("stock").asInt()));
            if (!left.equals(item.stock)) {
                differences.add("%s lies %s, expected %s".formatted(item.name, left, item.stock));
            }
        }
        for (var member : trial.members()) {
            var shown = new HashMap<String, String>();
            trial.all(API, member)
                    .forEach(one -> shown.put(
                            one.path("redemptionId").asString(),
                            one.path("status").asString()));
            orders.stream()
                    .filter(order -> order.member == member && !order.status.equals(shown.get(order.id)))
                    .forEach(order -> differences.add("redemption %s of %d points is %s, expected %s"
                            .formatted(order.id, order.price, shown.get(order.id), order.status)));
        }
        return differences;
    }
}
