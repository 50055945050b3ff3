package cn.estation.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.audit.Proof;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.sandbox.wechat.Fault;
import cn.estation.sandbox.wechat.Message;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import cn.estation.task.TaskVerified;
import cn.estation.task.TestTasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class NoticeTests {

    private static final String TEMPLATE = "EstationDemoTemplate-TaskVerified-000000001";

    private final People people;
    private final NoticeInbox inbox;
    private final NoticeSending sending;
    private final WorkNotices work;
    private final Proof proof;
    private final Ids ids;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final TestTasks tasks;
    private final StandInWorld world;

    @Autowired
    NoticeTests(
            People people,
            NoticeInbox inbox,
            NoticeSending sending,
            WorkNotices work,
            Proof proof,
            Ids ids,
            JdbcClient database,
            TransactionTemplate transaction,
            TestTasks tasks,
            StandIn standIn) {
        this.people = people;
        this.inbox = inbox;
        this.sending = sending;
        this.work = work;
        this.proof = proof;
        this.ids = ids;
        this.database = database;
        this.transaction = transaction;
        this.tasks = tasks;
        this.world = standIn.world();
    }

    @AfterEach
    void goodWeather() {
        world.clearFaults();
    }

    /** A resident who signed in to the mini-program, and the person at the platform. */
    private record Somebody(Caller caller, long id, Person person) {}

    private Somebody somebody() {
        var person = world.createPerson("n" + UUID.randomUUID(), "测试", "13900000000");
        var notice = people.stranger()
                .get("/api/v1/privacy-notice")
                .json()
                .path("version")
                .asString();
        var session = people.stranger()
                .post("/api/v1/sessions", Map.of("code", world.loginCode(person), "noticeVersion", notice))
                .json();
        var id = Long.parseLong(session.path("residentId").asString());
        return new Somebody(people.stranger().with(session.path("accessToken").asString()), id, person);
    }

    private TaskVerified verified(long residentId) {
        return new TaskVerified(
                ids.next(),
                1,
                residentId,
                1,
                "清扫楼道",
                120,
                2,
                "签到码",
                "1 分/小时",
                "2 小时 × 1 分/小时 = 2 分",
                "OTHER",
                "B",
                java.time.Instant.parse("2026-11-21T01:00:00Z"),
                false);
    }

    private void put(long residentId, String source) {
        transaction.executeWithoutResult(status -> inbox.put(
                residentId,
                NoticeKind.TASK_VERIFIED,
                source,
                "您在“清扫楼道”的服务已核实。",
                Map.of("task", "清扫楼道", "result", "已核实", "minutes", "120")));
    }

    private void accept(Somebody somebody) {
        var answer =
                somebody.caller().post("/api/v1/notices/consents", Map.of("templateId", TEMPLATE, "result", "accept"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        world.grant(somebody.person(), TEMPLATE, 1);
    }

    private record Made(String status, @Nullable Integer code, int attempt) {}

    private List<Made> deliveries(long residentId) {
        return database.sql("""
                        SELECT d.status, d.code, d.attempt FROM notice_delivery d JOIN notice_notice n ON n.id = d.notice_id
                        WHERE n.resident_id = ? ORDER BY d.id""")
                .param(residentId)
                .query((row, number) ->
                        new Made(row.getString("status"), (Integer) row.getObject("code"), row.getInt("attempt")))
                .list();
    }

    /** The timer may have taken it first; either way it is over soon. */
    private void send(long residentId) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            sending.sendDue();
            return deliveries(residentId).stream()
                    .noneMatch(row -> List.of("WAITING", "SENDING").contains(row.status()));
        });
    }

    private List<String> statuses(long residentId) {
        return deliveries(residentId).stream().map(Made::status).toList();
    }

    @Test
    void keepsOneNoticeHoweverOftenTheEventArrives() {
        var resident = people.resident();
        var event = verified(resident.residentId());

        transaction.executeWithoutResult(status -> work.on(event));
        transaction.executeWithoutResult(status -> work.on(event));

        // The listener works beside the caller.
        await().during(Duration.ofMillis(500)).until(() -> told(resident) == 1);
        var told = resident.get("/api/v1/notices").json().path("items");
        assertThat(told.get(0).path("text").asString()).isEqualTo("您在“清扫楼道”的服务已核实，计 2 小时。");
    }

    @Test
    void hearsOfWhatHappenedElsewhere() {
        var community = people.community();
        var resident = people.member(community.id());
        long task = tasks.published(community.id(), 5);
        resident.post("/api/v1/tasks/" + task + "/claims", "");
        resident.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task)));
        tasks.shift(task, Duration.ofMinutes(-20));

        var answer = people.staff(StaffRole.PARTY_WORKER, community.id())
                .form(
                        "/console/task/claims/" + tasks.claimId(task, resident.residentId()) + "/verification",
                        Map.of("minutes", "120", "requestKey", Codes.next()));

        assertThat(answer.status()).isEqualTo(302);
        await().atMost(Duration.ofSeconds(20)).until(() -> tells(resident, "已核实"));
        assertThat(tells(resident, "您在“清扫楼道”的服务已核实，计 2 小时。")).isTrue();
    }

    private static boolean tells(Caller resident, String text) {
        return resident.get("/api/v1/notices").body().contains(text);
    }

    private static int told(Caller resident) {
        return resident.get("/api/v1/notices").json().path("items").size();
    }

    @Test
    void keepsOneNoticeWhenTheSameIsToldFromManySidesAtOnce() {
        var resident = people.resident();
        Race.of(16, n -> () -> {
            put(resident.residentId(), "claim:race");
            return n;
        });
        assertThat(told(resident)).isEqualTo(1);
    }

    @Test
    void sendsOneMessageForOneConsent() {
        var somebody = somebody();
        long id = somebody.id();
        accept(somebody);
        put(id, "claim:1");
        put(id, "claim:2");
        send(id);

        assertThat(statuses(id)).containsExactly("SENT");
        var received = world.inbox(somebody.person(), Message.Kind.SUBSCRIPTION);
        assertThat(received).hasSize(1);
        assertThat(received.getFirst().fields()).containsEntry("任务名称", "清扫楼道").containsEntry("服务分钟", "120");
        assertThat(told(somebody.caller())).isEqualTo(2);
    }

    @Test
    void tellsTheInboxOnlyWhereNothingWasAllowed() {
        var resident = people.resident();
        resident.post("/api/v1/notices/consents", Map.of("templateId", TEMPLATE, "result", "reject"));
        put(resident.residentId(), "claim:1");
        assertThat(deliveries(resident.residentId())).isEmpty();
        assertThat(told(resident)).isEqualTo(1);
    }

    @Test
    void keepsWechatsRefusalAsTheOutcome() {
        var somebody = somebody();
        long id = somebody.id();
        accept(somebody);
        world.refuse(somebody.person(), TEMPLATE);
        put(id, "claim:1");
        send(id);

        assertThat(deliveries(id)).containsExactly(new Made("REFUSED", 43101, 1));
        send(id);
        assertThat(deliveries(id)).hasSize(1);
    }

    @Test
    void neverRepeatsWhatMayHaveArrived() {
        var somebody = somebody();
        long id = somebody.id();
        accept(somebody);
        world.fail("/cgi-bin/message/subscribe/send", Fault.DROP_AFTER, 1);
        put(id, "claim:1");
        send(id);
        send(id);

        assertThat(statuses(id)).containsExactly("UNKNOWN");
        assertThat(world.inbox(somebody.person(), Message.Kind.SUBSCRIPTION)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void sendsOnceHoweverManyNodesTry() {
        var somebody = somebody();
        long id = somebody.id();
        accept(somebody);
        put(id, "claim:1");
        Race.of(8, n -> () -> {
            sending.sendDue();
            return n;
        });
        assertThat(world.inbox(somebody.person(), Message.Kind.SUBSCRIPTION)).hasSizeLessThanOrEqualTo(1);
        assertThat(deliveries(id)).hasSize(1);
    }

    @Test
    void leavesWhatADeadNodeWasSendingUnknown() {
        var resident = people.resident();
        put(resident.residentId(), "claim:1");
        long notice = database.sql("SELECT id FROM notice_notice WHERE resident_id = ?")
                .param(resident.residentId())
                .query(Long.class)
                .single();
        database.sql("""
                        INSERT INTO notice_delivery (id, notice_id, channel, attempt, status, due_at, claimed_at)
                        VALUES (?, ?, 'SUBSCRIPTION', 1, 'SENDING', UTC_TIMESTAMP(3) - INTERVAL 1 HOUR,
                          UTC_TIMESTAMP(3) - INTERVAL ? MINUTE)""")
                .params(ids.next(), notice, Duration.ofMinutes(11).toMinutes())
                .update();
        database.sql("""
                        INSERT INTO notice_consent (id, resident_id, template_id, result, given_at, spent_on, spent_at)
                        VALUES (?, ?, 'x', 'ACCEPT', UTC_TIMESTAMP(3), ?, UTC_TIMESTAMP(3))""").params(ids.next(), resident.residentId(), notice).update();
        sending.sendDue();
        assertThat(statuses(resident.residentId())).containsExactly("UNKNOWN");
    }

    @Test
    void spendsTheLastConsentOnOneOfManyNotices() {
        var somebody = somebody();
        long id = somebody.id();
        accept(somebody);
        Race.of(16, n -> () -> {
            put(id, "claim:" + n);
            return n;
        });
        assertThat(told(somebody.caller())).isEqualTo(16);
        assertThat(deliveries(id)).hasSize(1);
    }

    @Test
    void refusesATemplateThatIsNotOursAndAResultThatIsNone() {
        var resident = people.resident();
        assertThat(resident.post("/api/v1/notices/consents", Map.of("templateId", "other", "result", "accept"))
                        .status())
                .isEqualTo(400);
        assertThat(resident.post("/api/v1/notices/consents", Map.of("templateId", TEMPLATE, "result", "yes"))
                        .status())
                .isEqualTo(400);
        assertThat(resident.post("/api/v1/notices/consents", Map.of("templateId", TEMPLATE, "result", 0))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void marksOnlyOnesOwnAsReadAndOnlyOnce() {
        var mine = people.resident();
        var other = people.resident();
        put(mine.residentId(), "claim:1");
        var id = mine.get("/api/v1/notices")
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString();

        assertThat(other.post("/api/v1/notices/" + id + "/read", Map.of()).status())
                .isEqualTo(404);
        assertThat(mine.post("/api/v1/notices/" + id + "/read", Map.of()).status())
                .isEqualTo(204);
        var first = readAt(mine);
        assertThat(mine.post("/api/v1/notices/" + id + "/read", Map.of()).status())
                .isEqualTo(204);
        assertThat(readAt(mine)).isEqualTo(first).isNotEmpty();
        assertThat(told(other)).isZero();
    }

    private static String readAt(Caller resident) {
        return resident.get("/api/v1/notices")
                .json()
                .path("items")
                .get(0)
                .path("readAt")
                .asString("");
    }

    @Test
    void readsPageByPage() {
        var resident = people.resident();
        for (int i = 0; i < 5; i++) {
            put(resident.residentId(), "claim:" + i);
        }
        var first = resident.get("/api/v1/notices?size=3").json();
        var second = resident.get(
                        "/api/v1/notices?size=3&after=" + first.path("next").asString())
                .json();
        assertThat(first.path("items").size()).isEqualTo(3);
        assertThat(second.path("items").size()).isEqualTo(2);
        assertThat(second.path("next").isMissingNode() || second.path("next").isNull())
                .isTrue();
    }

    @Test
    void isForResidentsOnly() {
        assertThat(people.stranger().get("/api/v1/notices").status()).isEqualTo(401);
        assertThat(people.stranger()
                        .post("/api/v1/notices/consents", Map.of("templateId", TEMPLATE, "result", "accept"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void leavesTheInvariantsTrue() {
        assertThat(proof.run(finding -> {}))
                .filteredOn(finding -> finding.name().startsWith("notice/"))
                .hasSize(2)
                .allMatch(Proof.Finding::holds);
    }
}
