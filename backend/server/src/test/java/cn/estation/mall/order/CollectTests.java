package cn.estation.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.points.TestPoints;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class CollectTests {

    private static final String REDEMPTIONS = "/api/v1/mall/redemptions";
    private static final String PICTURE = "/console/mall/collect/picture";
    private static final int ROUNDS = 5;

    private final People people;
    private final TestShelf shelf;
    private final TestPoints points;
    private final Expiry expiry;
    private final Clock clock;
    private GridCell community;
    private GridCell sibling;
    private Caller member;
    private Caller desk;
    private long item;
    private long redemption;
    private String code;

    @Autowired
    CollectTests(People people, TestShelf shelf, TestPoints points, Expiry expiry, Clock clock) {
        this.people = people;
        this.shelf = shelf;
        this.points = points;
        this.expiry = expiry;
        this.clock = clock;
    }

    @BeforeEach
    void redeem() {
        var communities = people.communities(2);
        community = communities.getFirst();
        sibling = communities.getLast();
        member = people.member(community.id());
        points.give(member.residentId(), community.id(), 25);
        desk = people.staff(StaffRole.SHOPKEEPER, community.id());
        item = shelf.item(community.id(), 10, 3);
        redemption = Long.parseLong(member.post(REDEMPTIONS, Map.of("itemId", "" + item))
                .json()
                .path("redemptionId")
                .asString());
        code = member.get(REDEMPTIONS + "/" + redemption + "/code")
                .json()
                .path("code")
                .asString();
    }

    @Test
    void handsOverForTheCode() {
        var page = collect(desk, code);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("请交付：大米 5kg 1 件");
        assertThat(shelf.status(redemption)).isEqualTo("COLLECTED");
        assertThat(shelf.stock(item)).isEqualTo(2);
        assertThat(points.balance(member.residentId())).isEqualTo(15);
    }

    @Test
    void readsACodeAsPeopleTypeIt() {
        var typed = " " + code.substring(0, 4).toLowerCase(Locale.ROOT) + "-" + code.substring(4, 8) + " "
                + code.substring(8) + " ";

        assertThat(collect(desk, typed).status()).isEqualTo(200);
    }

    @Test
    void readsTheCodeForBrowsersThatCannot() throws WriterException {
        var token = member.get(REDEMPTIONS + "/" + redemption + "/code")
                .json()
                .path("token")
                .asString();
        var nothing = new byte[CounterPages.SEEN * CounterPages.SEEN];

        assertThat(desk.postBytes(PICTURE, seen(token)).body()).isEqualTo(token);
        assertThat(collect(desk, token).status()).isEqualTo(200);
        assertThat(desk.postBytes(PICTURE, nothing).status()).isEqualTo(200);
        assertThat(desk.postBytes(PICTURE, nothing).body()).isEmpty();
        assertThat(desk.postBytes(PICTURE, new byte[] {1, 2, 3}).status()).isEqualTo(400);
        assertThat(desk.postBytes(PICTURE, new byte[0]).status()).isEqualTo(400);
    }

    @Test
    void readsNothingForThoseWhoHandOutNothing() throws WriterException {
        var worker = people.staff(StaffRole.PARTY_WORKER, community.id());

        assertThat(worker.postBytes(PICTURE, seen(code)).status()).isEqualTo(403);
        assertThat(people.stranger().postBytes(PICTURE, seen(code)).body()).doesNotContain(code);
    }

    private static byte[] seen(String text) throws WriterException {
        int side = CounterPages.SEEN;
        var picture = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, side, side);
        var greys = new byte[side * side];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) (picture.get(i % side, i / side) ? 0 : 255);
        }
        return greys;
    }

    @Test
    void honoursACodeOnce() {
        collect(desk, code);

        var again = collect(people.staff(StaffRole.SHOPKEEPER, community.id()), code);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("不能重复领取");
        assertThat(member.get(REDEMPTIONS + "/" + redemption + "/code").code()).isEqualTo("nothing-to-collect");
        assertThat(member.post(REDEMPTIONS + "/" + redemption + "/cancellation", "")
                        .code())
                .isEqualTo("redemption-not-to-return");
    }

    @Test
    void showsTheSamePageAgainForTheSameForm() {
        var key = UUID.randomUUID().toString();
        collect(desk, code, key);

        assertThat(collect(desk, code, key).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatWasCancelledOrIsPastItsTime() {
        long late = Long.parseLong(member.post(REDEMPTIONS, Map.of("itemId", "" + item))
                .json()
                .path("redemptionId")
                .asString());
        var lateCode = member.get(REDEMPTIONS + "/" + late + "/code")
                .json()
                .path("code")
                .asString();
        shelf.age(late, Duration.ofDays(32));
        member.post(REDEMPTIONS + "/" + redemption + "/cancellation", "");

        assertThat(collect(desk, code).body()).contains("积分已退回");
        assertThat(collect(desk, lateCode).body()).contains("已过领取期限");
    }

    @Test
    void handsOverOnlyAtADeskOfTheCommunity() {
        assertThat(collect(people.staff(StaffRole.SHOPKEEPER, sibling.id()), code)
                        .body())
                .contains("没有找到这个领取码");
        assertThat(collect(people.staff(StaffRole.PARTY_WORKER, community.id()), code)
                        .status())
                .isEqualTo(403);
        assertThat(collect(people.stranger(), code).status()).isEqualTo(302);
        assertThat(shelf.status(redemption)).isEqualTo("READY");
        assertThat(collect(
                                people.staff(
                                        StaffRole.SHOPKEEPER,
                                        people.above(community).id()),
                                code)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void stopsWhoGuesses() {
        for (int i = 0; i < Collecting.WRONG_CODES_ALLOWED; i++) {
            assertThat(collect(desk, Codes.next()).status()).isEqualTo(409);
        }

        assertThat(collect(desk, code).status()).isEqualTo(429);
        assertThat(collect(desk, "x".repeat(300)).status()).isEqualTo(400);
        assertThat(shelf.status(redemption)).isEqualTo("READY");
        assertThat(collect(people.staff(StaffRole.SHOPKEEPER, community.id()), code)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void handsOverOnceHoweverManyDesksAskAtOnce() {
        var desks = new Caller[] {desk, people.staff(StaffRole.SHOPKEEPER, community.id())};

        var answers = Race.of(number -> () -> Race.persist(() -> collect(desks[number % 2], code), Answer::status));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(Race.CONTENDERS - 1);
        assertThat(shelf.status(redemption)).isEqualTo("COLLECTED");
    }

    @Test
    void eitherHandsOverOrGivesBack() {
        Race.of(number -> () -> Race.persist(
                () -> number % 2 == 0
                        ? collect(desk, code)
                        : member.post(REDEMPTIONS + "/" + redemption + "/cancellation", ""),
                Answer::status));

        boolean collected = shelf.status(redemption).equals("COLLECTED");
        assertThat(points.balance(member.residentId())).isEqualTo(collected ? 15 : 25);
        assertThat(shelf.stock(item)).isEqualTo(collected ? 2 : 3);
        assertThat(shelf.reversals(redemption)).isEqualTo(collected ? 0 : 1);
    }

    /**
     * Around the last moment of a redemption, so that whoever looked at the clock just before it meets whoever looked just
     * after: counters, the buyer, the shop and the timer.
     */
    @Test
    void endsOnceWhenCounterBuyerAndTimerMeetAtTheLastMoment() {
        for (int round = 0; round < ROUNDS; round++) {
            var buyer = people.member(community.id());
            points.give(buyer.residentId(), community.id(), 10);
            long rice = shelf.item(community.id(), 10, 1);
            long order = Long.parseLong(buyer.post(REDEMPTIONS, Map.of("itemId", "" + rice))
                    .json()
                    .path("redemptionId")
                    .asString());
            var shown = buyer.get(REDEMPTIONS + "/" + order + "/code")
                    .json()
                    .path("code")
                    .asString();
            var last = clock.instant().plusMillis(400);
            shelf.endsAt(order, last);

            var answers = Race.of(number -> () -> {
                // Spread over 48 ms before and 16 after: requests take a while to get to the clock.
                Thread.sleep(Math.max(
                        0, Duration.between(clock.instant(), last).toMillis() + number * 37 % Race.CONTENDERS - 48));
                return switch (number % 3) {
                    case 0 ->
                        Race.persist(() -> collect(desk, shown), Answer::status).status();
                    case 1 ->
                        Race.persist(() -> buyer.post(REDEMPTIONS + "/" + order + "/cancellation", ""), Answer::status)
                                .status();
                    default -> {
                        expiry.expireWhatIsDue();
                        yield 0;
                    }
                };
            });
            expiry.expireWhatIsDue();

            boolean collected = shelf.status(order).equals("COLLECTED");
            assertThat(shelf.status(order)).isIn("COLLECTED", "CANCELLED_BY_MEMBER", "EXPIRED");
            assertThat(answers)
                    .filteredOn(status -> status == 200)
                    .hasSize(shelf.status(order).equals("EXPIRED") ? 0 : 1);
            assertThat(shelf.endings(order)).isEqualTo(1);
            assertThat(shelf.reversals(order)).isEqualTo(collected ? 0 : 1);
            assertThat(points.balance(buyer.residentId())).isEqualTo(collected ? 0 : 10);
            assertThat(shelf.stock(rice)).isEqualTo(collected ? 0 : 1);
        }
    }

    @Test
    void letsTheShopCancelWithAReason() {
        var path = "/console/mall/redemptions/" + redemption + "/cancellation";

        assertThat(desk.form(path, fields("")).status()).isEqualTo(400);
        assertThat(people.staff(StaffRole.SHOPKEEPER, sibling.id())
                        .form(path, fields("缺货"))
                        .status())
                .isEqualTo(404);
        assertThat(people.staff(StaffRole.PARTY_WORKER, community.id())
                        .form(path, fields("缺货"))
                        .status())
                .isEqualTo(403);
        assertThat(desk.form(path, fields("缺货")).status()).isEqualTo(302);

        assertThat(shelf.status(redemption)).isEqualTo("CANCELLED_BY_SHOP");
        assertThat(points.balance(member.residentId())).isEqualTo(25);
        assertThat(shelf.stock(item)).isEqualTo(3);
    }

    @Test
    void listsAllThatWaitsAtTheCounterPageByPageAndSaysHowMuch() {
        var waiting = new ArrayList<>(List.of(tail(redemption)));
        for (int i = 0; i < 2; i++) {
            var other = people.member(community.id());
            points.give(other.residentId(), community.id(), 10);
            var made = other.post(REDEMPTIONS, Map.of("itemId", "" + item)).json();
            waiting.addFirst(tail(Long.parseLong(made.path("redemptionId").asString())));
        }

        var first = desk.get("/console/mall/collect/orders?size=2").body();
        assertThat(first).contains("待领 3 笔", "显示更多");
        assertThat(tails(first)).isEqualTo(waiting.subList(0, 2));

        var rest = desk.get(next(first)).body();
        assertThat(rest).contains("待领 3 笔").doesNotContain("显示更多");
        assertThat(tails(rest)).isEqualTo(waiting.subList(2, 3));

        var all = desk.get("/console/mall/collect/orders").body();
        assertThat(all).as("to be printed in one").doesNotContain("显示更多");
        assertThat(tails(all)).isEqualTo(waiting);
        assertThat(people.staff(StaffRole.SHOPKEEPER, sibling.id())
                        .get("/console/mall/collect/orders")
                        .body())
                .doesNotContain("待领 ");
        assertThat(people.staff(StaffRole.PARTY_WORKER, community.id())
                        .get("/console/mall/collect/orders")
                        .status())
                .isEqualTo(403);
    }

    private static String tail(long id) {
        return "%04d".formatted(id % 10_000);
    }

    private static List<String> tails(String page) {
        return Pattern.compile("data-label=\"尾号\">([0-9]{4})<")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String next(String page) {
        var link = Pattern.compile("hx-get=\"([^\"]+)\"[^>]*>显示更多").matcher(page);
        assertThat(link.find()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private static Map<String, String> fields(String reason) {
        return Map.of("reason", reason, "requestKey", UUID.randomUUID().toString());
    }

    private static Answer collect(Caller staff, String code) {
        return collect(staff, code, UUID.randomUUID().toString());
    }

    private static Answer collect(Caller staff, String code, String key) {
        return staff.form("/console/mall/collect", Map.of("code", code, "requestKey", key));
    }
}
