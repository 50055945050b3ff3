package cn.estation.chat.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.chat.outbox.Outbox;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffResidents;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.sandbox.wechat.Fault;
import cn.estation.sandbox.wechat.Message;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever called for help learns that somebody comes, and whoever is on duty learns that somebody called. */
@EstationTest
class HelpComesTests {

    private static final String HELP_WANTED = "EstationDemoTemplate-HelpWanted-00000000006";
    private static final String CUSTOM_SEND = "/cgi-bin/message/custom/send";

    private final People people;
    private final StaffResidents links;
    private final Outbox outbox;
    private final JdbcClient database;
    private final StandInWorld world;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private GridCell community;
    private Caller district;

    @Autowired
    HelpComesTests(
            People people,
            StaffResidents links,
            Outbox outbox,
            JdbcClient database,
            StandIn standIn,
            Clock clock,
            TransactionTemplate transaction) {
        this.people = people;
        this.links = links;
        this.outbox = outbox;
        this.database = database;
        this.world = standIn.world();
        this.clock = clock;
        this.transaction = transaction;
    }

    @BeforeEach
    void aDistrictIsOnWatch() {
        community = people.community();
        district = people.staff(
                StaffRole.DIRECTOR, people.above(people.above(community)).id());
    }

    @AfterEach
    void goodWeather() {
        world.clearFaults();
    }

    private Person follower() {
        var person = world.createPerson("t" + UUID.randomUUID(), "测试", "13900000000");
        world.follow(person);
        return person;
    }

    /** Somebody who never signed in says it; whoever takes it first, others are late. */
    private long called(Person person, String words) {
        assertThat(world.sendText(person, words).replyText()).contains("110");
        return database.sql("SELECT MAX(id) FROM chat_alert WHERE resident_id IS NULL")
                .query(Long.class)
                .single();
    }

    private int take(Caller staff, long alert) {
        return staff.form("/console/alerts/" + alert + "/take", Map.of("requestKey", Codes.next()))
                .status();
    }

    private List<Message> told(Person person) {
        return world.inbox(person, Message.Kind.CUSTOMER_SERVICE).stream()
                .filter(message -> message.content().contains("已接到您的求助"))
                .toList();
    }

    private void awaitTold(Person person) {
        await().atMost(Duration.ofSeconds(15)).until(() -> told(person).size() == 1);
    }

    private String delivery(long alert) {
        return database.sql("SELECT status FROM chat_delivery WHERE about = 'ALERT' AND about_id = ?")
                .param(alert)
                .query(String.class)
                .single();
    }

    @Test
    void aFollowerWhoNeverSignedInIsToldOnceThatSomebodyComes() {
        var person = follower();
        long alert = called(person, "救命，有人在撬门");

        var answers = Race.of(4, n -> () -> take(district, alert));

        assertThat(answers).filteredOn(status -> status == 302).hasSize(1);
        awaitTold(person);
        outbox.sendDue();
        assertThat(told(person))
                .singleElement()
                .satisfies(message -> assertThat(message.content()).contains("保持电话畅通", "110", "机器人"));
        assertThat(delivery(alert)).isEqualTo("SENT");
    }

    @Test
    void sayingItAgainWhileItIsTakenStandsInNobodysWay() {
        var person = follower();
        long alert = called(person, "救命，有人拿刀");

        Race.of(4, n -> () -> n == 0 ? take(district, alert) : world.sendText(person, "救命，有人拿刀" + n));

        awaitTold(person);
        assertThat(database.sql("SELECT COUNT(*) FROM chat_alert_move WHERE alert_id = ? AND to_status = 'TAKEN'")
                        .param(alert)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void afterTwoDaysOfSilenceItWaitsForTheNextMessage() {
        var person = follower();
        long alert = called(person, "救命，有人打人");
        database.sql("UPDATE chat_alert SET heard_at = ? WHERE id = ?")
                .params(Timestamp.from(clock.instant().minus(Duration.ofHours(49))), alert)
                .update();
        take(district, alert);
        await().atMost(Duration.ofSeconds(15)).until(() -> delivery(alert).equals("HELD"));
        assertThat(told(person)).isEmpty();

        world.sendText(person, "谢谢");

        awaitTold(person);
    }

    @Test
    void whatMayHaveArrivedIsNotSaidTwice() {
        var person = follower();
        long alert = called(person, "救命，有人要打我");
        world.fail(CUSTOM_SEND, Fault.DROP_AFTER, 1);
        take(district, alert);

        await().atMost(Duration.ofSeconds(15)).until(() -> delivery(alert).equals("UNKNOWN"));
        outbox.sendDue();
        assertThat(told(person)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void whoeverForbadeUsToWriteIsNotWrittenTo() {
        var person = follower();
        long alert = called(person, "救命，有人放火");
        database.sql("UPDATE chat_alert SET openid = NULL WHERE id = ?")
                .param(alert)
                .update();

        assertThat(take(district, alert)).isEqualTo(302);
        assertThat(database.sql("SELECT COUNT(*) FROM chat_delivery WHERE about = 'ALERT' AND about_id = ?")
                        .param(alert)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theAddressIsKeptSealed() {
        var person = follower();
        long alert = called(person, "救命，有人抢劫");

        assertThat(database.sql("SELECT openid FROM chat_alert WHERE id = ?")
                        .param(alert)
                        .query(String.class)
                        .single())
                .matches("(sm4|aes)\\..+\\..+");
    }

    @Test
    void aResidentReadsItInTheConversationToo() {
        var resident = people.resident();
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(community.id())));
        resident.post("/api/v1/chat", Map.of("text", "着火了"));
        long alert = database.sql("SELECT MAX(id) FROM chat_alert WHERE resident_id = ?")
                .param(resident.residentId())
                .query(Long.class)
                .single();

        take(people.staff(StaffRole.GRID_WORKER, community.id()), alert);

        assertThat(resident.get("/api/v1/chat/messages").body()).contains("已接到您的求助");
    }

    @Test
    void theCrewOnDutyGetsASubscriptionMessageThatNamesTheCommunity() {
        var grid = people.below(community);
        var worker = people.staff(StaffRole.GRID_WORKER, grid.id());
        var somebody = signedIn();
        transaction.executeWithoutResult(status -> links.link(() -> "test", worker.staffId(), somebody.residentId()));
        assertThat(somebody.caller()
                        .post("/api/v1/notices/consents", Map.of("templateId", HELP_WANTED, "result", "accept"))
                        .status())
                .isEqualTo(201);
        world.grant(somebody.person(), HELP_WANTED, 1);
        var resident = people.resident();
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(community.id())));

        resident.post("/api/v1/chat", Map.of("text", "厨房着火了"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !world.inbox(somebody.person(), Message.Kind.SUBSCRIPTION)
                        .isEmpty());
        assertThat(world.inbox(somebody.person(), Message.Kind.SUBSCRIPTION))
                .singleElement()
                .satisfies(message -> assertThat(message.fields())
                        .containsEntry("求助类型", "火情")
                        .containsEntry("所在地", community.name())
                        .containsEntry("处理状态", "没人接"));
    }

    private record SignedIn(Caller caller, long residentId, Person person) {}

    /** A resident with a mini-program that can be written to. */
    private SignedIn signedIn() {
        var person = world.createPerson("n" + UUID.randomUUID(), "测试", "13900000000");
        var notice = people.stranger()
                .get("/api/v1/privacy-notice")
                .json()
                .path("version")
                .asString();
        var session = people.stranger()
                .post("/api/v1/sessions", Map.of("code", world.loginCode(person), "noticeVersion", notice))
                .json();
        return new SignedIn(
                people.stranger().with(session.path("accessToken").asString()),
                Long.parseLong(session.path("residentId").asString()),
                person);
    }
}
