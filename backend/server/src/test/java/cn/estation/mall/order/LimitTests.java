package cn.estation.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.kernel.Time;
import cn.estation.mall.shelf.Label;
import cn.estation.mall.shelf.Period;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.points.TestPoints;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may have how many of what, and when: by person, by household, by period, by the community's money. */
@EstationTest
class LimitTests {

    private static final String REDEMPTIONS = "/api/v1/mall/redemptions";

    private final People people;
    private final TestShelf shelf;
    private final TestPoints points;
    private final JdbcClient database;
    private final Clock clock;
    private long community;
    private Caller member;

    @Autowired
    LimitTests(People people, TestShelf shelf, TestPoints points, JdbcClient database, Clock clock) {
        this.people = people;
        this.shelf = shelf;
        this.points = points;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        member = memberWith(50);
    }

    @Test
    void countsAPersonsLimitWithinItsPeriod() {
        long item = shelved(TestShelf.rice(1).perPerson(1, Period.DAY).label());
        long first = id(redeem(member, item));

        assertThat(redeem(member, item).code()).isEqualTo("limit-reached");
        shelf.age(first, Duration.ofDays(1));
        assertThat(redeem(member, item).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"DAY,2026-03-15", "MONTH,2026-03-01", "YEAR,2026-01-01", "EVER,1970-01-01"})
    void knowsWhereAPeriodBegins(Period period, LocalDate first) {
        assertThat(period.first(LocalDate.of(2026, 3, 15))).isEqualTo(first);
    }

    @Test
    void doesNotCountWhatWasGivenBack() {
        long item = shelved(TestShelf.rice(1).perPerson(1, Period.EVER).label());
        long first = id(redeem(member, item));
        member.post(REDEMPTIONS + "/" + first + "/cancellation", "");

        assertThat(redeem(member, item).status()).isEqualTo(201);
    }

    @Test
    void countsThoseRegisteredAsOneHouseholdTogether() {
        long item = shelved(TestShelf.rice(1).perHousehold(2, Period.MONTH).label());
        var wife = memberWith(50);
        var stranger = memberWith(50);
        shelf.household(community, member.residentId(), wife.residentId());
        redeem(member, item);
        redeem(wife, item);

        assertThat(redeem(member, item).json().path("detail").asString()).contains("每户每月限兑 2 件");
        assertThat(redeem(wife, item).code()).isEqualTo("limit-reached");
        assertThat(redeem(stranger, item).status()).isEqualTo(201);
    }

    @Test
    void countsThoseWhoBoundOnePhoneTogether() {
        long item = shelved(TestShelf.rice(1).perHousehold(1, Period.EVER).label());
        var son = memberWith(50);
        phone(member);
        phone(son);

        assertThat(redeem(member, item).status()).isEqualTo(201);
        assertThat(redeem(son, item).code()).isEqualTo("limit-reached");
    }

    private void phone(Caller resident) {
        database.sql("UPDATE identity_resident SET phone = 'x', phone_index = ? WHERE id = ?")
                .params("%064d".formatted(community), resident.residentId())
                .update();
    }

    @Test
    void holdsTheLimitOfAHouseholdThatRushes() {
        long item = shelved(TestShelf.rice(1).perHousehold(3, Period.DAY).label());
        var family = List.of(member, memberWith(50), memberWith(50), memberWith(50));
        shelf.household(community, family.stream().mapToLong(Caller::residentId).toArray());

        var outcomes = Race.of(number -> () -> persist(family.get(number % 4), item));

        assertThat(outcomes).filteredOn(answer -> answer.status() == 201).hasSize(3);
        assertThat(outcomes)
                .filteredOn(answer -> answer.code().equals("limit-reached"))
                .hasSize(Race.CONTENDERS - 3);
        assertThat(shelf.live(item)).isEqualTo(3);
    }

    @Test
    void holdsTheLimitOfAFamilyOnOnePhoneThatRushesForTheFirstTime() {
        long item = shelved(TestShelf.rice(1).perHousehold(1, Period.EVER).label());
        var family = List.of(member, memberWith(50), memberWith(50));
        family.forEach(this::phone);

        Race.of(number -> () -> persist(family.get(number % 3), item));

        assertThat(shelf.live(item)).isEqualTo(1);
    }

    @Test
    void opensAndClosesAtItsTimes() {
        var now = clock.instant();
        long early = shelved(TestShelf.rice(1).open(now.plusSeconds(3600), null).label());
        long late = shelved(TestShelf.rice(1).open(null, now.minusSeconds(1)).label());
        long open = shelved(TestShelf.rice(1)
                .open(now.minusSeconds(1), now.plusSeconds(3600))
                .label());

        assertThat(redeem(member, early).code()).isEqualTo("not-open-yet");
        assertThat(redeem(member, late).code()).isEqualTo("item-not-listed");
        assertThat(redeem(member, open).status()).isEqualTo(201);
        var items = people.stranger()
                .get("/api/v1/mall/items?communityId=" + community)
                .json()
                .path("items");
        assertThat(items.valueStream().map(item -> item.path("state").asString()))
                .containsExactlyInAnyOrder("OPEN", "NOT_OPEN_YET");
        assertThat(people.stranger().get("/api/v1/mall/items/" + late).status()).isEqualTo(404);
        assertThat(shelf.live(early) + shelf.live(late)).isZero();
    }

    @Test
    void spendsNoMoreThanTheCommunityHas() {
        long item = shelved(TestShelf.rice(1).cost(1250).label());
        budget(2500);
        redeem(member, item);
        long second = id(redeem(member, item));

        assertThat(redeem(member, item).code()).isEqualTo("budget-spent");
        assertThat(shelf.spent(community)).isEqualTo(2500);
        assertThat(points.balance(member.residentId())).isEqualTo(48);
        member.post(REDEMPTIONS + "/" + second + "/cancellation", "");
        assertThat(shelf.spent(community)).isEqualTo(1250);
        assertThat(redeem(member, item).status()).isEqualTo(201);
    }

    @Test
    void holdsTheBudgetInARush() {
        long rice = shelved(TestShelf.rice(1).cost(1000).label());
        long oil = shelved(TestShelf.rice(1).cost(700).label());
        budget(5000);
        var buyers = List.of(memberWith(50), memberWith(50), memberWith(50), memberWith(50));

        var outcomes = Race.of(number -> () -> persist(buyers.get(number % 4), number % 2 == 0 ? rice : oil));

        assertThat(outcomes)
                .allMatch(answer -> answer.status() == 201 || answer.code().equals("budget-spent"));
        assertThat(shelf.spent(community)).isBetween(4301L, 5000L);
        assertThat(shelf.spent(community)).isEqualTo(shelf.live(rice) * 1000 + shelf.live(oil) * 700);
    }

    @Test
    void spendsNothingInANewYearUntilItsBudgetIsSet() {
        long item = shelved(TestShelf.rice(1).cost(1250).label());
        long gift = shelved(TestShelf.rice(1).label());
        shelf.budget(community, year() - 1, 10_000);

        var refused = redeem(member, item);
        assertThat(refused.code()).isEqualTo("budget-not-set");
        assertThat(refused.json().path("detail").asString()).isEqualTo("今年预算未定，请联系社区。");
        assertThat(points.balance(member.residentId())).isEqualTo(50);
        assertThat(redeem(member, gift).status()).as("costs nothing").isEqualTo(201);

        budget(1250);
        assertThat(redeem(member, item).status()).isEqualTo(201);
        assertThat(redeem(member, item).code()).isEqualTo("budget-spent");
    }

    @Test
    void spendsWithoutABudgetAsLongAsThereNeverWasOne() {
        long item = shelved(TestShelf.rice(1).cost(1250).label());
        shelf.budget(community, year() + 1, 0);

        assertThat(redeem(member, item).status()).isEqualTo(201);
        assertThat(shelf.spent(community)).isZero();
    }

    private void budget(long cents) {
        shelf.budget(community, year(), cents);
    }

    private int year() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear();
    }

    @Test
    void asksWhereIfThereIsAChoiceAndTakesFromThere() {
        long item = shelf.item(community, 1, 1);
        long hall = shelf.siteOf(item);
        long station = shelf.site(community, "文化站");
        shelf.restock(item, station, 2);

        assertThat(redeem(member, item).status()).isEqualTo(400);
        var receipt = member.post(REDEMPTIONS, Map.of("itemId", "" + item, "siteId", "" + station));
        assertThat(receipt.json().path("where").asString()).contains("文化站");
        assertThat(shelf.stock(item, hall)).isEqualTo(1);
        assertThat(shelf.stock(item, station)).isEqualTo(1);
        assertThat(member.post(REDEMPTIONS, Map.of("itemId", "" + item, "siteId", "1"))
                        .status())
                .isEqualTo(400);
        member.post(REDEMPTIONS + "/" + id(receipt) + "/cancellation", "");
        assertThat(shelf.stock(item, station)).isEqualTo(2);
    }

    @Test
    void givesTheLastUnitOfOneSiteToOneThoughOthersHaveMore() {
        long item = shelf.item(community, 1, 1);
        long hall = shelf.siteOf(item);
        shelf.restock(item, shelf.site(community, "文化站"), 50);

        var outcomes = Race.of(number -> {
            var buyer = memberWith(1);
            var body = Map.of("itemId", "" + item, "siteId", "" + hall);
            return () -> Race.persist(() -> buyer.post(REDEMPTIONS, body), Answer::status);
        });

        assertThat(outcomes).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(outcomes)
                .filteredOn(answer -> answer.code().equals("out-of-stock"))
                .hasSize(Race.CONTENDERS - 1);
        assertThat(shelf.stock(item, hall)).isZero();
    }

    private long shelved(Label label) {
        return shelf.item(community, label, 100);
    }

    private Caller memberWith(long amount) {
        var buyer = people.member(community);
        points.give(buyer.residentId(), community, amount);
        return buyer;
    }

    private static Answer persist(Caller buyer, long item) {
        return Race.persist(() -> redeem(buyer, item), Answer::status);
    }

    private static Answer redeem(Caller buyer, long item) {
        return buyer.post(REDEMPTIONS, Map.of("itemId", "" + item));
    }

    private static long id(Answer receipt) {
        return Long.parseLong(receipt.json().path("redemptionId").asString());
    }
}
