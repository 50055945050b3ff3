package cn.estation.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.points.TestPoints;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Codes of merchants: uploaded by staff, sealed, each given to exactly one redemption. */
@EstationTest
class VoucherTests {

    private static final String REDEMPTIONS = "/api/v1/mall/redemptions";

    private final People people;
    private final TestShelf shelf;
    private final TestPoints points;
    private final JdbcClient database;
    private long community;
    private Caller member;

    @Autowired
    VoucherTests(People people, TestShelf shelf, TestPoints points, JdbcClient database) {
        this.people = people;
        this.shelf = shelf;
        this.points = points;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        member = memberWith(10);
    }

    @Test
    void showsTheCodeToItsBuyerAloneAndForGood() {
        long item = shelf.voucherItem(community, 2, "FILM-0001");
        var path = REDEMPTIONS + "/" + id(redeem(member, item));

        assertThat(member.get(path + "/voucher").status()).isEqualTo(409);
        assertThat(member.get(path + "/code").code()).isEqualTo("nothing-to-collect");
        assertThat(people.member(community).post(path + "/voucher", "").status())
                .isEqualTo(404);
        assertThat(member.post(path + "/voucher", "").json().path("voucher").asString())
                .isEqualTo("FILM-0001");
        assertThat(member.post(path + "/voucher", "").json().path("voucher").asString())
                .isEqualTo("FILM-0001");
        assertThat(member.get(path + "/voucher").json().path("voucher").asString())
                .isEqualTo("FILM-0001");
        assertThat(member.get(path + "/voucher").header("Cache-Control")).contains("no-store");
        assertThat(member.post(path + "/cancellation", "").code()).isEqualTo("redemption-not-to-return");
        assertThat(member.post(path + "/return", Map.of("reason", "不想要了")).code())
                .isEqualTo("not-to-bring-back");
    }

    @Test
    void keepsCodesSealed() {
        long item = shelf.voucherItem(community, 2, "FILM-SECRET-42");

        var kept = database.sql("SELECT code FROM mall_voucher WHERE item_id = ?")
                .param(item)
                .query(String.class)
                .single();

        assertThat(kept).doesNotContain("SECRET");
        var keeper = people.staff(StaffRole.SHOPKEEPER, community);
        assertThat(keeper.get("/console/mall/items/" + item).body())
                .doesNotContain("SECRET")
                .contains("1 件");
    }

    @Test
    void givesAnUnseenCodeToTheNextWhenItIsCancelled() {
        long item = shelf.voucherItem(community, 2, "ONLY-ONE");
        long first = id(redeem(member, item));
        var next = memberWith(10);
        assertThat(redeem(next, item).code()).isEqualTo("out-of-stock");
        member.post(REDEMPTIONS + "/" + first + "/cancellation", "");

        long second = id(redeem(next, item));

        assertThat(next.post(REDEMPTIONS + "/" + second + "/voucher", "")
                        .json()
                        .path("voucher")
                        .asString())
                .isEqualTo("ONLY-ONE");
        assertThat(member.post(REDEMPTIONS + "/" + first + "/voucher", "").status())
                .isEqualTo(409);
        assertThat(points.balance(member.residentId())).isEqualTo(10);
        assertThat(moves(item)).hasSize(4).first().asString().startsWith("1 - FREE - ");
        assertThat(moves(item).subList(1, 4))
                .containsExactly(
                        "2 FREE GIVEN " + first + " resident:" + member.residentId(),
                        "3 GIVEN FREE - resident:" + member.residentId(),
                        "4 FREE GIVEN " + second + " resident:" + next.residentId());
    }

    private List<@Nullable String> moves(long item) {
        return database.sql("""
                        SELECT CONCAT(m.number, ' ', COALESCE(m.from_status, '-'), ' ', m.to_status, ' ',
                          COALESCE(m.redemption_id, '-'), ' ', m.moved_by)
                        FROM mall_voucher_move m JOIN mall_voucher v ON v.id = m.voucher_id
                        WHERE v.item_id = ? ORDER BY v.id, m.number""").param(item).query(String.class).list();
    }

    @Test
    void givesEachCodeToOneOfMany() {
        var codes = IntStream.range(0, 20).mapToObj(n -> "C-" + Codes.next()).toArray(String[]::new);
        long item = shelf.voucherItem(community, 1, codes);

        var outcomes = Race.of(number -> {
            var buyer = memberWith(1);
            return () -> {
                var receipt = Race.persist(() -> redeem(buyer, item), Answer::status);
                return receipt.status() == 201
                        ? Race.persist(
                                        () -> buyer.post(REDEMPTIONS + "/" + id(receipt) + "/voucher", ""),
                                        Answer::status)
                                .json()
                                .path("voucher")
                                .asString()
                        : receipt.code();
            };
        });

        assertThat(outcomes).filteredOn("out-of-stock"::equals).hasSize(Race.CONTENDERS - 20);
        assertThat(outcomes)
                .filteredOn(code -> code.startsWith("C-"))
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(new HashSet<>(outcomes)).contains(codes);
        assertThat(shelf.stock(item)).isZero();
    }

    @Test
    void eitherShowsTheCodeOrGivesThePointsBack() {
        long item = shelf.voucherItem(community, 2, "SHOW-OR-BACK");
        long redemption = id(redeem(member, item));

        var outcomes = Race.of(number -> () -> Race.persist(
                () -> member.post(
                        REDEMPTIONS + "/" + redemption + (number % 2 == 0 ? "/voucher" : "/cancellation"), ""),
                Answer::status));

        boolean seen = outcomes.stream().anyMatch(answer -> answer.body().contains("SHOW-OR-BACK"));
        assertThat(shelf.status(redemption)).isEqualTo(seen ? "COLLECTED" : "CANCELLED_BY_MEMBER");
        assertThat(points.balance(member.residentId())).isEqualTo(seen ? 8 : 10);
        assertThat(shelf.stock(item)).isEqualTo(seen ? 0 : 1);
    }

    @Test
    void takesNewCodesOnceAndWithdrawsThoseNobodyHas() {
        long item = shelf.voucherItem(community, 2, "A-1");
        var keeper = people.staff(StaffRole.SHOPKEEPER, community);
        var page = "/console/mall/items/" + item;
        redeem(member, item);

        assertThat(keeper.form(page + "/vouchers", fields("codes", "A-1\n B-2 \n\nB-2\nC-3"))
                        .status())
                .isEqualTo(302);
        assertThat(shelf.stock(item)).isEqualTo(2);
        assertThat(keeper.form(page + "/vouchers", fields("codes", " \n")).status())
                .isEqualTo(400);
        assertThat(keeper.form(page + "/stock", Map.of("quantity", "5", "reason", "补", "requestKey", key()))
                        .status())
                .isEqualTo(409);
        var batch = database.sql("SELECT MAX(batch_id) FROM mall_voucher WHERE item_id = ?")
                .param(item)
                .query(Long.class)
                .single();
        var withdrawal = Map.of("batch", "" + batch, "reason", "商户停业", "requestKey", key());
        assertThat(keeper.form(page + "/vouchers/withdrawal", withdrawal).status())
                .isEqualTo(302);
        assertThat(shelf.stock(item)).isZero();
        assertThat(moves(item))
                .filteredOn(move -> move.startsWith("2 FREE VOID - staff:"))
                .hasSize(2);
        assertThat(keeper.form("/console/mall/items/" + shelf.item(community, 1, 1) + "/vouchers", fields("codes", "X"))
                        .status())
                .isEqualTo(409);
    }

    private static Map<String, String> fields(String name, String value) {
        return Map.of(name, value, "requestKey", key());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private Caller memberWith(long amount) {
        var buyer = people.member(community);
        points.give(buyer.residentId(), community, amount);
        return buyer;
    }

    private static Answer redeem(Caller buyer, long item) {
        return buyer.post(REDEMPTIONS, Map.of("itemId", "" + item));
    }

    private static long id(Answer receipt) {
        return Long.parseLong(receipt.json().path("redemptionId").asString());
    }
}
