package cn.estation.mall.figures;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.points.TestPoints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class FiguresTests {

    private final People people;
    private final TestShelf shelf;
    private final TestPoints points;
    private final JdbcClient database;
    private long community;
    private long item;
    private Caller keeper;
    private Caller member;

    @Autowired
    FiguresTests(People people, TestShelf shelf, TestPoints points, JdbcClient database) {
        this.people = people;
        this.shelf = shelf;
        this.points = points;
        this.database = database;
    }

    @BeforeEach
    void redeemThrice() {
        community = people.community().id();
        keeper = people.staff(StaffRole.SHOPKEEPER, community);
        member = people.member(community);
        points.give(member.residentId(), community, 100);
        item = shelf.item(community, TestShelf.rice(7).cost(1250).label(), 9);
        redeem();
        redeem();
        member.post("/api/v1/mall/redemptions/" + redeem() + "/cancellation", "");
    }

    @Test
    void countsWhatWasKeptAndOpensTheListBehindEachNumber() {
        var page = keeper.get("/console/mall/figures").body();

        assertThat(page)
                .contains("<strong>3</strong>", "<strong>2</strong>", "<strong>14</strong>", "<strong>25.00</strong>");
        assertThat(page).contains("/console/mall/redemptions?from=", "&amp;status=LIVE", "itemId=" + item);
        assertThat(rows("?status=LIVE&itemId=" + item)).isEqualTo(2);
        assertThat(rows("?itemId=" + item)).isEqualTo(3);
        assertThat(rows("?status=READY&from=2000-01-01&to=2000-12-31")).isZero();
        assertThat(keeper.get("/console/mall/figures?from=2000-01-01&to=2000-12-31")
                        .body())
                .contains("这段时间没有兑换");
    }

    private int rows(String query) {
        return keeper.get("/console/mall/redemptions" + query).body().split("data-label=\"积分\"", -1).length - 1;
    }

    @Test
    void refusesWhatIsNoTime() {
        for (var wrong :
                new String[] {"?from=2026-02-30", "?from=2026-02-01&to=2026-01-01", "?from=1990-01-01&to=2026-01-01"}) {
            assertThat(keeper.get("/console/mall/figures" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void exportsWithoutFormulasAndWithoutNames() throws IOException {
        database.sql("UPDATE mall_redemption SET item_name = '=HYPERLINK(\"http://x\")' WHERE item_id = ?")
                .param(item)
                .update();

        var bytes = keeper.bytes("/console/mall/figures/export");

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(4);
            assertThat(rows.get(1).getCellText(2)).isEqualTo("'=HYPERLINK(\"http://x\")");
            assertThat(rows.stream().flatMap(Row::stream).filter(cell -> cell.getFormula() != null))
                    .isEmpty();
            assertThat(rows.get(1).getCellText(6)).isEqualTo("7");
            assertThat(rows.stream().map(row -> row.getCellText(8)).collect(Collectors.toSet()))
                    .contains("待领取", "本人已取消");
        }
        var neighbour = people.staff(StaffRole.SHOPKEEPER, people.community().id());
        try (var book =
                new ReadableWorkbook(new ByteArrayInputStream(neighbour.bytes("/console/mall/figures/export")))) {
            assertThat(book.getFirstSheet().read()).hasSize(1);
        }
        assertThat(people.staff(StaffRole.PARTY_WORKER, community)
                        .get("/console/mall/figures/export")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void namesInTheFileWhoSuppliedItThen() throws IOException {
        long first = shelf.supplier(community, "惠民生鲜超市");
        long second = shelf.supplier(community, "便民粮油店");
        item = shelf.item(community, TestShelf.rice(7).supplier(first).label(), 9);
        redeem();
        database.sql("UPDATE mall_item SET supplier_id = ? WHERE id = ?")
                .params(second, item)
                .update();
        redeem();

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(keeper.bytes("/console/mall/figures/export")))) {
            assertThat(book.getFirstSheet().read().stream().map(row -> row.getCellText(5)))
                    .containsExactly("商户", "", "", "", "惠民生鲜超市", "便民粮油店");
        }
    }

    @Test
    void printsALabelForEachThingHoweverManyThereAre() {
        for (int i = 0; i < 100; i++) {
            shelf.item(community, 10, 1);
        }

        assertThat(keeper.get("/console/mall/labels").body().split("<article class=\"label\"", -1))
                .hasSize(1 + 101);
    }

    @Test
    void printsLabelsThatLeadToAPublicPage() {
        var labels = keeper.get("/console/mall/labels").body();

        assertThat(labels).contains("大米 5kg", "data:image/svg+xml;base64,");
        assertThat(people.stranger().get("/open/mall/" + item).body()).contains("7 积分", "社区服务大厅");
        shelf.unlist(item);
        assertThat(people.stranger().get("/open/mall/" + item).status()).isEqualTo(404);
        assertThat(people.stranger().get("/open/mall/" + Codes.next()).status()).isEqualTo(400);
    }

    private String redeem() {
        return member.post("/api/v1/mall/redemptions", Map.of("itemId", "" + item))
                .json()
                .path("redemptionId")
                .asString();
    }
}
