package cn.estation.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.points.TestPoints;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class RedemptionTests {

    private static final String REDEMPTIONS = "/api/v1/mall/redemptions";

    private final People people;
    private final TestShelf shelf;
    private final TestPoints points;
    private final Expiry expiry;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private long community;
    private Caller member;

    @Autowired
    RedemptionTests(
            People people,
            TestShelf shelf,
            TestPoints points,
            Expiry expiry,
            TransactionTemplate transaction,
            JdbcClient database) {
        this.people = people;
        this.shelf = shelf;
        this.points = points;
        this.expiry = expiry;
        this.transaction = transaction;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        member = memberWith(25);
    }

    @Test
    void tradesPointsForOneUnit() {
        long item = shelf.item(community, 10, 3);

        var receipt = redeem(member, item);

        assertThat(receipt.status()).isEqualTo(201);
        assertThat(receipt.json().path("status").asString()).isEqualTo("READY");
        assertThat(points.balance(member.residentId())).isEqualTo(15);
        assertThat(shelf.stock(item)).isEqualTo(2);
    }

    @Test
    void refusesWhenPointsAreShort() {
        long item = shelf.item(community, 26, 3);

        var refused = redeem(member, item);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("insufficient-points");
        assertThat(refused.json().path("detail").asString()).contains("还差 1 分");
        assertThat(shelf.stock(item)).isEqualTo(3);
        assertThat(shelf.live(item)).isZero();
    }

    @Test
    void refusesWhatIsNotOnTheShelf() {
        long item = shelf.item(community, 10, 3);
        shelf.unlist(item);
        long empty = shelf.item(community, 10, 0);

        assertThat(redeem(member, item).code()).isEqualTo("item-not-listed");
        assertThat(redeem(member, empty).code()).isEqualTo("out-of-stock");
        assertThat(redeem(member, 1).status()).isEqualTo(404);
        assertThat(points.balance(member.residentId())).isEqualTo(25);
    }

    @Test
    void refusesWhoIsNotAMemberHere() {
        long item = shelf.item(community, 10, 3);
        long elsewhere = people.community().id();
        var neighbour = people.member(elsewhere);
        points.give(neighbour.residentId(), elsewhere, 100);

        assertThat(redeem(neighbour, item).code()).isEqualTo("not-a-member");
        assertThat(redeem(people.resident(), item).code()).isEqualTo("not-a-member");
        assertThat(redeem(people.stranger(), item).status()).isEqualTo(401);
        assertThat(shelf.stock(item)).isEqualTo(3);
    }

    @Test
    void refusesAPriceThatHasChangedSinceItWasShown() {
        long item = shelf.item(community, 10, 3);
        shelf.price(item, 12);

        var refused = member.post(REDEMPTIONS, Map.of("itemId", "" + item, "expectedPrice", 10));

        assertThat(refused.code()).isEqualTo("price-changed");
        assertThat(points.balance(member.residentId())).isEqualTo(25);
    }

    @Test
    void givesOnePersonNoMoreThanTheLimit() {
        long item = shelf.item(community, 1, 10, 2);
        redeem(member, item);
        long second = id(redeem(member, item));

        assertThat(redeem(member, item).code()).isEqualTo("limit-reached");
        cancel(member, second);
        assertThat(redeem(member, item).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"itemId\":0}",
                "{\"itemId\":\"0\"}",
                "{\"itemId\":\"-1\"}",
                "{\"itemId\":\"１\"}",
                "{\"itemId\":\"9223372036854775808\"}",
                "{\"itemId\":1.5}",
                "{\"itemId\":[\"1\"]}",
                "{\"itemId\":{\"$gt\":0}}",
                "{\"itemId\":\"1\",\"quantity\":2}",
                "{\"itemId\":\"1\",\"price\":1}",
                "{\"itemId\":\"1\",\"expectedPrice\":0}",
                "{\"itemId\":\"1\",\"expectedPrice\":1.5}",
                "{\"itemId\":\"1\",\"expectedPrice\":\"1\"}",
                "{\"itemId\":\"1\",\"expectedPrice\":2147483648000}",
                "{}",
                ""
            })
    void refusesWhatIsNoRedemption(String body) {
        assertThat(member.post(REDEMPTIONS, body).status()).isEqualTo(400);
    }

    @Test
    void givesPointsAndUnitBackOnce() {
        long item = shelf.item(community, 10, 3);
        long redemption = id(redeem(member, item));

        assertThat(cancel(member, redemption).json().path("status").asString()).isEqualTo("CANCELLED_BY_MEMBER");
        assertThat(cancel(member, redemption).code()).isEqualTo("redemption-not-to-return");
        assertThat(points.balance(member.residentId())).isEqualTo(25);
        assertThat(shelf.stock(item)).isEqualTo(3);
        assertThat(shelf.reversals(redemption)).isEqualTo(1);
    }

    @Test
    void givesBackWhatWasPaidAndNotWhatItCostsNow() {
        long item = shelf.item(community, 10, 3);
        long redemption = id(redeem(member, item));
        shelf.price(item, 20);

        cancel(member, redemption);

        assertThat(points.balance(member.residentId())).isEqualTo(25);
    }

    @Test
    void endsWhatNobodyCollectedAndGivesThePointsBack() {
        long item = shelf.item(community, 10, 3);
        long redemption = id(redeem(member, item));
        shelf.age(redemption, Duration.ofDays(32));

        expiry.expireWhatIsDue();
        expiry.expireWhatIsDue();

        assertThat(shelf.status(redemption)).isEqualTo("EXPIRED");
        assertThat(points.balance(member.residentId())).isEqualTo(25);
        assertThat(shelf.stock(item)).isEqualTo(3);
        assertThat(shelf.reversals(redemption)).isEqualTo(1);
    }

    @Test
    void showsTheCodeToTheBuyerAlone() {
        long redemption = id(redeem(member, shelf.item(community, 10, 3)));
        var path = REDEMPTIONS + "/" + redemption + "/code";

        assertThat(member.get(path).json().path("code").asString()).matches("[0-9A-HJKMNP-TV-Z]{13}");
        assertThat(member.get(path).header("Cache-Control")).contains("no-store");
        assertThat(people.member(community).get(path).status()).isEqualTo(404);
        assertThat(people.stranger().get(path).status()).isEqualTo(401);
    }

    @Test
    void keepsOtherPeoplesRedemptionsToThem() {
        long redemption = id(redeem(member, shelf.item(community, 10, 3)));
        var other = people.member(community);

        assertThat(other.get(REDEMPTIONS + "/" + redemption).status()).isEqualTo(404);
        assertThat(cancel(other, redemption).status()).isEqualTo(404);
        assertThat(other.get(REDEMPTIONS).json().path("items")).isEmpty();
        assertThat(member.get(REDEMPTIONS).json().path("items")).hasSize(1);
        assertThat(people.stranger().get(REDEMPTIONS).status()).isEqualTo(401);
        assertThat(shelf.status(redemption)).isEqualTo("READY");
    }

    @Test
    void showsTheShelfToAnybodyAndOnlyWhatIsListed() {
        long item = shelf.item(community, 10, 3);
        long hidden = shelf.item(community, 10, 3);
        shelf.unlist(hidden);
        var stranger = people.stranger();

        var items = stranger.get("/api/v1/mall/items?communityId=" + community)
                .json()
                .path("items");

        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("id").asString()).isEqualTo("" + item);
        assertThat(stranger.get("/api/v1/mall/items/" + hidden).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/mall/items?communityId=1").status()).isEqualTo(404);
    }

    @Test
    void givesTheLastUnitToExactlyOneOfMany() {
        long item = shelf.item(community, 10, 1);

        var outcomes = Race.of(number -> {
            var buyer = memberWith(10);
            return () -> persist(() -> redeem(buyer, item));
        });

        assertThat(outcomes).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(outcomes)
                .filteredOn(answer -> answer.code().equals("out-of-stock"))
                .hasSize(Race.CONTENDERS - 1);
        assertThat(shelf.stock(item)).isZero();
        assertThat(shelf.live(item)).isEqualTo(1);
    }

    @Test
    void coversOneOfTwoPurchasesWithABalanceForOne() {
        long rice = shelf.item(community, 20, 100);
        long oil = shelf.item(community, 20, 100);

        var outcomes = Race.of(number -> () -> persist(() -> redeem(member, number % 2 == 0 ? rice : oil)));

        assertThat(outcomes).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(outcomes)
                .filteredOn(answer -> answer.code().equals("insufficient-points"))
                .hasSize(Race.CONTENDERS - 1);
        assertThat(points.balance(member.residentId())).isEqualTo(5);
        assertThat(shelf.live(rice) + shelf.live(oil)).isEqualTo(1);
        assertThat(shelf.stock(rice) + shelf.stock(oil)).isEqualTo(199);
    }

    @Test
    void chargesADoubleTapOnce() {
        long item = shelf.item(community, 10, 100);
        var key = UUID.randomUUID().toString();

        var answers =
                Race.of(number -> () -> persist(() -> member.post(REDEMPTIONS, Map.of("itemId", "" + item), key)));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(points.balance(member.residentId())).isEqualTo(15);
        assertThat(shelf.stock(item)).isEqualTo(99);
    }

    @Test
    void holdsTheLimitOfOnePersonUnderARush() {
        long item = shelf.item(community, 1, 100, 2);

        var outcomes = Race.of(number -> () -> persist(() -> redeem(member, item)));

        assertThat(outcomes).filteredOn(answer -> answer.status() == 201).hasSize(2);
        assertThat(shelf.live(item)).isEqualTo(2);
        assertThat(points.balance(member.residentId())).isEqualTo(23);
    }

    @Test
    void givesBackOnceHoweverManyCancelAndExpireAtOnce() {
        long item = shelf.item(community, 10, 3);
        long redemption = id(redeem(member, item));
        shelf.age(redemption, Duration.ofDays(32));

        Race.of(number -> () -> {
            if (number % 2 == 0) {
                return persist(() -> cancel(member, redemption)).status();
            }
            expiry.expireWhatIsDue();
            return 0;
        });

        assertThat(shelf.status(redemption)).isIn("CANCELLED_BY_MEMBER", "EXPIRED");
        assertThat(points.balance(member.residentId())).isEqualTo(25);
        assertThat(shelf.stock(item)).isEqualTo(3);
        assertThat(shelf.reversals(redemption)).isEqualTo(1);
    }

    @Test
    void expiresAllThatIsDueAtOnceThoughOneCannotBe() {
        long item = shelf.item(community, 1, 200);
        long held = id(redeem(member, item));
        var buyer = memberWith(120);
        var others = Stream.generate(() -> id(redeem(buyer, item))).limit(120).toList();
        shelf.age(held, Duration.ofDays(33));
        others.forEach(one -> shelf.age(one, Duration.ofDays(32)));

        // Somebody keeps the first of them busy for longer than the round waits.
        transaction.executeWithoutResult(status -> {
            database.sql("SELECT id FROM mall_redemption WHERE id = ? FOR UPDATE")
                    .param(held)
                    .query(Long.class)
                    .single();
            CompletableFuture.runAsync(expiry::expireWhatIsDue).join();
        });

        assertThat(others).allMatch(one -> shelf.status(one).equals("EXPIRED"));
        assertThat(points.balance(buyer.residentId())).isEqualTo(120);
        assertThat(shelf.status(held)).isEqualTo("READY");
        expiry.expireWhatIsDue();
        assertThat(shelf.status(held)).isEqualTo("EXPIRED");
        assertThat(shelf.stock(item)).isEqualTo(200);
    }

    @Test
    void losesNothingInARushOfBuyingAndCancelling() {
        long item = shelf.item(community, 1, 40);
        var buyers = List.of(memberWith(50), memberWith(50), memberWith(50), memberWith(50));

        Race.of(number -> () -> {
            var buyer = buyers.get(number % 4);
            var receipt = persist(() -> redeem(buyer, item));
            if (number % 3 == 0 && receipt.status() == 201) {
                persist(() -> cancel(buyer, id(receipt)));
            }
            return receipt.status();
        });

        long left = buyers.stream()
                .mapToLong(buyer -> points.balance(buyer.residentId()))
                .sum();
        assertThat(shelf.stock(item) + shelf.live(item)).isEqualTo(40);
        assertThat(left + shelf.live(item)).isEqualTo(200);
    }

    private Caller memberWith(long amount) {
        var buyer = people.member(community);
        points.give(buyer.residentId(), community, amount);
        return buyer;
    }

    private static Answer redeem(Caller buyer, long item) {
        return buyer.post(REDEMPTIONS, Map.of("itemId", "" + item));
    }

    private static Answer cancel(Caller buyer, long redemption) {
        return buyer.post(REDEMPTIONS + "/" + redemption + "/cancellation", "");
    }

    private static long id(Answer receipt) {
        return Long.parseLong(receipt.json().path("redemptionId").asString());
    }

    private static Answer persist(java.util.function.Supplier<Answer> attempt) {
        return Race.persist(attempt, Answer::status);
    }
}
