package cn.estation.mall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Time;
import cn.estation.mall.shelf.Budgets;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.points.TestPoints;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counting the shelf, and keeping counters, merchants and the budget. */
@EstationTest
class StocktakeTests {

    private final People people;
    private final TestShelf shelf;
    private final TestPoints points;
    private final JdbcClient database;
    private final Budgets budgets;
    private final Clock clock;
    private GridCell community;
    private GridCell sibling;
    private Caller keeper;
    private Caller member;

    @Autowired
    StocktakeTests(
            People people, TestShelf shelf, TestPoints points, JdbcClient database, Budgets budgets, Clock clock) {
        this.people = people;
        this.shelf = shelf;
        this.points = points;
        this.database = database;
        this.budgets = budgets;
        this.clock = clock;
    }

    @BeforeEach
    void arrive() {
        var communities = people.communities(2);
        community = communities.getFirst();
        sibling = communities.getLast();
        keeper = people.staff(StaffRole.SHOPKEEPER, community.id());
        member = people.member(community.id());
        points.give(member.residentId(), community.id(), 100);
    }

    @Test
    void setsTheBooksToWhatLiesThereWhatWaitsIncluded() {
        long item = shelf.item(community.id(), 1, 10);
        redeem(item);
        redeem(item);

        assertThat(count(item, 10, 10, "").status()).isEqualTo(302);
        assertThat(shelf.stock(item)).isEqualTo(8);
        assertThat(count(item, 7, 10, "").status()).isEqualTo(400);
        assertThat(count(item, 7, 10, "受潮丢弃").status()).isEqualTo(302);
        assertThat(shelf.stock(item)).isEqualTo(5);
        assertThat(keeper.get("/console/mall/items/" + item).body()).contains("（实有 7）", "受潮丢弃", "-3");
    }

    @Test
    void refusesACountDuringWhichSomebodyBought() {
        long item = shelf.item(community.id(), 1, 10);

        keeper.form("/console/mall/items/" + item + "/stock", fields(Map.of("quantity", "5", "reason", "补货")));

        assertThat(count(item, 9, 10, "盘亏").status()).isEqualTo(409);
        assertThat(shelf.stock(item)).isEqualTo(15);
    }

    @Test
    void refusesToCountAwayWhatPeopleWaitFor() {
        long item = shelf.item(community.id(), 1, 2);
        redeem(item);

        assertThat(count(item, 0, 2, "全部丢失").status()).isEqualTo(409);
        assertThat(count(item, -1, 2, "x").status()).isEqualTo(400);
        assertThat(shelf.stock(item)).isEqualTo(1);
    }

    @Test
    void losesNoUnitWhenCountedWhileManyBuy() {
        long item = shelf.item(community.id(), 1, 60);

        Race.of(number -> () -> {
            if (number % 8 == 0) {
                return count(item, 60, 60, "").status();
            }
            return Race.persist(
                            () -> member.post("/api/v1/mall/redemptions", Map.of("itemId", "" + item)), Answer::status)
                    .status();
        });

        long moved = database.sql("SELECT SUM(quantity) FROM mall_stock_movement WHERE item_id = ?")
                .param(item)
                .query(Long.class)
                .single();
        assertThat(moved).isEqualTo(60);
        assertThat(shelf.stock(item) + shelf.live(item)).isEqualTo(60);
    }

    @Test
    void keepsCounters() {
        var form = new HashMap<>(Map.of(
                "communityId", "" + community.id(), "name", "文化站", "address", "明湖路 2 号", "hours", "周末", "phone", ""));

        assertThat(keeper.form("/console/mall/sites", fields(form)).status()).isEqualTo(302);
        assertThat(keeper.form("/console/mall/sites", fields(form)).body()).contains("已有同名同时间的领取点");
        assertThat(keeper.get("/console/mall/sites").body()).contains("文化站", "明湖路 2 号");
        form.put("communityId", "" + sibling.id());
        assertThat(keeper.form("/console/mall/sites", fields(form)).status()).isEqualTo(404);
        form.put("name", "");
        assertThat(keeper.form("/console/mall/sites", fields(form)).status()).isEqualTo(422);
    }

    @Test
    void sellsNothingForACounterOutOfUseAndStillHandsOverThere() {
        long item = shelf.item(community.id(), 1, 5);
        var redemption = redeem(item).json().path("redemptionId").asString();
        var site = "/console/mall/sites/" + shelf.siteOf(item);
        var code = member.get("/api/v1/mall/redemptions/" + redemption + "/code")
                .json()
                .path("code")
                .asString();

        keeper.form(site, fields(Map.of("communityId", "" + community.id(), "name", "大厅", "hours", "工作日")));

        assertThat(redeem(item).code()).isEqualTo("out-of-stock");
        assertThat(keeper.form("/console/mall/collect", fields(Map.of("code", code)))
                        .status())
                .isEqualTo(200);
        keeper.form(
                site,
                fields(Map.of("communityId", "" + community.id(), "name", "大厅", "hours", "工作日", "inUse", "true")));
        assertThat(redeem(item).status()).isEqualTo(201);
    }

    @Test
    void keepsMerchantsAndShowsThemWithWhatTheyGive() {
        var form = new HashMap<>(
                Map.of("communityId", "" + community.id(), "name", "惠民超市", "partner", "true", "offers", "米面粮油"));
        assertThat(keeper.form("/console/mall/suppliers", fields(form)).status())
                .isEqualTo(302);
        assertThat(keeper.get("/console/mall/suppliers").body()).contains("惠民超市", "红色合伙人");
        long supplier = shelf.supplier(community.id(), "便民理发");
        var item = new HashMap<>(Map.of(
                "communityId",
                "" + community.id(),
                "kind",
                "SERVICE",
                "name",
                "理发一次",
                "price",
                "5",
                "supplierId",
                "" + supplier,
                "pickupPlace",
                "理发店",
                "pickupHours",
                "周二",
                "stock",
                "3"));
        var page = keeper.form("/console/mall/items", fields(item))
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
        keeper.form(page + "/listing", fields(Map.of("listed", "true")));

        var shown = people.stranger()
                .get("/api/v1" + page.substring("/console".length()))
                .json();
        assertThat(shown.path("supplier").asString()).isEqualTo("便民理发");
        assertThat(shown.path("kind").asString()).isEqualTo("SERVICE");
        item.put("supplierId", "" + shelf.supplier(sibling.id(), "别的社区的"));
        var refused = keeper.form("/console/mall/items", fields(item));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("这个商户不在所选社区", "理发一次").doesNotContain("别的社区的");
    }

    @Test
    void setsABudgetAndShowsWhatIsSpent() {
        int year = 2026;
        var form = Map.of("communityId", "" + community.id(), "year", "" + year, "yuan", "1200.50");

        assertThat(keeper.form("/console/mall/budget", fields(form)).status()).isEqualTo(302);
        assertThat(keeper.get("/console/mall/budget").body()).contains("1200.50");
        for (var wrong : new String[] {"-1", "1.005", "1e9", "", "99999999999"}) {
            var bad = Map.of("communityId", "" + community.id(), "year", "" + year, "yuan", wrong);
            assertThat(keeper.form("/console/mall/budget", fields(bad)).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        var theirs = Map.of("communityId", "" + sibling.id(), "year", "" + year, "yuan", "1");
        assertThat(keeper.form("/console/mall/budget", fields(theirs)).status()).isEqualTo(404);
    }

    @Test
    void asksFromDecemberOnForTheBudgetOfTheNextYear() {
        var both = List.of(community.id(), sibling.id());
        shelf.budget(community.id(), 2024, 100);

        assertThat(budgets.due(both, LocalDate.of(2024, 11, 30))).isEmpty();
        assertThat(budgets.due(both, LocalDate.of(2024, 12, 1))).containsExactly(new Budgets.Due(community.id(), 2025));
        assertThat(budgets.due(both, LocalDate.of(2025, 1, 1))).containsExactly(new Budgets.Due(community.id(), 2025));
        shelf.budget(community.id(), 2025, 100);
        assertThat(budgets.due(both, LocalDate.of(2025, 1, 1))).isEmpty();
        assertThat(budgets.due(List.of(), LocalDate.of(2025, 12, 31))).isEmpty();
    }

    @Test
    void countsTheBudgetThatIsMissingAsWork() {
        int year = LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear();
        assertThat(keeper.get("/console").body()).contains("<strong>0</strong><span>预算待定</span>");
        shelf.budget(community.id(), year - 2, 100);
        shelf.budget(sibling.id(), year - 2, 100);
        assertThat(keeper.get("/console").body()).containsPattern("<strong>[12]</strong><span>预算待定</span>");
        assertThat(keeper.get("/console/mall/budget").body()).contains(community.name() + " " + year + " 年预算未定");
        shelf.budget(community.id(), year, 100);
        shelf.budget(community.id(), year + 1, 100);
        assertThat(keeper.get("/console/mall/budget").body()).doesNotContain("年预算未定");
    }

    @Test
    void sayThatLittleIsLeft() {
        long item = shelf.item(community.id(), TestShelf.rice(1).lowAt(2).label(), 4);
        var shopkeeper = people.resident();
        database.sql(
                        "INSERT INTO identity_staff_resident (staff_id, resident_id, linked_by, linked_at) VALUES (?, ?, 'system:tests', UTC_TIMESTAMP(3))")
                .params(keeper.staffId(), shopkeeper.residentId())
                .update();

        redeem(item);
        assertThat(keeper.get("/console/mall?state=low").body()).doesNotContain("/console/mall/items/" + item);
        redeem(item);
        redeem(item);

        assertThat(keeper.get("/console/mall?state=low").body()).contains("/console/mall/items/" + item);
        assertThat(keeper.get("/console").body()).contains("商品待补货");
        var told = await().atMost(Duration.ofSeconds(20))
                .until(() -> shopkeeper.get("/api/v1/notices").body(), text -> text.contains("只剩 2 件"));
        assertThat(told).containsOnlyOnce("只剩 2 件");
    }

    private Answer redeem(long item) {
        return member.post("/api/v1/mall/redemptions", Map.of("itemId", "" + item));
    }

    private Answer count(long item, int counted, int seen, String reason) {
        return keeper.form(
                "/console/mall/items/" + item + "/count",
                fields(Map.of(
                        "counted",
                        "" + counted,
                        "seen",
                        "" + seen,
                        "reason",
                        reason,
                        "siteId",
                        "" + shelf.siteOf(item))));
    }

    private static Map<String, String> fields(Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("requestKey", UUID.randomUUID().toString());
        return all;
    }
}
