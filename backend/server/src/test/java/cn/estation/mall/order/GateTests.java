package cn.estation.mall.order;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.identity.StaffRole;
import cn.estation.mall.gate.Gone;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.points.TestPoints;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The gate answers sold-out faster, and nothing else differently. */
@EstationTest
class GateTests {

    private static final String REDEMPTIONS = "/api/v1/mall/redemptions";

    private final People people;
    private final TestShelf shelf;
    private final TestPoints points;
    private final Gone gone;
    private final StringRedisTemplate redis;
    private final TransactionTemplate transaction;
    private long community;
    private Caller member;

    @Autowired
    GateTests(
            People people,
            TestShelf shelf,
            TestPoints points,
            Gone gone,
            StringRedisTemplate redis,
            TransactionTemplate transaction) {
        this.people = people;
        this.shelf = shelf;
        this.points = points;
        this.gone = gone;
        this.redis = redis;
        this.transaction = transaction;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        member = memberWith(20);
    }

    @Test
    void remembersWhatIsGoneAndSaysTheSameWithoutRemembering() {
        long item = sold(filled(1));
        var late = memberWith(5);

        var first = redeem(late, item);
        assertThat(gone.name(item)).contains("大米 5kg");
        var remembered = redeem(late, item);
        redis.delete("estation:mall:gone:" + item);
        var anew = redeem(late, item);

        assertThat(first.code()).isEqualTo("out-of-stock");
        assertThat(remembered.body()).isEqualTo(first.body());
        assertThat(anew.body()).isEqualTo(first.body());
    }

    @Test
    void givesADoneCommandItsAnswerThoughAllIsGone() {
        long item = filled(1);
        var key = UUID.randomUUID().toString();
        var body = Map.of("itemId", "" + item);
        var done = member.post(REDEMPTIONS, body, key);
        redeem(memberWith(5), item);
        assertThat(gone.name(item)).isPresent();

        assertThat(member.post(REDEMPTIONS, body, key).body()).isEqualTo(done.body());
        assertThat(member.post(REDEMPTIONS, body, "").status()).isEqualTo(400);
    }

    @Test
    void letsTheNextInAtOnceWhenAUnitComesBack() {
        long item = filled(1);
        var order = redeem(member, item).json().path("redemptionId").asString();
        var late = memberWith(5);
        redeem(late, item);
        assertThat(gone.name(item)).isPresent();

        member.post(REDEMPTIONS + "/" + order + "/cancellation", "");

        assertThat(redeem(late, item).status()).isEqualTo(201);
    }

    @Test
    void letsTheNextInAtOnceWhenStaffFillTheShelfOrListItAgain() {
        long item = sold(filled(1));
        var late = memberWith(5);
        redeem(late, item);
        var keeper = people.staff(StaffRole.SHOPKEEPER, community);

        keeper.form(
                "/console/mall/items/" + item + "/stock",
                Map.of(
                        "quantity",
                        "1",
                        "reason",
                        "补货",
                        "requestKey",
                        UUID.randomUUID().toString()));
        assertThat(redeem(late, item).status()).isEqualTo(201);
        redeem(late, item);
        keeper.form(
                "/console/mall/items/" + item + "/listing",
                Map.of("listed", "false", "requestKey", UUID.randomUUID().toString()));
        assertThat(redeem(late, item).code()).isEqualTo("item-not-listed");
    }

    @Test
    void neverRemembersWhatWasReadBeforeAUnitCameBack() {
        long item = shelf.item(community, 1, 1);
        long read = gone.now();

        transaction.executeWithoutResult(status -> gone.comesBack(item));
        gone.remember(item, "大米", read);

        assertThat(gone.name(item)).isEmpty();
        gone.remember(shelf.item(community, 1, 0), "大米", read - 3_000_000_000L);
        assertThat(gone.name(item)).isEmpty();
    }

    @Test
    void losesNoUnitToAStaleMemoryWhenManyBuyAndCancel() {
        long item = filled(2);
        var buyers = new Caller[] {memberWith(50), memberWith(50), memberWith(50), memberWith(50)};

        Race.of(number -> () -> {
            var buyer = buyers[number % 4];
            for (int i = 0; i < 3; i++) {
                var receipt = Race.persist(() -> redeem(buyer, item), Answer::status);
                if (receipt.status() == 201) {
                    var order = receipt.json().path("redemptionId").asString();
                    Race.persist(() -> buyer.post(REDEMPTIONS + "/" + order + "/cancellation", ""), Answer::status);
                }
            }
            return number;
        });

        assertThat(shelf.stock(item)).isEqualTo(2);
        assertThat(redeem(member, item).status()).isEqualTo(201);
        assertThat(redeem(member, item).status()).isEqualTo(201);
        assertThat(redeem(member, item).code()).isEqualTo("out-of-stock");
    }

    /** As if the shelf had been filled long ago. */
    private long filled(int units) {
        long item = shelf.item(community, 1, units);
        redis.delete("estation:mall:back:" + item);
        return item;
    }

    private long sold(long item) {
        assertThat(redeem(member, item).status()).isEqualTo(201);
        return item;
    }

    private Caller memberWith(long amount) {
        var buyer = people.member(community);
        points.give(buyer.residentId(), community, amount);
        return buyer;
    }

    private static Answer redeem(Caller buyer, long item) {
        return buyer.post(REDEMPTIONS, Map.of("itemId", "" + item));
    }
}
