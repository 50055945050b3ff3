package cn.estation.mall.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.mall.shelf.Period;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.points.TestPoints;
import cn.estation.sandbox.wechat.StandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Registering who is one household, by the numbers they bound, and what that does to limits by household. */
@EstationTest
class HouseholdTests {

    private static final String HOME = "/console/mall/households";

    private final People people;
    private final TestShelf shelf;
    private final TestPoints points;
    private final StandIn standIn;
    private final JdbcClient database;
    private GridCell community;
    private Caller keeper;
    private Kin husband;
    private Kin wife;

    private record Kin(Caller caller, String phone) {}

    @Autowired
    HouseholdTests(People people, TestShelf shelf, TestPoints points, StandIn standIn, JdbcClient database) {
        this.people = people;
        this.shelf = shelf;
        this.points = points;
        this.standIn = standIn;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        keeper = people.staff(StaffRole.SHOPKEEPER, community.id());
        husband = memberOf(community, number());
        wife = memberOf(community, number());
    }

    @Test
    void countsThemTogetherFromThenOnAndApartAfterwards() {
        long item = limitedToOne();
        assertThat(register(keeper, husband.phone(), wife.phone()).status()).isEqualTo(302);
        assertThat(keeper.get(HOME).body()).contains("取消登记").doesNotContain(husband.phone());

        assertThat(redeem(husband, item).status()).isEqualTo(201);
        assertThat(redeem(wife, item).code()).isEqualTo("limit-reached");

        assertThat(dissolve(keeper, household(), "分家了").status()).isEqualTo(302);
        assertThat(household()).isNull();
        assertThat(redeem(wife, item).status()).isEqualTo(201);
        assertThat(redeem(husband, item).code()).as("his own still counts").isEqualTo("limit-reached");
    }

    @Test
    void countsWhatEachHadBeforeTheyWereRegistered() {
        long item = limitedToOne();
        assertThat(redeem(husband, item).status()).isEqualTo(201);
        register(keeper, husband.phone(), wife.phone());

        assertThat(redeem(husband, item).code()).isEqualTo("limit-reached");
        assertThat(redeem(wife, item).code())
                .as("what her husband had counts for the household")
                .isEqualTo("limit-reached");
    }

    @Test
    void countsWhatEachHadBeforeTheyBoundOneNumber() {
        long item = limitedToOne();
        var mother = memberOf(community, number());
        var quiet = people.member(community.id());
        points.give(quiet.residentId(), community.id(), 50);
        assertThat(redeem(mother, item).status()).isEqualTo(201);
        assertThat(redeem(new Kin(quiet, ""), item).status()).isEqualTo(201);

        var shared = number();
        var son = memberOf(community, shared);
        bind(mother.caller(), shared);
        assertThat(redeem(son, item).code()).as("hers, on another number").isEqualTo("limit-reached");

        var other = memberOf(community, number());
        bind(quiet, other.phone());
        assertThat(redeem(other, item).code()).as("his, on none").isEqualTo("limit-reached");
    }

    @Test
    void leavesOutWhoIsRegisteredWithOthersThoughTheyShareANumber() {
        long item = limitedToOne();
        var son = memberOf(community, wife.phone());
        assertThat(redeem(wife, item).status()).isEqualTo(201);
        long another = limitedToOne();
        register(keeper, husband.phone(), memberOf(community, number()).phone());
        bind(husband.caller(), son.phone());
        assertThat(redeem(husband, another).status()).isEqualTo(201);

        assertThat(redeem(son, another).status())
                .as("the husband is of another house")
                .isEqualTo(201);
        assertThat(redeem(son, item).code()).isEqualTo("limit-reached");
    }

    @Test
    void readsNumbersAsPeopleTypeThemAndTakesWhoSharesOne() {
        var son = memberOf(community, wife.phone());
        long item = limitedToOne();

        assertThat(register(
                                keeper,
                                " +86 " + husband.phone() + " ",
                                wife.phone().substring(0, 3) + "-"
                                        + wife.phone().substring(3))
                        .status())
                .isEqualTo(302);

        assertThat(redeem(son, item).status()).isEqualTo(201);
        assertThat(redeem(husband, item).code()).isEqualTo("limit-reached");
        assertThat(redeem(wife, item).code()).isEqualTo("limit-reached");
    }

    @Test
    void refusesWhomItCannotRegister() {
        var neighbour = memberOf(people.community(), number());

        assertThat(register(keeper, husband.phone()).status()).isEqualTo(422);
        assertThat(register(keeper, husband.phone(), husband.phone()).status()).isEqualTo(422);
        assertThat(register(keeper).status()).isEqualTo(422);
        for (var unknown : List.of(number(), neighbour.phone())) {
            assertThat(register(keeper, husband.phone(), unknown).status()).isEqualTo(422);
        }
        assertThat(household()).isNull();

        register(keeper, husband.phone(), wife.phone());
        var again =
                register(keeper, husband.phone(), memberOf(community, number()).phone());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("已登记在另一户");
    }

    @Test
    void keepsWhatWasTypedAndSaysWhichLineIsWrong() {
        var unknown = number();

        var refused = register(keeper, husband.phone(), "", unknown, wife.phone());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("第 3 行不是本社区在册党员绑定的手机号")
                .containsPattern("<option(?=[^>]*value=\"" + community.id() + "\")[^>]*selected")
                .contains(husband.phone() + "\n\n" + unknown + "\n" + wife.phone());
        var eleven = Stream.generate(HouseholdTests::number).limit(11).toArray(String[]::new);
        assertThat(register(keeper, eleven).body()).contains("请一行写一个手机号，2 到 10 人。");

        register(keeper, husband.phone(), wife.phone());
        var taken = register(keeper, husband.phone(), wife.phone());
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body()).contains("已登记在另一户", husband.phone() + "\n" + wife.phone());
    }

    @Test
    void registersOnceForOneForm() {
        var form = Map.of(
                "communityId",
                "" + community.id(),
                "phones",
                husband.phone() + "\n" + wife.phone(),
                "requestKey",
                Codes.next());

        assertThat(keeper.form(HOME, form).status()).isEqualTo(302);
        assertThat(keeper.form(HOME, form).status()).isEqualTo(302);

        assertThat(database.sql("SELECT COUNT(*) FROM mall_household WHERE community_id = ?")
                        .param(community.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void putsSomebodyIntoOneHouseholdHoweverManyRegisterThem() {
        var kin = java.util.stream.IntStream.range(0, 8)
                .mapToObj(number -> memberOf(community, number()))
                .toList();

        var answers = Race.of(
                8,
                number -> () -> Race.persist(
                        () -> register(keeper, husband.phone(), kin.get(number).phone()), Answer::status));

        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(7);
        assertThat(database.sql("SELECT COUNT(*) FROM mall_household_member WHERE community_id = ?")
                        .param(community.id())
                        .query(Integer.class)
                        .single())
                .as("nobody stays behind in a household that was refused")
                .isEqualTo(2);
    }

    @Test
    void isForTheShopOfThisCommunityOnly() {
        var elsewhere = people.staff(StaffRole.SHOPKEEPER, people.community().id());
        assertThat(register(elsewhere, husband.phone(), wife.phone()).status()).isEqualTo(404);
        assertThat(register(people.staff(StaffRole.GRID_WORKER, community.id()), husband.phone(), wife.phone())
                        .status())
                .isEqualTo(403);
        register(keeper, husband.phone(), wife.phone());

        assertThat(dissolve(elsewhere, household(), "试试").status()).isEqualTo(404);
        assertThat(elsewhere.get(HOME).body()).doesNotContain("取消登记");
        assertThat(dissolve(keeper, household(), "").status()).isEqualTo(400);
        assertThat(household()).isNotNull();
    }

    @Test
    void listsWholeHouseholdsPageByPageNewestFirst() {
        var houses = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            houses.addFirst("" + shelf.household(community.id(), resident(), resident(), resident()));
        }

        var first = keeper.get(HOME + "?size=2").body();
        assertThat(shown(first)).isEqualTo(houses.subList(0, 2));
        assertThat(Pattern.compile("class=\"shelf-site\"").matcher(first).results())
                .hasSize(6);

        var next = Pattern.compile("hx-get=\"([^\"]+)\"[^>]*>显示更多").matcher(first);
        assertThat(next.find()).isTrue();
        var rest = keeper.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(shown(rest)).isEqualTo(houses.subList(2, 3));
        assertThat(Pattern.compile("class=\"shelf-site\"").matcher(rest).results())
                .hasSize(3);
        assertThat(rest).doesNotContain("显示更多");
    }

    private long resident() {
        return people.resident().residentId();
    }

    @Test
    void forgetsTheNumberOnlyWhenNobodyWhoSharesItIsLeft() {
        var son = memberOf(community, wife.phone());
        assertThat(redeem(wife, limitedToOne()).status()).isEqualTo(201);
        assertThat(redeem(son, limitedToOne()).status()).isEqualTo(201);
        assertThat(redeem(husband, limitedToOne()).status()).isEqualTo(201);
        register(keeper, husband.phone(), wife.phone());
        assertThat(keyOf(wife)).startsWith("phone:").isEqualTo(keyOf(son));

        leave(wife);
        assertThat(keyOf(son)).startsWith("phone:");
        leave(husband);
        assertThat(keyOf(husband)).startsWith("gone:");
        leave(son);
        assertThat(keyOf(son)).startsWith("gone:").isEqualTo(keyOf(wife));
    }

    private void leave(Kin one) {
        assertThat(one.caller().delete("/api/v1/me").status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(20)).until(() -> left(one));
    }

    private boolean left(Kin one) {
        return database.sql("SELECT COUNT(*) FROM mall_household_member WHERE resident_id = ?")
                        .param(one.caller().residentId())
                        .query(Long.class)
                        .single()
                == 0;
    }

    private String keyOf(Kin one) {
        return database.sql("""
                        SELECT h.household_key FROM mall_redemption r JOIN mall_household h ON h.id = r.household_id
                        WHERE r.resident_id = ?""")
                .param(one.caller().residentId())
                .query(String.class)
                .single();
    }

    private long limitedToOne() {
        return shelf.item(
                community.id(), TestShelf.rice(1).perHousehold(1, Period.EVER).label(), 100);
    }

    private Kin memberOf(GridCell place, String phone) {
        var caller = people.member(place.id());
        points.give(caller.residentId(), place.id(), 50);
        bind(caller, phone);
        return new Kin(caller, phone);
    }

    private void bind(Caller caller, String phone) {
        var world = standIn.world();
        var person = world.createPerson("h" + Codes.next().toLowerCase(Locale.ROOT), "测试居民", phone);
        var bound = caller.post("/api/v1/me/phone", Map.of("code", world.phoneCode(person)));
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
    }

    private static String number() {
        return "139%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    private Answer register(Caller staff, String... phones) {
        return staff.form(
                HOME,
                Map.of(
                        "communityId",
                        "" + community.id(),
                        "phones",
                        String.join("\n", phones),
                        "requestKey",
                        Codes.next()));
    }

    private static Answer dissolve(Caller staff, @Nullable String household, String reason) {
        return staff.form(
                HOME + "/" + household + "/dissolution", Map.of("reason", reason, "requestKey", Codes.next()));
    }

    /** The one that the page shows, read off its form. */
    private @Nullable String household() {
        return shown(keeper.get(HOME).body()).stream().findFirst().orElse(null);
    }

    private static List<String> shown(String page) {
        return Pattern.compile(HOME + "/([0-9]+)/dissolution")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Answer redeem(Kin buyer, long item) {
        return buyer.caller().post("/api/v1/mall/redemptions", Map.of("itemId", "" + item));
    }
}
