package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffResidents;
import cn.estation.identity.StaffRole;
import cn.estation.task.signal.TestSignals;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is worth a look is queued with its facts; nothing is deducted by a machine. And the pages that show the day. */
@EstationTest
class SignalBoardTests {

    private final People people;
    private final TestTasks tasks;
    private final TestSignals signals;
    private final StaffResidents staffResidents;
    private final JdbcClient database;
    private int wishes;
    private GridCell community;
    private Caller member;
    private Caller worker;

    @Autowired
    SignalBoardTests(
            People people, TestTasks tasks, TestSignals signals, StaffResidents staffResidents, JdbcClient database) {
        this.people = people;
        this.tasks = tasks;
        this.signals = signals;
        this.staffResidents = staffResidents;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        member = people.member(community.id());
        worker = people.staff(StaffRole.PARTY_WORKER, community.id());
    }

    @Test
    void oneTelephoneOfManyIsQueuedOnceAndCostsNothing() {
        long task = tasks.published(community.id(), 5);
        var friend = people.member(community.id());
        come(member, task, "phone-7");
        come(friend, task, "phone-7");
        come(people.member(community.id()), task, "phone-8");

        signals.look();
        signals.look();

        assertThat(queued()).isEqualTo(1);
        assertThat(page()).contains("一部手机多人签到", "2 人用同一部手机签到");
        assertThat(tasks.claim(task, member.residentId())).isEqualTo(ClaimStatus.CHECKED_IN);
        assertThat(tasks.claim(task, friend.residentId())).isEqualTo(ClaimStatus.CHECKED_IN);
    }

    @Test
    void oneTelephoneAtManyTasksComingOrGoingIsQueued() {
        long first = tasks.published(community.id(), "上午", 5, Duration.ofMinutes(15), Duration.ofHours(1));
        long second = tasks.published(community.id(), "下午", 5, Duration.ofMinutes(15), Duration.ofHours(1));
        come(member, first, "phone-of-" + community.id());
        var friend = people.member(community.id());
        come(friend, second, "another-" + community.id());
        signals.look();
        assertThat(queued()).isZero();

        tasks.shift(second, Duration.ofMinutes(-20));
        assertThat(friend.post(
                                "/api/v1/tasks/" + second + "/check-out",
                                Map.of("code", tasks.leavingCode(second), "device", "phone-of-" + community.id()))
                        .status())
                .isEqualTo(200);
        signals.look();

        assertThat(queued()).isEqualTo(1);
        assertThat(page()).contains("14 天内 2 人用同一部手机签到或签退");
        assertThat(tasks.claim(second, friend.residentId())).isEqualTo(ClaimStatus.CHECKED_OUT);
    }

    @Test
    void somebodyMoreOnATelephoneThatWasFoundHarmlessIsNew() {
        oneTelephoneOfManyIsQueuedOnceAndCostsNothing();
        decide(worker, signal("ONE_DEVICE"));
        long task = tasks.published(community.id(), 5);
        come(people.member(community.id()), task, "phone-7");

        signals.look();

        assertThat(queued()).isEqualTo(2);
        assertThat(page()).contains("14 天内 3 人");
    }

    @Test
    void whatWasQueuedHidesNothingNew() {
        long task = tasks.published(community.id(), 9);
        for (int phone = 0; phone < 3; phone++) {
            come(people.member(community.id()), task, "shared-" + phone);
            come(people.member(community.id()), task, "shared-" + phone);
        }

        // Other tests may leave something to find; each round queues one of each sort.
        for (int round = 0; round < 60 && queued() < 3; round++) {
            signals.look(1);
        }

        assertThat(queued()).isEqualTo(3);
    }

    @Test
    void staffWhoVerifyEachOthersWorkAreQueuedAndAgainInAnotherMonth() {
        var colleague = people.staff(StaffRole.PARTY_WORKER, community.id());
        var friend = people.member(community.id());
        staffResidents.link(() -> "system:tests", worker.staffId(), member.residentId());
        staffResidents.link(() -> "system:tests", colleague.staffId(), friend.residentId());
        long task = tasks.published(community.id(), 5);
        come(member, task, "phone");
        come(friend, task, "phone of a friend");
        tasks.shift(task, Duration.ofMinutes(-20));
        verify(colleague, task, member);
        signals.look();
        assertThat(page()).doesNotContain("互相核实");

        verify(worker, task, friend);
        signals.look();
        signals.look();
        assertThat(found("SAME_PERSON")).isEqualTo(1);
        assertThat(page()).contains("两名工作人员互相核实对方的志愿服务");

        var third = people.staff(StaffRole.PARTY_WORKER, community.id());
        assertThat(decide(third, signal("SAME_PERSON")).status()).isEqualTo(302);
        signals.look();
        assertThat(found("SAME_PERSON")).isEqualTo(1);
        tasks.settled(task, Duration.ofDays(-40));
        signals.look();
        assertThat(found("SAME_PERSON")).isEqualTo(2);
    }

    @Test
    void nobodyItIsAboutDecides() {
        var friend = people.member(community.id());
        var colleague = whoIs(friend);
        worker = whoIs(member);
        long task = tasks.published(community.id(), 5);
        come(member, task, "phone-9");
        come(friend, task, "phone-9");
        tasks.shift(task, Duration.ofMinutes(-20));
        verify(colleague, task, member);
        verify(worker, task, friend);
        signals.look();

        // The one telephone is of both, and so are the two evaluations.
        leftToOthers("ONE_DEVICE", worker, colleague);
        leftToOthers("SAME_PERSON", worker, colleague);
    }

    @Test
    void neitherOfTwoWhoFulfilEachOthersWishesDecides() {
        var friend = people.member(community.id());
        fulfil(member, friend);
        fulfil(friend, member);
        signals.look();

        leftToOthers("SAME_PERSON", whoIs(member), whoIs(friend));
    }

    @Test
    void neitherWhoServedNorWhoWasServedDecides() {
        var neighbour = people.member(community.id());
        long task = tasks.published(community.id(), 5);
        come(member, task, "our-phone-" + community.id());
        come(neighbour, task, "our-phone-" + community.id());
        fulfil(neighbour, member);
        signals.look();

        leftToOthers("SAME_PERSON", whoIs(member), whoIs(neighbour));
    }

    private Caller whoIs(Caller resident) {
        var staff = people.staff(StaffRole.PARTY_WORKER, community.id());
        staffResidents.link(() -> "system:tests", staff.staffId(), resident.residentId());
        return staff;
    }

    private void leftToOthers(String kind, Caller... concerned) {
        long id = signal(kind);
        for (var one : concerned) {
            assertThat(decide(one, id).body()).contains("与您本人有关");
        }
        assertThat(decide(whoIs(people.member(community.id())), id).status()).isEqualTo(302);
    }

    @Test
    void residentsWhoFulfilAndPassEachOthersWishesAreQueued() {
        var friend = people.member(community.id());
        fulfil(member, friend);
        signals.look();
        assertThat(page()).doesNotContain("微心愿，各有一次以上");

        fulfil(friend, member);
        signals.look();
        signals.look();

        assertThat(found("SAME_PERSON")).isEqualTo(1);
        assertThat(page()).contains("两名居民互相完成并互相评价对方的微心愿");
    }

    @Test
    void aWishFulfilledByWhoSharesATelephoneIsQueued() {
        var neighbour = people.member(community.id());
        long task = tasks.published(community.id(), 5);
        come(member, task, "one-phone-" + community.id());
        come(neighbour, task, "one-phone-" + community.id());
        long wish = fulfil(neighbour, member);

        signals.look();

        assertThat(found("SAME_PERSON")).isEqualTo(1);
        assertThat(page())
                .contains("微心愿的服务人和被服务的居民用过同一部手机签到，认领编号：" + tasks.claimId(wish, member.residentId()))
                .contains("/console/task/" + wish, "“想换一盏灯”");

        assertThat(neighbour.delete("/api/v1/me").status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> tasks.task(wish).title().equals("微心愿"));
        assertThat(page()).contains("“微心愿”").doesNotContain("换一盏灯");
        assertThat(worker.get("/console/task/people/" + member.residentId()).body())
                .contains("微心愿的服务人")
                .doesNotContain("换一盏灯");
    }

    /** One raises a wish, the other comes to it, and who raised it passes the work. */
    private long fulfil(Caller elder, Caller volunteer) {
        var raised = elder.post(
                "/api/v1/wishes", Map.of("communityId", "" + community.id(), "title", "想换一盏灯", "text", "厨房的灯坏了，够不着。"));
        long wish = Long.parseLong(raised.json().path("id").asString());
        worker.form("/console/task/" + wish + "/publication", Map.of("requestKey", key()));
        var startsIn =
                Duration.between(java.time.Instant.now(), tasks.task(wish).startsAt());
        volunteer.post("/api/v1/tasks/" + wish + "/claims", "");
        tasks.shift(wish, startsIn.negated().plusMinutes(5));
        volunteer.post("/api/v1/tasks/" + wish + "/check-in", Map.of("code", tasks.code(wish)));
        // Far from one another, or who came to two at once would be worth a look as well.
        tasks.shift(wish, Duration.ofHours(-3).multipliedBy(++wishes));
        var passed = elder.post("/api/v1/wishes/" + wish + "/evaluation", Map.of("verdict", "PASS", "stars", 5));
        assertThat(passed.status()).as(passed.body()).isEqualTo(200);
        return wish;
    }

    private void verify(Caller staff, long task, Caller who) {
        var verified = staff.form(
                "/console/task/claims/" + tasks.claimId(task, who.residentId()) + "/verification",
                Map.of("minutes", "60", "requestKey", key()));
        assertThat(verified.status()).as(verified.body()).isEqualTo(302);
    }

    private long signal(String kind) {
        return database.sql("SELECT MAX(id) FROM task_signal WHERE community_id = ? AND kind = ?")
                .params(community.id(), kind)
                .query(Long.class)
                .single();
    }

    private int found(String kind) {
        return database.sql("SELECT COUNT(*) FROM task_signal WHERE community_id = ? AND kind = ?")
                .params(community.id(), kind)
                .query(Integer.class)
                .single();
    }

    @Test
    void beingInTwoPlacesIsQueued() {
        long one = tasks.published(community.id(), "一处", 5, Duration.ofMinutes(15), Duration.ofHours(1));
        long other = tasks.published(community.id(), "另一处", 5, Duration.ofMinutes(80), Duration.ofHours(1));
        come(member, one, "phone");
        member.post("/api/v1/tasks/" + other + "/claims", "");
        tasks.shift(other, Duration.ofMinutes(-60));
        member.post("/api/v1/tasks/" + other + "/check-in", Map.of("code", tasks.code(other)));

        signals.look();

        assertThat(page())
                .contains("同一人在两项任务的在场时间重叠", "“一处”", "“另一处”", "/console/task/" + one, "/console/task/" + other);
    }

    @Test
    void namesNoTaskOfOtherCommunities() {
        var elsewhere = people.community();
        long one = tasks.published(community.id(), "一处", 5, Duration.ofMinutes(15), Duration.ofHours(1));
        long other = tasks.published(elsewhere.id(), "另一处", 5, Duration.ofMinutes(80), Duration.ofHours(1));
        come(member, one, "phone");
        tasks.moveMember(member.residentId(), elsewhere.id());
        member.post("/api/v1/tasks/" + other + "/claims", "");
        tasks.shift(other, Duration.ofMinutes(-60));
        member.post("/api/v1/tasks/" + other + "/check-in", Map.of("code", tasks.code(other)));

        signals.look();

        assertThat(page())
                .contains("在场时间重叠", "" + tasks.claimId(other, member.residentId()), "“一处”")
                .doesNotContain("“另一处”", "/console/task/" + other);
    }

    @Test
    void muchOnOnesOwnWordIsQueued() {
        for (int i = 0; i < 3; i++) {
            long task = tasks.published(community.id(), "第" + i, 5, Duration.ofHours(5 + 5 * i), Duration.ofHours(1));
            member.post("/api/v1/tasks/" + task + "/claims", "");
            tasks.shift(task, Duration.ofHours(-6 - 5 * i).plusMinutes(50));
            member.post("/api/v1/tasks/" + task + "/claims/mine/statement", Map.of("text", "做了", "minutes", 20));
            worker.form(
                    "/console/task/claims/" + tasks.claimId(task, member.residentId()) + "/verification",
                    Map.of("minutes", "20", "requestKey", key()));
            tasks.shift(task, Duration.ofDays(-i - 1));
        }

        signals.look();

        assertThat(page()).contains("只凭本人说明的占比高", "（D 级）3 次");
    }

    @Test
    void isDecidedByAPersonOnceAndOnlyWhereTheyWork() {
        oneTelephoneOfManyIsQueuedOnceAndCostsNothing();
        long id = database.sql("SELECT id FROM task_signal WHERE community_id = ?")
                .param(community.id())
                .query(Long.class)
                .single();

        assertThat(decide(people.staff(StaffRole.SHOPKEEPER, community.id()), id)
                        .status())
                .isEqualTo(403);
        assertThat(decide(
                                people.staff(
                                        StaffRole.PARTY_WORKER,
                                        people.community().id()),
                                id)
                        .status())
                .isEqualTo(404);
        assertThat(decide(worker, id).status()).isEqualTo(302);
        assertThat(decide(worker, id).status()).isEqualTo(409);
        assertThat(page()).contains("没有问题：夫妻二人共用手机");
        assertThat(database.sql("""
                        SELECT CONCAT(number, ' ', to_status, ' ', moved_by, ' ', reason) FROM task_beside_move
                        WHERE subject = 'SIGNAL' AND subject_id = ? ORDER BY number""").param(id).query(String.class).list())
                .containsExactly("1 OPEN system:task-signals ", "2 HARMLESS staff:" + worker.staffId() + " 夫妻二人共用手机");
    }

    @Test
    void showsTheBoardTheDayAndAMember() {
        long task = tasks.published(community.id(), 5);
        come(member, task, "phone");
        var late = people.member(community.id());
        late.post("/api/v1/tasks/" + task + "/claims", "");
        tasks.shift(task, Duration.ofMinutes(-20));

        assertThat(worker.get("/console/task/board").body()).contains("认领中", "清扫楼道", "认领 2/5");
        assertThat(worker.get("/console/task/today").body()).contains("还没到", "已签到");
        assertThat(worker.get("/console/task/people/" + late.residentId()).body())
                .contains("清扫楼道", "已认领");
        var elsewhere = people.staff(StaffRole.PARTY_WORKER, people.community().id());
        assertThat(elsewhere.get("/console/task/people/" + late.residentId()).status())
                .isEqualTo(404);
        assertThat(elsewhere.get("/console/task/today").body()).doesNotContain("清扫楼道");
        assertThat(elsewhere.get("/console/task/board").body()).doesNotContain("清扫楼道");
    }

    @Test
    void countsAmongThoseOfTheDayWhoseWorkIsDecidedAndShowsThemPageByPage() {
        long task = tasks.published(community.id(), 5);
        var refused = people.member(community.id());
        come(member, task, "phone of one");
        come(refused, task, "phone of another");
        people.member(community.id()).post("/api/v1/tasks/" + task + "/claims", "");
        tasks.shift(task, Duration.ofMinutes(-20));
        verify(worker, task, member);
        worker.form(
                "/console/task/claims/" + tasks.claimId(task, refused.residentId()) + "/rejection",
                Map.of("reason", "没有做完", "requestKey", key()));

        var sums = "应到 <strong>3</strong> 人，已签到 <strong>2</strong> 人，开始了还没到 <strong>1</strong> 人";
        assertThat(worker.get("/console/task/today").body())
                .contains(sums, "已核实", "未通过", "还没到")
                .doesNotContain("显示更多");
        var first = worker.get("/console/task/today?size=1").body();
        assertThat(first).contains(sums, "已核实", "显示更多").doesNotContain("未通过");
        var rest = worker.get("/console/task/today?after=" + tasks.claimId(task, member.residentId()))
                .body();
        assertThat(rest).contains(sums, "未通过", "还没到").doesNotContain("已核实");
    }

    private void come(Caller who, long task, String device) {
        who.post("/api/v1/tasks/" + task + "/claims", "");
        assertThat(who.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task), "device", device))
                        .status())
                .isEqualTo(200);
    }

    private String page() {
        return worker.get("/console/task/signals").body();
    }

    private int queued() {
        return found("ONE_DEVICE");
    }

    private static Answer decide(Caller staff, long id) {
        return staff.form(
                "/console/task/signals/" + id + "/decision",
                Map.of("found", "HARMLESS", "reason", "夫妻二人共用手机", "requestKey", key()));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
