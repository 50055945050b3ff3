package cn.estation.mall.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.identity.StaffResidents;
import cn.estation.identity.StaffRole;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.points.TestPoints;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Codes at the right counter for a moment, the cut-off of cancelling, and what is brought back after collection. */
@EstationTest
class ReturnTests {

    private static final String REDEMPTIONS = "/api/v1/mall/redemptions";

    private final People people;
    private final TestShelf shelf;
    private final TestPoints points;
    private final JdbcClient database;
    private final Expiry expiry;
    private final StaffResidents staffResidents;
    private long community;
    private Caller member;
    private Caller keeper;

    @Autowired
    ReturnTests(
            People people,
            TestShelf shelf,
            TestPoints points,
            JdbcClient database,
            Expiry expiry,
            StaffResidents staffResidents) {
        this.people = people;
        this.shelf = shelf;
        this.points = points;
        this.database = database;
        this.expiry = expiry;
        this.staffResidents = staffResidents;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        member = people.member(community);
        points.give(member.residentId(), community, 25);
        keeper = people.staff(StaffRole.SHOPKEEPER, community);
    }

    @Test
    void readsThePictureOfThisMoment() {
        long redemption = redeem(shelf.item(community, 10, 3));
        var code = member.get(REDEMPTIONS + "/" + redemption + "/code").json();

        assertThat(code.path("picture").asString()).startsWith("data:image/svg+xml;base64,");
        assertThat(code.path("tokenUntil").asString()).isNotEmpty();
        assertThat(collect(code.path("token").asString(), "").status()).isEqualTo(200);
        assertThat(collect(code.path("token").asString(), "").body()).contains("不能重复领取");
        assertThat(shelf.status(redemption)).isEqualTo("COLLECTED");
    }

    @Test
    void refusesAPictureThatIsOldOrMadeUp() {
        long redemption = redeem(shelf.item(community, 10, 3));
        var token = member.get(REDEMPTIONS + "/" + redemption + "/code")
                .json()
                .path("token")
                .asString();
        var parts = token.split("\\.");

        var forged = parts[0] + "." + redemption + "." + (Long.parseLong(parts[2]) - 10) + "." + parts[3];
        assertThat(collect(forged, "").body()).contains("没有找到这个领取码");
        var other = parts[0] + ".1." + parts[2] + "." + parts[3];
        assertThat(collect(other, "").status()).isEqualTo(409);
        assertThat(shelf.status(redemption)).isEqualTo("READY");
    }

    @Test
    void handsOverAtTheSiteItWasRedeemedFor() {
        long item = shelf.item(community, 10, 1);
        long hall = shelf.siteOf(item);
        long station = shelf.site(community, "文化站");
        shelf.restock(item, station, 1);
        long redemption = Long.parseLong(member.post(REDEMPTIONS, Map.of("itemId", "" + item, "siteId", "" + station))
                .json()
                .path("redemptionId")
                .asString());
        var code = code(redemption);

        assertThat(collect(code, "").body()).contains("请先选择您所在的领取点");
        assertThat(collect(code, "" + hall).body()).contains("这件要到“文化站");
        assertThat(shelf.status(redemption)).isEqualTo("READY");
        assertThat(collect(code, "" + station).body()).contains("请交付：大米 5kg 1 件");
    }

    @Test
    void letsTheBuyerCancelUntilTheCutOff() {
        long item = shelf.item(community, TestShelf.rice(10).cancelHours(2).label(), 3);
        long redemption = redeem(item);
        shelf.age(redemption, Duration.ofMinutes(119));
        long late = redeem(item);
        shelf.age(late, Duration.ofMinutes(121));

        assertThat(post(redemption, "/cancellation", "").status()).isEqualTo(200);
        assertThat(post(late, "/cancellation", "").code()).isEqualTo("too-late-to-cancel");
        assertThat(keeper.form("/console/mall/redemptions/" + late + "/cancellation", fields("reason", "缺货"))
                        .status())
                .isEqualTo(302);
        assertThat(points.balance(member.residentId())).isEqualTo(25);
    }

    @Test
    void takesAGoodUnitBackForTheNext() {
        long item = returnable();
        long redemption = collected(item);

        assertThat(post(redemption, "/return", Map.of("reason", "袋子破了"))
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("RETURN_ASKED");
        assertThat(keeper.get("/console/mall/redemptions/" + redemption).body()).contains("袋子破了", "处理退货");
        assertThat(decide(redemption, "GOOD", "").status()).isEqualTo(302);

        assertThat(shelf.status(redemption)).isEqualTo("RETURNED");
        assertThat(points.balance(member.residentId())).isEqualTo(25);
        assertThat(shelf.stock(item)).isEqualTo(3);
        assertThat(shelf.reversals(redemption)).isEqualTo(1);
    }

    @Test
    void keepsTheReturnAndNotTheWordsOfWhoHasLeft() throws InterruptedException {
        long redemption = collected(returnable());
        post(redemption, "/return", Map.of("reason", "家里老人不能吃"));
        decide(redemption, "REFUSED", "已开封");
        var path = "/console/mall/redemptions/" + redemption;
        assertThat(keeper.get(path).body()).containsOnlyOnce("家里老人不能吃");

        assertThat(member.delete("/api/v1/me").status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !keeper.get(path).body().contains("家里老人"));

        assertThat(keeper.get(path).body()).contains("已开封").doesNotContain("家里老人不能吃");
        assertThat(database.sql("SELECT COUNT(*) FROM audit_entry WHERE detail LIKE '%家里老人不能吃%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void writesADamagedUnitOff() {
        long item = returnable();
        long redemption = collected(item);
        post(redemption, "/return", Map.of("reason", "受潮"));

        decide(redemption, "DAMAGED", "属实");

        assertThat(shelf.stock(item)).isEqualTo(2);
        assertThat(points.balance(member.residentId())).isEqualTo(25);
        assertThat(keeper.get("/console/mall/items/" + item).body()).contains("退货损坏");
    }

    @Test
    void refusesAReturnWithAReason() {
        long redemption = collected(returnable());
        post(redemption, "/return", Map.of("reason", "不想要了"));

        assertThat(decide(redemption, "REFUSED", "").status()).isEqualTo(400);
        assertThat(decide(redemption, "REFUSED", "已开封").status()).isEqualTo(302);
        assertThat(decide(redemption, "GOOD", "").status()).isEqualTo(409);

        var receipt = member.get(REDEMPTIONS + "/" + redemption).json();
        assertThat(receipt.path("status").asString()).isEqualTo("REFUSED");
        assertThat(receipt.path("answer").asString()).isEqualTo("已开封");
        assertThat(points.balance(member.residentId())).isEqualTo(15);
    }

    @Test
    void leavesAReturnOfTheKeepersOwnToAColleague() {
        long redemption = collected(returnable());
        post(redemption, "/return", Map.of("reason", "不想要了"));
        staffResidents.link(() -> "system:tests", keeper.staffId(), member.residentId());

        for (var decision : new String[] {"GOOD", "DAMAGED", "REFUSED"}) {
            var refused = decide(redemption, decision, "看过了");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("您本人申请的退货");
        }
        assertThat(shelf.status(redemption)).isEqualTo("RETURN_ASKED");
        assertThat(points.balance(member.residentId())).isEqualTo(15);

        keeper = people.staff(StaffRole.SHOPKEEPER, community);
        assertThat(decide(redemption, "GOOD", "").status()).isEqualTo(302);
    }

    @Test
    void asksOnceAndInTimeAndOnlyForWhatCanBeReturned() {
        long redemption = collected(returnable());
        long late = collected(returnable());
        shelf.age(late, Duration.ofDays(8));
        points.give(member.residentId(), community, 20);
        long never = collected(shelf.item(community, 10, 3));
        long open = redeem(returnable());
        var why = Map.of("reason", "袋子破了");

        assertThat(post(redemption, "/return", Map.of("reason", " ")).status()).isEqualTo(400);
        assertThat(post(redemption, "/return", why).status()).isEqualTo(200);
        assertThat(post(redemption, "/return", why).code()).isEqualTo("not-to-bring-back");
        assertThat(post(late, "/return", why).code()).isEqualTo("not-to-bring-back");
        assertThat(post(never, "/return", why).code()).isEqualTo("not-to-bring-back");
        assertThat(post(open, "/return", why).code()).isEqualTo("not-to-bring-back");
        assertThat(people.member(community)
                        .post(REDEMPTIONS + "/" + redemption + "/return", why)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void decidesAReturnOnceHoweverManyDecideAtOnce() {
        long item = returnable();
        long redemption = collected(item);
        post(redemption, "/return", Map.of("reason", "袋子破了"));
        var keepers = new Caller[] {keeper, people.staff(StaffRole.SHOPKEEPER, community)};
        var decisions = new String[] {"GOOD", "DAMAGED", "REFUSED"};

        Race.of(number -> () -> Race.persist(
                () -> keepers[number % 2].form(
                        "/console/mall/redemptions/" + redemption + "/return",
                        Map.of("decision", decisions[number % 3], "answer", "看过了", "requestKey", key())),
                Answer::status));

        boolean returned = shelf.status(redemption).equals("RETURNED");
        assertThat(shelf.reversals(redemption)).isEqualTo(returned ? 1 : 0);
        assertThat(points.balance(member.residentId())).isEqualTo(returned ? 25 : 15);
        assertThat(shelf.live(item)).isEqualTo(returned ? 0 : 1);
    }

    @Test
    void endsInOneWayWhenCancelledCollectedAndExpiredAtOnce() {
        long item = shelf.item(community, 10, 3);
        long redemption = redeem(item);
        var code = code(redemption);
        // Due in this moment: some come before it, some after.
        database.sql("UPDATE mall_redemption SET expires_at = TIMESTAMPADD(SECOND, 1, UTC_TIMESTAMP(3)) WHERE id = ?")
                .param(redemption)
                .update();

        var desks = new Caller[] {keeper, people.staff(StaffRole.SHOPKEEPER, community)};
        Race.of(number -> () -> switch (number % 3) {
            case 0 -> {
                Thread.sleep(number * 20L);
                expiry.expireWhatIsDue();
                yield 0;
            }
            case 1 ->
                Race.persist(() -> collect(desks[number % 2], code, ""), Answer::status)
                        .status();
            default ->
                Race.persist(() -> post(redemption, "/cancellation", ""), Answer::status)
                        .status();
        });

        var status = shelf.status(redemption);
        boolean kept = status.equals("COLLECTED");
        assertThat(status).isIn("COLLECTED", "CANCELLED_BY_MEMBER", "EXPIRED");
        assertThat(shelf.reversals(redemption)).isEqualTo(kept ? 0 : 1);
        assertThat(points.balance(member.residentId())).isEqualTo(kept ? 15 : 25);
        assertThat(shelf.stock(item)).isEqualTo(kept ? 2 : 3);
    }

    private long returnable() {
        return shelf.item(community, TestShelf.rice(10).returnDays(7).label(), 3);
    }

    private long collected(long item) {
        long redemption = redeem(item);
        assertThat(collect(code(redemption), "").status()).isEqualTo(200);
        return redemption;
    }

    private String code(long redemption) {
        return member.get(REDEMPTIONS + "/" + redemption + "/code")
                .json()
                .path("code")
                .asString();
    }

    private Answer collect(String code, String siteId) {
        return collect(keeper, code, siteId);
    }

    private static Answer collect(Caller desk, String code, String siteId) {
        return desk.form("/console/mall/collect", Map.of("code", code, "siteId", siteId, "requestKey", key()));
    }

    private Answer decide(long redemption, String decision, String answer) {
        return keeper.form(
                "/console/mall/redemptions/" + redemption + "/return",
                Map.of("decision", decision, "answer", answer, "requestKey", key()));
    }

    private Answer post(long redemption, String act, Object body) {
        return member.post(REDEMPTIONS + "/" + redemption + act, body);
    }

    private long redeem(long item) {
        return Long.parseLong(member.post(REDEMPTIONS, Map.of("itemId", "" + item))
                .json()
                .path("redemptionId")
                .asString());
    }

    private static Map<String, String> fields(String name, String value) {
        return Map.of(name, value, "requestKey", key());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
