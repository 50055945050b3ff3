package cn.estation.points.earning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.chat.AccountAnswer;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Ids;
import cn.estation.points.Ledger;
import cn.estation.points.TestPoints;
import cn.estation.task.ClaimRevoked;
import cn.estation.task.TaskVerified;
import cn.estation.task.TestTasks;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class EarningTests {

    private final People people;
    private final TestTasks tasks;
    private final TestPoints points;
    private final Earning earning;
    private final AccountAnswer answers;
    private final TransactionTemplate transaction;
    private final EventSerializer serializer;
    private final IncompleteEventPublications publications;
    private final JdbcClient database;
    private final Ids ids;
    private Caller member;
    private long community;
    private long task;

    @Autowired
    EarningTests(
            People people,
            TestTasks tasks,
            TestPoints points,
            Earning earning,
            java.util.List<AccountAnswer> answers,
            TransactionTemplate transaction,
            EventSerializer serializer,
            IncompleteEventPublications publications,
            JdbcClient database,
            Ids ids) {
        this.people = people;
        this.tasks = tasks;
        this.points = points;
        this.earning = earning;
        this.answers = answers.stream()
                .filter(one -> one.getClass().getSimpleName().startsWith("PointsAnswer"))
                .findFirst()
                .orElseThrow();
        this.transaction = transaction;
        this.serializer = serializer;
        this.publications = publications;
        this.database = database;
        this.ids = ids;
    }

    @BeforeEach
    void serveTwoHours() {
        var place = people.community();
        community = place.id();
        member = people.member(community);
        task = tasks.published(community, 5);
        member.post("/api/v1/tasks/" + task + "/claims", "");
        member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task)));
        tasks.shift(task, Duration.ofMinutes(-20));
        var claim = tasks.claimId(task, member.residentId());
        people.staff(StaffRole.PARTY_WORKER, community)
                .form(
                        "/console/task/claims/" + claim + "/verification",
                        Map.of("minutes", "120", "requestKey", UUID.randomUUID().toString()));
        await().atMost(Duration.ofSeconds(20)).until(() -> points.balance(member.residentId(), Ledger.APPRAISAL) != 0);
    }

    @Test
    void creditsVerifiedWorkToBothLedgersAndExplainsIt() {
        var balances = member.get("/api/v1/points").json();
        assertThat(balances.path("points").asLong()).isEqualTo(2);
        assertThat(balances.path("appraisal").asLong()).isEqualTo(2);

        var entries = member.get("/api/v1/points/entries?book=POINTS").json().path("items");
        assertThat(entries).hasSize(1);
        var entry = entries.get(0);
        assertThat(entry.path("explanation").asString()).isEqualTo("清扫楼道 2 小时 × 1 分/小时 × B 级 1.0 = 2 分");
        assertThat(entry.path("amount").asLong()).isEqualTo(2);
        assertThat(entry.path("balance").asLong()).isEqualTo(2);
        assertThat(entry.path("rule").asString()).isEqualTo("1 分/小时");
        assertThat(entry.path("sourceKind").asString()).isEqualTo("claim");
    }

    @Test
    void creditsWorkOnceHoweverOftenItIsTold() {
        var event = verified(tasks.claimId(task, member.residentId()), member.residentId());
        for (int i = 0; i < 3; i++) {
            transaction.executeWithoutResult(status -> earning.take(event));
        }

        assertThat(points.balance(member.residentId())).isEqualTo(2);
        assertThat(member.get("/api/v1/points/entries").json().path("items")).hasSize(2);
    }

    /** An event that waited in the database while the service was brought up to date. */
    @Test
    void countsByTheRulesWhatWasVerifiedWhileTasksHadRatesOfTheirOwn() {
        var other = people.member(community);
        var stored = serializer
                .serialize(verified(ids.next(), other.residentId()))
                .toString()
                .replaceFirst("}$", ",\"own\":{\"hourly\":false,\"hundredths\":90000}}");
        assertThat(stored).contains("hundredths");
        database.sql("""
                        INSERT INTO EVENT_PUBLICATION (ID, LISTENER_ID, EVENT_TYPE, SERIALIZED_EVENT, PUBLICATION_DATE, STATUS)
                        VALUES (?, ?, ?, ?, '2026-01-01', 'PUBLISHED')""")
                .params(
                        UUID.randomUUID().toString(),
                        "cn.estation.points.earning.Earning.on(cn.estation.task.TaskVerified)",
                        TaskVerified.class.getName(),
                        stored)
                .update();

        publications.resubmitIncompletePublications(publication ->
                publication.getEvent() instanceof TaskVerified event && event.residentId() == other.residentId());
        await().atMost(Duration.ofSeconds(20)).until(() -> points.balance(other.residentId()) != 0);

        assertThat(points.balance(other.residentId())).isEqualTo(2);
    }

    @Test
    void takesBackWhatWorkEarnedOnceItIsRevokedAndOwesWhatWasSpent() {
        points.take(member.residentId(), community, 1);
        var revoked = new ClaimRevoked(
                tasks.claimId(task, member.residentId()), task, member.residentId(), community, "清扫楼道", "代签到");
        for (int i = 0; i < 2; i++) {
            transaction.executeWithoutResult(status -> earning.revoke(revoked));
        }

        var balances = member.get("/api/v1/points").json();
        assertThat(balances.path("points").asLong()).isZero();
        assertThat(balances.path("appraisal").asLong()).isZero();
        assertThat(balances.path("owed").asLong()).isEqualTo(1);
        assertThat(balances.path("owedWhy").asString()).contains("欠分", "先还");
        assertThat(answers.answer(member.residentId(), "我有多少积分"))
                .hasValueSatisfying(text -> assertThat(text).contains("欠分 1 分"));
        assertThat(member.get("/api/v1/points/entries?book=POINTS").body()).contains("经核查不实", "代签到");
    }

    @Test
    void neverScoresWorkThatWasRevokedBeforeItWasToldOf() {
        var other = people.member(community);
        long claim = tasks.claimId(task, member.residentId()) + 1;
        transaction.executeWithoutResult(
                status -> earning.revoke(new ClaimRevoked(claim, task, other.residentId(), community, "清扫楼道", "重复登记")));
        transaction.executeWithoutResult(status -> earning.take(verified(claim, other.residentId())));

        assertThat(points.balance(other.residentId())).isZero();
    }

    @Test
    void tellsInTheChatWhatThereIsAndWhereItCameFrom() {
        long me = member.residentId();
        assertThat(answers.answer(me, "我有多少积分？"))
                .hasValueSatisfying(text -> assertThat(text).contains("兑换分 2 分", "考评分 2 分"));
        assertThat(answers.answer(me, "积分余额")).isPresent();
        assertThat(answers.answer(me, "这 2 分怎么来的"))
                .hasValueSatisfying(text -> assertThat(text).contains("清扫楼道 2 小时 × 1 分/小时 × B 级 1.0 = 2 分"));
        assertThat(answers.answer(me, "清扫楼道的积分怎么算的"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("· 清扫楼道 2 小时"));
        assertThat(answers.answer(me, "我的积分什么时候到期"))
                .hasValueSatisfying(text -> assertThat(text).contains("2 分有效至"));
        assertThat(answers.answer(me, "这5分怎么来的"))
                .hasValueSatisfying(text -> assertThat(text).contains("没有找到 5 分"));
        assertThat(answers.answer(people.resident().residentId(), "我的积分明细"))
                .hasValueSatisfying(text -> assertThat(text).contains("还没有积分记录"));
        assertThat(answers.answer(me, "居住证怎么办理")).isEmpty();
        assertThat(answers.answer(me, "办身份证要多少钱")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "垃圾分类为什么要撤桶",
                "分娩补贴从哪领",
                "医保报销分几档怎么算",
                "养老金少了一部分为什么",
                "积分落户怎么算",
                "居住证积分多少分可以落户",
                "停车超过60分钟怎么算",
                "驾照2分扣完了怎么办",
                "积分超市几点开门",
                "分居两地从哪办"
            })
    void leavesToOthersWhatIsNotAboutOnesOwnPoints(String question) {
        assertThat(answers.answer(member.residentId(), question)).isEmpty();
    }

    @Test
    void takesAnUnnamedScoreForPointsOnlyIfSomethingOfOnesOwnFits() {
        long me = member.residentId();
        assertThat(answers.answer(me, "清扫楼道的分怎么算的"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("· 清扫楼道 2 小时"));
        assertThat(answers.answer(me, "为什么给我 2 分，这2分为什么不多"))
                .hasValueSatisfying(text -> assertThat(text).contains("清扫楼道"));
        assertThat(answers.answer(me, "这12分为什么扣")).isEmpty();
        assertThat(answers.answer(people.resident().residentId(), "清扫楼道的分怎么算的")).isEmpty();
    }

    @Test
    void showsEverybodyTheirOwnPointsOnly() {
        assertThat(people.stranger().get("/api/v1/points").status()).isEqualTo(401);
        assertThat(people.stranger().get("/api/v1/points/entries").status()).isEqualTo(401);
        var other = people.member(community);
        assertThat(other.get("/api/v1/points").json().path("points").asLong()).isZero();
        assertThat(other.get("/api/v1/points/entries").json().path("items")).isEmpty();
    }

    @Test
    void showsEntriesInPages() {
        for (int i = 0; i < 4; i++) {
            points.give(member.residentId(), community, 1);
        }
        var first = member.get("/api/v1/points/entries?book=POINTS&size=3").json();
        var second = member.get("/api/v1/points/entries?book=POINTS&size=3&after="
                        + first.path("next").asString())
                .json();
        assertThat(first.path("items")).hasSize(3);
        assertThat(second.path("items")).hasSize(2);
        assertThat(member.get("/api/v1/points/entries?book=1").status()).isEqualTo(400);
    }

    private TaskVerified verified(long claim, long resident) {
        return new TaskVerified(
                claim,
                task,
                resident,
                community,
                "清扫楼道",
                120,
                2,
                "ROTATING_CODE",
                "1 分/小时",
                "2 小时 × 1 分/小时 = 2 分",
                "OTHER",
                "B",
                java.time.Instant.parse("2026-11-21T01:00:00Z"),
                false);
    }
}
