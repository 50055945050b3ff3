package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.identity.unit.TestUnits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of work, of silence, of absence, and of what was not true. */
@EstationTest
class EvaluationTests {

    private static final String CONTESTS = "/console/task/contests";

    private final People people;
    private final TestTasks tasks;
    private final TestUnits units;
    private final JdbcClient database;
    private GridCell community;
    private Caller member;
    private Caller worker;
    private long task;

    @Autowired
    EvaluationTests(People people, TestTasks tasks, TestUnits units, JdbcClient database) {
        this.people = people;
        this.tasks = tasks;
        this.units = units;
        this.database = database;
    }

    @BeforeEach
    void claim() {
        community = people.community();
        member = people.member(community.id());
        worker = people.staff(StaffRole.PARTY_WORKER, community.id());
        task = tasks.published(community.id(), 5);
        member.post("/api/v1/tasks/" + task + "/claims", "");
    }

    @Test
    void settlesALowerGradeWhenNobodyAnswers() {
        come();
        tasks.shift(task, Duration.ofDays(-6));
        tasks.close();
        assertThat(status()).isEqualTo(ClaimStatus.AUTO_OUT);

        tasks.shift(task, Duration.ofDays(-2));
        tasks.close();
        tasks.close();

        assertThat(status()).isEqualTo(ClaimStatus.SETTLED);
        var claim = tasks.whole(task, member.residentId());
        assertThat(claim.grade()).isEqualTo("C");
        assertThat(claim.verdict()).isEqualTo("UNANSWERED");
        assertThat(tasks.moves(task, member.residentId(), ClaimStatus.SETTLED)).isEqualTo(1);
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.SETTLED);
    }

    @Test
    void waitsForAJudgementOfWhatWasFoundOutOnlyLaterFromThenOn() {
        over();
        contest(member, "我到了，二维码扫不出来。");
        tasks.shift(task, Duration.ofDays(-8));
        decide(colleague(), "SUBMITTED");
        tasks.close();
        assertThat(status()).as("somebody has yet to look at it").isEqualTo(ClaimStatus.SUBMITTED);

        tasks.expire(task, "submitted_at");
        tasks.close();

        assertThat(status()).isEqualTo(ClaimStatus.SETTLED);
        assertThat(tasks.whole(task, member.residentId()).grade()).isEqualTo("D");
    }

    @Test
    void waitsAsLongAsTheCommunityAgreed() {
        var director = people.staff(StaffRole.DIRECTOR, community.id());
        director.form("/console/task/settings", settings("20"));
        come();
        tasks.shift(task, Duration.ofDays(-10));
        tasks.close();

        assertThat(status()).isEqualTo(ClaimStatus.AUTO_OUT);
    }

    @Test
    void passesPartOfTheWork() {
        come();

        assertThat(verify(Map.of("minutes", "30", "verdict", "PART", "stars", "3"))
                        .status())
                .isEqualTo(302);

        var claim = tasks.whole(task, member.residentId());
        assertThat(claim.verdict()).isEqualTo("PART");
        assertThat(claim.minutes()).isEqualTo(30);
        assertThat(claim.stars()).isEqualTo(3);
    }

    @Test
    void whoWasEvaluatedWhileTheyServedIsToldSoWhenTheyLeave() {
        come();
        assertThat(verify(Map.of("minutes", "5")).status()).isEqualTo(302);

        var left = member.post("/api/v1/tasks/" + task + "/check-out", Map.of("code", tasks.leavingCode(task)));
        assertThat(left.code()).isEqualTo("already-evaluated");
        assertThat(left.body()).contains("您的服务已经核实，不用再签退。");
    }

    /** The night's rate and the day's caps go by the member's own time. */
    @Test
    void countsTheWorkOfWhoComesLateFromTheirComing() {
        tasks.shift(task, Duration.ofMinutes(-75));
        come();
        verify(Map.of("minutes", "30"));

        var claim = tasks.whole(task, member.residentId());
        assertThat(claim.checkedInAt()).isAfter(tasks.task(task).startsAt());
        await().atMost(Duration.ofSeconds(20)).until(() -> !startOfScored().isEmpty());
        assertThat(startOfScored()).containsExactly(claim.checkedInAt());
    }

    private List<Instant> startOfScored() {
        return database.sql("SELECT started_at FROM points_score WHERE source_kind = 'claim' AND source_id = ?")
                .param(tasks.claimId(task, member.residentId()))
                .query((row, number) -> row.getTimestamp(1).toLocalDateTime().toInstant(ZoneOffset.UTC))
                .list();
    }

    @Test
    void refusesVerdictsAndStarsThatAreNone() {
        come();

        assertThat(verify(Map.of("minutes", "30", "verdict", "UNANSWERED")).status())
                .isEqualTo(400);
        assertThat(verify(Map.of("minutes", "30", "stars", "6")).status()).isEqualTo(400);
        assertThat(verify(Map.of("minutes", "30", "verdict", "GREAT")).status()).isEqualTo(400);
        assertThat(status()).isEqualTo(ClaimStatus.CHECKED_IN);
    }

    @Test
    void notesAnAbsenceThatCountsAfterTwoDaysWithoutAWord() {
        over();
        assertThat(status()).isEqualTo(ClaimStatus.NO_SHOW_PENDING);
        assertThat(mine().path("contestUntil").isNull()).isFalse();
        tasks.close();
        assertThat(status()).isEqualTo(ClaimStatus.NO_SHOW_PENDING);

        tasks.expire(task, "missed_at");
        assertThat(contest(member, "晚了").code()).isEqualTo("nothing-to-contest");
        tasks.close();

        assertThat(status()).isEqualTo(ClaimStatus.NO_SHOW);
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.SETTLED);
    }

    @Test
    void hearsWhoContestsAndLetsSomebodyElseDecide() {
        tasks.set(task, "created_by", "staff:" + worker.staffId());
        over();
        assertThat(contest(member, "发烧去医院了，附近人都知道。").status()).isEqualTo(200);
        tasks.expire(task, "missed_at");
        tasks.close();
        assertThat(status()).isEqualTo(ClaimStatus.CONTESTED);

        assertThat(decide(worker, "EXCUSED").status()).isEqualTo(409);
        assertThat(decide(people.staff(StaffRole.SHOPKEEPER, community.id()), "EXCUSED")
                        .status())
                .isEqualTo(403);
        assertThat(decide(people.staff(StaffRole.GRID_WORKER, people.community().id()), "EXCUSED")
                        .status())
                .isEqualTo(404);
        assertThat(decide(colleague(), "EXCUSED").status()).isEqualTo(302);

        assertThat(status()).isEqualTo(ClaimStatus.EXCUSED);
        assertThat(decide(colleague(), "NO_SHOW").status()).isEqualTo(409);
    }

    @Test
    void whoPublishedADraftOfSomebodyElseDecidesNoContestOfIt() {
        task = tasks.draft(community.id(), "清扫车棚", 5, Instant.now().plus(Duration.ofHours(3)), Duration.ofHours(1));
        var publisher = people.staff(StaffRole.DIRECTOR, community.id());
        assertThat(publisher
                        .form("/console/task/" + task + "/publication", Map.of("requestKey", key()))
                        .status())
                .isEqualTo(302);
        member.post("/api/v1/tasks/" + task + "/claims", "");
        over();
        contest(member, "我到了，没有人在。");

        assertThat(tasks.task(task).submittedBy()).isEqualTo("staff:" + publisher.staffId());
        assertThat(page(publisher)).contains("任务是您发布的，申诉请由另一位同事裁定");
        assertThat(decide(publisher, "NO_SHOW").status()).isEqualTo(409);
        assertThat(decide(colleague(), "EXCUSED").status()).isEqualTo(302);
    }

    @Test
    void findsThatSomebodyWasThereAfterAll() {
        over();
        contest(member, "我到了，二维码扫不出来。");

        decide(colleague(), "SUBMITTED");
        assertThat(status()).isEqualTo(ClaimStatus.SUBMITTED);
        verify(Map.of("minutes", "60"));

        assertThat(tasks.whole(task, member.residentId()).grade()).isEqualTo("C");
    }

    @Test
    void showsWhoSaidWhatOfAnAbsenceAndWhoDecidedWhy() {
        tasks.set(task, "created_by", "staff:" + worker.staffId());
        over();
        assertThat(page(worker)).as("nothing is contested yet").doesNotContain("未到岗的申诉");
        contest(member, "发烧去医院了，附近人都知道。");
        var decider = colleague();
        assertThat(page(worker))
                .contains("未到岗的申诉", "系统 记为未签到", "发烧去医院了", "任务是您发布的")
                .doesNotContain("裁定申诉");
        assertThat(page(decider)).contains("裁定申诉").doesNotContain("任务是您发布的");

        decide(decider, "EXCUSED");

        var name = database.sql("SELECT name FROM identity_staff WHERE id = ?")
                .param(decider.staffId())
                .query(String.class)
                .single();
        assertThat(page(worker))
                .contains("已谅解", name + " 裁定“情有可原，不计未到”", "核实过")
                .containsSubsequence("记为未签到", " 申诉</strong>", "发烧去医院了", "裁定“", "核实过")
                .doesNotContain("裁定申诉");
        var shopkeeper = people.staff(StaffRole.SHOPKEEPER, community.id());
        assertThat(shopkeeper.get("/console/task/" + task).status()).isEqualTo(403);
        var elsewhere = people.staff(StaffRole.PARTY_WORKER, people.community().id());
        assertThat(elsewhere.get("/console/task/" + task).status()).isEqualTo(404);
    }

    @Test
    void keepsTheDecisionOfAContestAndNotTheWordsOfWhoHasLeft() {
        over();
        contest(member, "发烧去医院了，附近人都知道。");
        decide(colleague(), "NO_SHOW");
        assertThat(member.delete("/api/v1/me").status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(20)).until(() -> !page(worker).contains("发烧去医院了"));
        assertThat(page(worker)).contains("（已随注销删除）", "裁定“维持未到岗”").doesNotContain("发烧去医院了");
    }

    @Test
    void masksTheNameOfWhoContests() {
        var named = units.member(community, "欧阳晓明", "区税务局");
        named.post("/api/v1/tasks/" + task + "/claims", "");
        over();
        contest(named, "我到了，二维码扫不出来。");
        assertThat(page(worker)).contains("居民 欧**明 申诉").doesNotContain("欧阳晓明");
    }

    @Test
    void decidesAContestOnceHoweverManyAreAtIt() {
        over();
        contest(member, "在路上堵住了。");

        var answers = Race.of(16, number -> {
            var staff = colleague();
            return () -> Race.persist(() -> decide(staff, number % 2 == 0 ? "EXCUSED" : "NO_SHOW"), Answer::status);
        });

        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
    }

    @Test
    void showsTheLevelAboveWhatNobodyDecidesWhoMayThenDecide() {
        tasks.set(task, "created_by", "staff:" + worker.staffId());
        over();
        contest(member, "在路上堵住了。");
        var above = people.staff(StaffRole.PARTY_WORKER, people.above(community).id());
        var elsewhere = people.staff(StaffRole.PARTY_WORKER, people.community().id());
        assertThat(above.get(CONTESTS + "?overdue=true").body()).contains("没有待裁定的申诉");
        assertThat(above.get(CONTESTS).body()).contains("清扫楼道", "#contest-of-");
        assertThat(elsewhere.get(CONTESTS).body()).doesNotContain("清扫楼道");
        assertThat(people.staff(StaffRole.SHOPKEEPER, community.id())
                        .get(CONTESTS)
                        .status())
                .isEqualTo(403);

        contestedDaysAgo(8);

        assertThat(above.get("/console").body()).contains("未到岗申诉逾期未裁定");
        assertThat(worker.get("/console").body()).doesNotContain("未到岗申诉逾期未裁定");
        assertThat(above.get(CONTESTS + "?overdue=true").body()).contains("清扫楼道", community.name());
        tasks.close();
        assertThat(status()).isEqualTo(ClaimStatus.CONTESTED);
        assertThat(decide(above, "NO_SHOW").status()).isEqualTo(302);
        assertThat(above.get(CONTESTS).body()).contains("没有待裁定的申诉");
    }

    @Test
    void excusesAnAbsenceThatNobodyDecides() {
        over();
        contest(member, "在路上堵住了。");
        contestedDaysAgo(13);
        tasks.close();
        assertThat(status()).isEqualTo(ClaimStatus.CONTESTED);

        contestedDaysAgo(1);
        tasks.close();
        tasks.close();

        assertThat(status()).isEqualTo(ClaimStatus.EXCUSED);
        assertThat(tasks.moves(task, member.residentId(), ClaimStatus.EXCUSED)).isEqualTo(1);
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.SETTLED);
        assertThat(page(worker)).contains("系统 裁定“情有可原，不计未到”", "14 天内没有人裁定");
        await().atMost(Duration.ofSeconds(20)).until(() -> told().contains("14 天内没有人裁定"));
        assertThat(told()).contains("情有可原，不计未到。理由：14 天内没有人裁定，按有利于本人处理。");
    }

    /** Staff decide at the moment at which the time for it is over. */
    @Test
    void decidesAContestOnceThoughItsTimeIsUp() {
        over();
        contest(member, "在路上堵住了。");
        contestedDaysAgo(14);

        Race.of(16, number -> {
            var staff = colleague();
            return () -> {
                if (number % 2 == 0) {
                    tasks.close();
                    return 200;
                }
                return Race.persist(() -> decide(staff, "NO_SHOW"), Answer::status)
                        .status();
            };
        });

        assertThat(tasks.moves(task, member.residentId(), ClaimStatus.EXCUSED)
                        + tasks.moves(task, member.residentId(), ClaimStatus.NO_SHOW))
                .isEqualTo(1);
    }

    private String told() {
        return member.get("/api/v1/notices").body();
    }

    private void contestedDaysAgo(int days) {
        database.sql("UPDATE task_claim SET contested_at = TIMESTAMPADD(DAY, ?, contested_at) WHERE task_id = ?")
                .params(-days, task)
                .update();
    }

    @Test
    void takesBackWhatWasNotTrueAndKeepsItVisible() {
        come();
        verify(Map.of("minutes", "120"));
        awaitPoints(2);

        assertThat(revoke(worker, "").status()).isEqualTo(400);
        assertThat(revoke(worker, "同一时间在别处打卡").status()).isEqualTo(302);
        assertThat(revoke(worker, "再来一次").status()).isEqualTo(409);

        awaitPoints(0);
        assertThat(mine().path("status").asString()).isEqualTo("REVOKED");
        assertThat(mine().path("minutes").asInt()).isEqualTo(120);
    }

    @Test
    void verifiesManyAtOnceOrNone() {
        var second = people.member(community.id());
        second.post("/api/v1/tasks/" + task + "/claims", "");
        second.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task)));
        come();
        var both = tasks.claimId(task, member.residentId()) + "," + tasks.claimId(task, second.residentId());
        long other = tasks.published(community.id(), "别的任务", 5, Duration.ofHours(30), Duration.ofHours(1));
        var stranger = people.member(community.id());
        stranger.post("/api/v1/tasks/" + other + "/claims", "");

        assertThat(verifyMany(worker, "").status()).isEqualTo(400);
        var early = verifyMany(worker, both);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.body()).contains("还在服务中");
        assertThat(page(worker)).contains("最好等签退后再核实").doesNotContain("核实勾选的人");
        ended();
        assertThat(page(worker)).contains("核实勾选的人");
        assertThat(verifyMany(worker, both + "," + tasks.claimId(other, stranger.residentId()))
                        .status())
                .isEqualTo(404);
        assertThat(status()).isEqualTo(ClaimStatus.CHECKED_IN);
        assertThat(verifyMany(worker, both).status()).isEqualTo(302);

        assertThat(status()).isEqualTo(ClaimStatus.SETTLED);
        assertThat(tasks.claim(task, second.residentId())).isEqualTo(ClaimStatus.SETTLED);
    }

    @Test
    void aWishIsReviewedAdoptedByOneAndEvaluatedByWhoRaisedIt() {
        var elder = people.resident();
        var wish = elder.post(
                "/api/v1/wishes", Map.of("communityId", "" + community.id(), "title", "想换一盏灯", "text", "厨房的灯坏了，够不着。"));
        assertThat(wish.status()).isEqualTo(201);
        task = Long.parseLong(wish.json().path("id").asString());
        assertThat(member.get("/api/v1/tasks/" + task).status()).isEqualTo(404);
        worker.form("/console/task/" + task + "/publication", Map.of("requestKey", key()));

        assertThat(member.post("/api/v1/tasks/" + task + "/claims", "").status())
                .isEqualTo(201);
        assertThat(people.member(community.id())
                        .post("/api/v1/tasks/" + task + "/claims", "")
                        .code())
                .isEqualTo("task-full");
        assertThat(evaluate(elder).status()).isEqualTo(409);
        tasks.shift(
                task,
                Duration.between(java.time.Instant.now(), tasks.task(task).startsAt())
                        .negated()
                        .plusMinutes(5));
        come();
        assertThat(evaluate(people.resident()).status()).isEqualTo(404);
        assertThat(evaluate(member).status()).isEqualTo(404);
        assertThat(evaluate(elder).status()).isEqualTo(200);

        assertThat(status()).isEqualTo(ClaimStatus.SETTLED);
        assertThat(tasks.whole(task, member.residentId()).stars()).isEqualTo(5);
        assertThat(elder.get("/api/v1/wishes")
                        .json()
                        .path("items")
                        .get(0)
                        .path("status")
                        .asString())
                .isEqualTo("PUBLISHED");
    }

    @Test
    void aWishThatWasFulfilledKeepsNoWordOfWhoHasLeft() {
        var elder = people.resident();
        adopted(elder);
        database.sql("""
                        INSERT INTO task_change (id, task_id, version, summary, reason, changed_by, changed_at)
                        VALUES (?, ?, 2, '名称由“想换一盏灯”改为“给李奶奶换灯”', '写明白', 'staff:1', '2026-01-01')""").params(task, task).update();
        tasks.shift(
                task,
                Duration.between(java.time.Instant.now(), tasks.task(task).startsAt())
                        .negated()
                        .plusMinutes(5));
        come();
        var failed = elder.post(
                "/api/v1/wishes/" + task + "/evaluation",
                Map.of("verdict", "FAIL", "stars", 1, "text", "灯还是不亮，我摔了一跤。"));
        assertThat(failed.status()).as(failed.body()).isEqualTo(200);
        assertThat(page(worker)).contains("灯还是不亮");
        await().atMost(Duration.ofSeconds(20)).until(() -> told().contains("由被服务的居民评价"));
        assertThat(told()).doesNotContain("摔了一跤");
        tasks.set(task, "changed", "名称由“想换一盏灯”改为“给李奶奶换灯”");

        leave(elder);

        assertThat(page(worker)).contains("微心愿", "内容已删除").doesNotContain("灯");
        assertThat(status()).isEqualTo(ClaimStatus.REJECTED);
        assertThat(database.sql("""
                        SELECT COUNT(*) FROM task_claim_move m JOIN task_claim c ON c.id = m.claim_id
                        WHERE c.task_id = ? AND m.reason LIKE '%摔了一跤%'""").param(task).query(Long.class).single()).isZero();
        assertThat(database.sql("SELECT COUNT(*) FROM audit_entry WHERE subject = ? AND detail LIKE '%摔了一跤%'")
                        .param("claim:" + tasks.claimId(task, member.residentId()))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(member.get("/api/v1/claims").body()).doesNotContain("灯");
    }

    /** At a resident's home nobody shows a code: the work is often stated only afterwards. */
    @Test
    void asksWhoRaisedAWishHowItWentOnceTheMemberSaysThatItWasDone() {
        var elder = people.resident();
        adopted(elder);
        tasks.shift(
                task,
                Duration.between(Instant.now(), tasks.task(task).endsAt())
                        .negated()
                        .minusMinutes(5));
        tasks.close();
        assertThat(status()).isEqualTo(ClaimStatus.NO_SHOW_PENDING);

        assertThat(member.post("/api/v1/tasks/" + task + "/claims/mine/statement", Map.of("text", "灯换好了。"))
                        .status())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> elder.get("/api/v1/notices").body().contains("“想换一盏灯”办得怎么样"));
        assertThat(evaluate(elder).status()).isEqualTo(200);
    }

    @Test
    void aWishThatNobodyHasBegunEndsWithWhoRaisedIt() {
        var elder = people.resident();
        adopted(elder);
        long waiting = wish(elder);

        leave(elder);

        assertThat(status()).isEqualTo(ClaimStatus.CANCELLED);
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.CANCELLED);
        assertThat(tasks.status(waiting)).isEqualTo(TaskStatus.CANCELLED);
        assertThat(page(worker)).contains("提出心愿的居民已注销");
    }

    /** Who raised it evaluates one member's work: there is no second. */
    @Test
    void aWishStaysForOneMemberHoweverItIsRewritten() {
        task = wish(people.resident());
        var draft = "/console/task/" + task;
        assertThat(rewritten(draft, "WISH", 5).body()).contains("微心愿由一名党员认领，名额填 1。");
        assertThat(rewritten(draft, "OTHER", 5).status()).isEqualTo(422);
        assertThat(rewritten("/console/task", "WISH", 2).body()).contains("微心愿由一名党员认领，名额填 1。");
        assertThat(rewritten(draft, "WISH", 1).status()).isEqualTo(302);
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.PUBLISHED);

        assertThat(rewritten(draft + "/change", "WISH", 5).body()).contains("微心愿由一名党员认领，名额填 1。");
        assertThat(rewritten(draft + "/change", "OTHER", 5).status()).isEqualTo(422);
        assertThat(tasks.task(task).places()).isEqualTo(1);
    }

    private Answer rewritten(String path, String kind, int places) {
        return worker.form(
                path,
                Map.ofEntries(
                        Map.entry("communityId", "" + community.id()),
                        Map.entry("kind", kind),
                        Map.entry("title", "换一盏灯"),
                        Map.entry("description", "厨房的灯坏了，够不着。"),
                        Map.entry("place", "3 号楼"),
                        Map.entry("startsAt", "2099-01-05T09:00"),
                        Map.entry("endsAt", "2099-01-05T11:00"),
                        Map.entry("places", "" + places),
                        Map.entry("reason", "写明白"),
                        Map.entry("requestKey", key())));
    }

    private long wish(Caller elder) {
        var wish = elder.post(
                "/api/v1/wishes", Map.of("communityId", "" + community.id(), "title", "想换一盏灯", "text", "厨房的灯坏了，够不着。"));
        return Long.parseLong(wish.json().path("id").asString());
    }

    private void adopted(Caller elder) {
        task = wish(elder);
        worker.form("/console/task/" + task + "/publication", Map.of("requestKey", key()));
        assertThat(member.post("/api/v1/tasks/" + task + "/claims", "").status())
                .isEqualTo(201);
    }

    private void leave(Caller elder) {
        assertThat(elder.delete("/api/v1/me").status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> tasks.task(task).title().equals("微心愿"));
    }

    @Test
    void nobodyAdoptsTheirOwnWishOrRaisesManyAtOnce() {
        var wish = Map.of("communityId", "" + community.id(), "title", "心愿", "text", "请帮我一下。");
        var raised = member.post("/api/v1/wishes", wish);
        long own = Long.parseLong(raised.json().path("id").asString());
        worker.form("/console/task/" + own + "/publication", Map.of("requestKey", key()));
        assertThat(member.post("/api/v1/tasks/" + own + "/claims", "").code()).isEqualTo("not-for-you");
        for (int i = 0; i < 3; i++) {
            assertThat(member.post("/api/v1/wishes", wish).status()).isEqualTo(201);
        }
        assertThat(member.post("/api/v1/wishes", wish).code()).isEqualTo("too-many-wishes");
        assertThat(people.stranger().post("/api/v1/wishes", wish).status()).isEqualTo(401);
    }

    private static Answer evaluate(Caller resident, long wish) {
        return resident.post("/api/v1/wishes/" + wish + "/evaluation", Map.of("verdict", "PASS", "stars", 5));
    }

    private Answer evaluate(Caller resident) {
        return evaluate(resident, task);
    }

    private void come() {
        member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task)));
        if (tasks.task(task).startsAt().isAfter(java.time.Instant.now())) {
            tasks.shift(task, Duration.ofMinutes(-20));
        }
    }

    /** Those who came are still there a few minutes after the end. */
    private void ended() {
        tasks.shift(task, Duration.ofHours(-2));
    }

    private void over() {
        tasks.shift(task, Duration.ofHours(-5));
        tasks.close();
    }

    private Caller colleague() {
        return people.staff(StaffRole.GRID_WORKER, community.id());
    }

    private ClaimStatus status() {
        return tasks.claim(task, member.residentId());
    }

    private tools.jackson.databind.JsonNode mine() {
        return member.get("/api/v1/claims").json().path("items").get(0);
    }

    private Answer verify(Map<String, String> fields) {
        var form = new HashMap<>(fields);
        form.put("requestKey", key());
        return worker.form(path("verification"), form);
    }

    private Answer verifyMany(Caller staff, String claims) {
        return staff.form("/console/task/" + task + "/verifications", Map.of("claims", claims, "requestKey", key()));
    }

    private Answer revoke(Caller staff, String reason) {
        return staff.form(path("revocation"), Map.of("reason", reason, "requestKey", key()));
    }

    private Answer decide(Caller staff, String outcome) {
        return staff.form(path("contest"), Map.of("ruling", outcome, "reason", "核实过", "requestKey", key()));
    }

    private String page(Caller staff) {
        return staff.get("/console/task/" + task).body();
    }

    private Answer contest(Caller caller, String text) {
        return caller.post("/api/v1/tasks/" + task + "/claims/mine/contest", Map.of("text", text));
    }

    private String path(String act) {
        return "/console/task/claims/" + tasks.claimId(task, member.residentId()) + "/" + act;
    }

    private void awaitPoints(long wanted) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> member.get("/api/v1/points").json().path("points").asLong() == wanted);
    }

    private Map<String, String> settings(String days) {
        return Map.of(
                "communityId",
                "" + community.id(),
                "reviewRequired",
                "false",
                "offerMinutes",
                "120",
                "evaluationDays",
                days,
                "requestKey",
                key());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
