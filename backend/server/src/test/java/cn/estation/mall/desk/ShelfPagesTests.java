package cn.estation.mall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.mall.shelf.TestShelf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class ShelfPagesTests {

    private final People people;
    private final TestShelf shelf;
    private GridCell community;
    private GridCell sibling;
    private Caller keeper;

    @Autowired
    ShelfPagesTests(People people, TestShelf shelf) {
        this.people = people;
        this.shelf = shelf;
    }

    @BeforeEach
    void arrive() {
        var communities = people.communities(2);
        community = communities.getFirst();
        sibling = communities.getLast();
        keeper = people.staff(StaffRole.SHOPKEEPER, community.id());
    }

    @Test
    void addsListsAndRestocksAnItem() {
        var added = keeper.form("/console/mall/items", item());
        assertThat(added.status()).isEqualTo(302);
        var page = added.header("Location").replaceFirst("^https?://[^/]+", "");
        long id = Long.parseLong(page.substring(page.lastIndexOf('/') + 1));

        assertThat(keeper.form(page + "/listing", Map.of("listed", "true", "requestKey", key()))
                        .status())
                .isEqualTo(302);
        assertThat(stock(keeper, id, "7", "补货")).isEqualTo(302);
        assertThat(stock(keeper, id, "-2", "盘亏")).isEqualTo(302);
        assertThat(stock(keeper, id, "-100", "盘亏")).isEqualTo(409);

        assertThat(shelf.stock(id)).isEqualTo(8);
        assertThat(keeper.get(page).body()).contains("在架", "8 件", "盘亏");
        assertThat(keeper.get("/console/mall").body()).contains("保温杯");
        assertThat(people.stranger()
                        .get("/api/v1/mall/items/" + id)
                        .json()
                        .path("stock")
                        .asInt())
                .isEqualTo(8);
    }

    @Test
    void addsOnceForOneForm() {
        var form = item();
        keeper.form("/console/mall/items", form);
        keeper.form("/console/mall/items", form);

        assertThat(keeper.get("/console/mall").body().split("保温杯", -1)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "price,0",
        "price,-1",
        "price,1000001",
        "price,1.5",
        "cost,-1",
        "cost,0.001",
        "perHousehold,0",
        "cancelHours,-1",
        "collectDays,0",
        "lastDay,2020-02-30",
        "price,１",
        "name,''",
        "perPerson,0",
        "stock,-1"
    })
    void keepsWhatWasTypedAndSaysWhatIsWrong(String field, String value) {
        var form = new HashMap<>(item());
        form.put(field, value);

        var answer = keeper.form("/console/mall/items", form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("is-bad", "社区服务大厅");
    }

    @Test
    void changesALabel() {
        long id = shelf.item(community.id(), 10, 3);
        var form = new HashMap<>(item());
        form.put("price", "12");

        assertThat(keeper.get("/console/mall/items/" + id + "/edit").body()).contains("大米 5kg");
        assertThat(keeper.form("/console/mall/items/" + id, form).status()).isEqualTo(302);
        assertThat(keeper.get("/console/mall/items/" + id).body()).contains("保温杯", "12 分");
    }

    @Test
    void keepsTheMerchantOfAnItemWithWhomTheyNoLongerWork() {
        long merchant = shelf.supplier(community.id(), "惠民生鲜超市");
        long id =
                shelf.item(community.id(), TestShelf.rice(10).supplier(merchant).label(), 3);
        assertThat(keeper.form("/console/mall/suppliers/" + merchant, merchant("惠民生鲜超市"))
                        .status())
                .isEqualTo(302);

        var page = keeper.get("/console/mall/items/" + id + "/edit").body();
        assertThat(page).containsPattern("<option value=\"" + merchant + "\"[^>]*selected[^>]*>惠民生鲜超市（已停止合作）");
        assertThat(keeper.get("/console/mall/items/new").body()).doesNotContain("惠民生鲜超市");
        var form = new HashMap<>(item());
        form.put("supplierId", "" + merchant);
        assertThat(keeper.form("/console/mall/items/" + id, form).status()).isEqualTo(302);
        assertThat(keeper.get("/console/mall/items/" + id).body()).contains("保温杯", "惠民生鲜超市");
    }

    private Map<String, String> merchant(String name) {
        return Map.of("communityId", "" + community.id(), "name", name, "requestKey", key());
    }

    @Test
    void tellsTheCountersOfSeveralCommunitiesApart() {
        var above = people.staff(StaffRole.SHOPKEEPER, people.above(community).id());
        shelf.site(community.id(), "文化站");
        long second = shelf.site(sibling.id(), "文化站");
        shelf.supplier(sibling.id(), "惠民生鲜超市");

        for (var path : List.of(
                "",
                "/items/new",
                "/labels",
                "/redemptions",
                "/collect?siteId=" + second,
                "/collect/orders?siteId=" + second)) {
            assertThat(above.get("/console/mall" + path).body())
                    .as(path)
                    .contains("文化站（" + community.name() + "）", "文化站（" + sibling.name() + "）");
            assertThat(keeper.get("/console/mall" + path).body()).as(path).doesNotContain("文化站（");
        }
        assertThat(above.get("/console/mall/items/new").body()).contains("惠民生鲜超市（" + sibling.name() + "）");
    }

    @Test
    void saysAtTheFieldThatACounterOrAMerchantIsElsewhere() {
        var above = people.staff(StaffRole.SHOPKEEPER, people.above(community).id());
        var form = new HashMap<>(item());
        form.put("siteId", "" + shelf.site(sibling.id(), "文化站"));
        form.put("supplierId", "" + shelf.supplier(sibling.id(), "惠民生鲜超市"));

        var answer = above.form("/console/mall/items", form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("这个领取点不在所选社区", "这个商户不在所选社区", "保温杯");
        form.put("communityId", "" + sibling.id());
        assertThat(above.form("/console/mall/items", form).status()).isEqualTo(302);

        long id = shelf.item(community.id(), 10, 3);
        var change = above.form("/console/mall/items/" + id, form);
        assertThat(change.status()).isEqualTo(422);
        assertThat(change.body()).contains("这个商户不在所选社区").doesNotContain("惠民生鲜超市");
    }

    @Test
    void showsEveryUploadOfCodes() {
        long id = shelf.voucherItem(community.id(), 5, "CODE-0");
        for (int i = 1; i <= 50; i++) {
            shelf.upload(community.id(), id, "CODE-" + i);
        }

        var page = keeper.get("/console/mall/items/" + id).body();
        assertThat(uploads(page)).isEqualTo(50);
        var link = Pattern.compile("href=\"([^\"]*earlier=[0-9]+)\"").matcher(page);
        assertThat(link.find()).isTrue();
        var older = keeper.get(link.group(1)).body();
        assertThat(uploads(older)).isEqualTo(1);
        assertThat(older).doesNotContain("更早的上传");
    }

    private static int uploads(String page) {
        return page.split("<dialog id=\"void-", -1).length - 1;
    }

    @Test
    void opensToThoseWhoManageThisMall() {
        long id = shelf.item(community.id(), 10, 3);
        var paths = List.of("/console/mall/items/" + id, "/console/mall/items/" + id + "/edit");
        var above = people.staff(StaffRole.SHOPKEEPER, people.above(community).id());
        var neighbour = people.staff(StaffRole.SHOPKEEPER, sibling.id());
        var other = people.staff(StaffRole.PARTY_WORKER, community.id());

        for (var path : paths) {
            assertThat(keeper.get(path).status()).isEqualTo(200);
            assertThat(above.get(path).status()).isEqualTo(200);
            assertThat(neighbour.get(path).status()).isEqualTo(404);
            assertThat(other.get(path).status()).isEqualTo(403);
            assertThat(people.stranger().get(path).status()).isEqualTo(302);
        }
        for (var path : List.of("/console/mall", "/console/mall/redemptions", "/console/mall/items/new")) {
            assertThat(keeper.get(path).status()).isEqualTo(200);
            assertThat(other.get(path).status()).isEqualTo(403);
        }
        assertThat(keeper.get("/console/mall/collect").status()).isEqualTo(200);
        assertThat(other.get("/console/mall/collect").status()).isEqualTo(403);
        assertThat(neighbour.get("/console/mall").body()).doesNotContain("大米 5kg");
    }

    @Test
    void changesNothingForThoseWhoDoNot() {
        long id = shelf.item(community.id(), 10, 3);
        var neighbour = people.staff(StaffRole.SHOPKEEPER, sibling.id());
        var other = people.staff(StaffRole.COMMUNITY_WORKER, community.id());

        assertThat(stock(neighbour, id, "5", "补货")).isEqualTo(404);
        assertThat(stock(other, id, "5", "补货")).isEqualTo(403);
        var listing = Map.of("listed", "false", "requestKey", key());
        assertThat(neighbour
                        .form("/console/mall/items/" + id + "/listing", listing)
                        .status())
                .isEqualTo(404);
        assertThat(other.form("/console/mall/items/" + id + "/listing", listing).status())
                .isEqualTo(403);
        assertThat(neighbour.form("/console/mall/items/" + id, item()).status()).isEqualTo(404);
        assertThat(neighbour.form("/console/mall/items", item()).status()).isEqualTo(404);
        assertThat(shelf.stock(id)).isEqualTo(3);
    }

    private Map<String, String> item() {
        return Map.of(
                "communityId", "" + community.id(),
                "name", "保温杯",
                "description", "304 不锈钢",
                "price", "18",
                "perPerson", "1",
                "pickupPlace", "社区服务大厅",
                "pickupHours", "工作日",
                "stock", "3",
                "requestKey", key());
    }

    private static int stock(Caller staff, long id, String quantity, String reason) {
        return staff.form(
                        "/console/mall/items/" + id + "/stock",
                        Map.of("quantity", quantity, "reason", reason, "requestKey", key()))
                .status();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
