package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.Skill;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may claim what and when, and what happens when it is changed. */
@EstationTest
class TermsTests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final People people;
    private final TestTasks tasks;
    private final JdbcClient database;
    private final Clock clock;
    private GridCell community;
    private GridCell sibling;
    private Caller member;
    private Caller worker;

    @Autowired
    TermsTests(People people, TestTasks tasks, JdbcClient database, Clock clock) {
        this.people = people;
        this.tasks = tasks;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void arrive() {
        var communities = people.communities(2);
        community = communities.getFirst();
        sibling = communities.getLast();
        member = people.member(community.id());
        worker = people.staff(StaffRole.PARTY_WORKER, community.id());
    }

    @Test
    void anOrganisationsTaskIsForItsMembersEverywhereBelow() {
        var above = people.above(community);
        long task = published(terms(Audience.ORGANISATION, above.id(), Set.of()));
        var neighbour = people.member(sibling.id());

        assertThat(obstacle(people.resident(), community, task)).isEqualTo("未报到");
        assertThat(obstacle(people.member(people.community().id()), community, task))
                .isEqualTo("不在认领范围");
        assertThat(obstacle(neighbour, sibling, task)).isEmpty();
        assertThat(claim(people.member(people.community().id()), task).code()).isEqualTo("not-for-you");
        assertThat(claim(neighbour, task).status()).isEqualTo(201);
    }

    @Test
    void everybodysTaskNeedsNoRegistration() {
        long task = published(terms(Audience.EVERYONE, community.lineage().getFirst(), Set.of()));

        assertThat(claim(people.resident(), task).status()).isEqualTo(201);
        assertThat(claim(people.stranger(), task).status()).isEqualTo(401);
    }

    @Test
    void wantsASkillThatTheMemberNamed() {
        long task = published(terms(Audience.COMMUNITY, null, Set.of(Skill.FIRST_AID, Skill.NURSING)));
        assertThat(obstacle(member, community, task)).isEqualTo("需要技能");
        assertThat(claim(member, task).code()).isEqualTo("skill-needed");

        var registration =
                member.get("/api/v1/registrations").json().get(0).path("id").asString();
        assertThat(member.put(
                                "/api/v1/registrations/" + registration + "/abilities",
                                Map.of("skillCodes", List.of("NURSING"), "freeTimes", List.of("WEEKEND_MORNING")))
                        .status())
                .isEqualTo(204);

        assertThat(obstacle(member, community, task)).isEmpty();
        assertThat(claim(member, task).status()).isEqualTo(201);
    }

    @Test
    void opensAndClosesTheBoardAtItsTimes() {
        long task = tasks.published(community.id(), 5);
        tasks.set(task, "claim_from", "2099-01-01");
        assertThat(obstacle(member, community, task)).isEqualTo("未到时间");
        assertThat(claim(member, task).code()).isEqualTo("task-not-open");
        tasks.set(task, "claim_from", "2020-01-01");
        tasks.set(task, "claim_until", "2020-01-02");
        assertThat(obstacle(member, community, task)).isEqualTo("认领截止");
        assertThat(claim(member, task).code()).isEqualTo("task-not-open");
        tasks.close();
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.SIGNUP_CLOSED);
    }

    @Test
    void opensTheBoardAgainOnlyBeforeTheDeadlineThatWasSaid() {
        long task = tasks.published(community.id(), "送餐", 5, Duration.ofHours(20), Duration.ofHours(1));
        tasks.set(task, "claim_until", "2020-01-02");
        tasks.close();

        var refused = signup(task, false);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("认领截止时间已过，请先修改截止时间。");
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.SIGNUP_CLOSED);

        database.sql("UPDATE task_volunteer_task SET claim_until = starts_at WHERE id = ?")
                .param(task)
                .update();
        assertThat(signup(task, false).status()).isEqualTo(302);
        tasks.close();
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.PUBLISHED);
        assertThat(signup(task, true).status()).isEqualTo(302);
        assertThat(signup(task, true).status()).isEqualTo(409);
    }

    private Answer signup(long task, boolean closed) {
        return worker.form(
                "/console/task/" + task + "/signup", Map.of("closed", "" + closed, "requestKey", Codes.next()));
    }

    @Test
    void saysOfEveryTaskWhyItCannotBeClaimed() {
        long givenBack = tasks.published(community.id(), "送餐", 5, Duration.ofHours(20), Duration.ofHours(1));
        long free = tasks.published(community.id(), "巡逻", 5, Duration.ofHours(30), Duration.ofHours(1));
        for (int i = 0; i < 2; i++) {
            assertThat(obstacle(member, community, givenBack)).isEmpty();
            claim(member, givenBack);
            withdraw(member, givenBack);
        }
        assertThat(obstacle(member, community, givenBack)).isEqualTo("已多次放弃");
        assertThat(obstacle(member, community, free)).isEmpty();
        assertThat(detail(claim(member, givenBack))).isEqualTo("您已放弃过这项任务 2 次，名额请留给其他人。");

        tasks.set(free, "served_resident_id", member.residentId());
        assertThat(obstacle(member, community, free)).isEqualTo("本人的心愿");
        assertThat(claim(member, free).code()).isEqualTo("not-for-you");

        long newest = tasks.published(community.id(), "巡逻", 5, Duration.ofHours(40), Duration.ofHours(1));
        var laden = people.member(community.id());
        for (int day = 2; day < 22; day++) {
            assertThat(obstacle(laden, community, newest)).isEmpty();
            assertThat(claim(laden, newest).status()).isEqualTo(201);
            newest = tasks.published(community.id(), "第 " + day + " 天", 1, Duration.ofDays(day), Duration.ofHours(1));
        }
        assertThat(obstacle(laden, community, newest)).isEqualTo("待参加的已满");
        assertThat(detail(claim(laden, newest))).isEqualTo("您待参加的任务已有 20 项，请先完成或放弃一些再认领。");
    }

    private static String detail(Answer answer) {
        return answer.json().path("detail").asString();
    }

    @Test
    void leavingAfterTheDeadlineIsLate() {
        long task = tasks.published(community.id(), "送餐", 1, Duration.ofHours(20), Duration.ofHours(1));
        tasks.set(task, "withdraw_until", "2020-01-01");
        claim(member, task);

        assertThat(withdraw(member, task).json().path("status").asString()).isEqualTo("LATE_WITHDRAWN");
        assertThat(tasks.claimed(task)).isZero();
    }

    @Test
    void isOffWhenTooFewHaveClaimedByThen() {
        long few = withMinimum(2);
        long enough = withMinimum(1);
        claim(member, few);
        claim(people.member(community.id()), enough);
        tasks.set(few, "minimum_at", "2020-01-01");
        tasks.set(enough, "minimum_at", "2020-01-01");

        tasks.close();
        tasks.close();

        assertThat(tasks.status(few)).isEqualTo(TaskStatus.CANCELLED);
        assertThat(tasks.claim(few, member.residentId())).isEqualTo(ClaimStatus.CANCELLED);
        assertThat(tasks.status(enough)).isEqualTo(TaskStatus.PUBLISHED);
        assertThat(tasks.task(enough).minimumMet()).isTrue();
    }

    /** It would be called off within the minute, with nobody having had the time to claim it. */
    @Test
    void isNotPublishedOnceTheMomentToCountHeadsIsOver() {
        var soon = LocalDateTime.ofInstant(clock.instant(), Time.CHINA).plusHours(8);
        var hurried = form(
                Map.of("startsAt", MINUTE.format(soon), "endsAt", MINUTE.format(soon.plusHours(1)), "minimum", "2"));
        var refused = worker.form("/console/task", hurried);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("清点人数的时间已过", "清扫 3 号楼");

        hurried.put("minimumHours", "2");
        assertThat(worker.form("/console/task", hurried).status()).isEqualTo(302);
        long task =
                tasks.draft(community.id(), "送餐", 5, clock.instant().plus(Duration.ofHours(8)), Duration.ofHours(1));
        tasks.set(task, "minimum_at", "2020-01-01");
        tasks.set(task, "minimum", 2);
        var late = act(worker, "/console/task/" + task, "publication");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("清点人数的时间已过");
        tasks.set(task, "minimum", 0);
        tasks.set(task, "claim_until", "2020-01-01");
        assertThat(act(worker, "/console/task/" + task, "publication").body()).contains("认领截止的时间已过");
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.DRAFT);
    }

    @Test
    void staysOnThoughItIsChangedAfterTheHeadsWereCounted() {
        long task = withMinimum(1);
        claim(member, task);
        tasks.set(task, "minimum_at", tasks.task(task).startsAt().minus(Duration.ofHours(12)));
        database.sql("UPDATE task_volunteer_task SET starts_at = TIMESTAMPADD(HOUR, -13, starts_at),"
                        + " ends_at = TIMESTAMPADD(HOUR, -13, ends_at),"
                        + " minimum_at = TIMESTAMPADD(HOUR, -13, minimum_at) WHERE id = ?")
                .param(task)
                .update();
        tasks.close();
        assertThat(tasks.task(task).minimumMet()).isTrue();
        withdraw(member, task);

        assertThat(change(worker, task, Map.of("description", "请带雨伞。", "minimum", "1", "minimumHours", "12"))
                        .status())
                .isEqualTo(302);
        tasks.close();
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.PUBLISHED);

        var more = change(worker, task, Map.of("minimum", "2", "minimumHours", "12"));
        assertThat(more.status()).isEqualTo(422);
        assertThat(more.body()).contains("清点人数的时间已过");
    }

    @Test
    void isNotMovedOnceSomebodyIsThere() {
        long task = tasks.published(community.id(), 5);
        claim(member, task);
        member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task)));
        var tomorrow =
                LocalDateTime.ofInstant(tasks.task(task).startsAt(), Time.CHINA).plusDays(1);
        var moved = Map.of("startsAt", MINUTE.format(tomorrow), "endsAt", MINUTE.format(tomorrow.plusHours(2)));

        var refused = change(worker, task, moved);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("已有党员签到，时间和地点不能再改");
        assertThat(change(worker, task, Map.of("place", "北门")).status()).isEqualTo(422);
        assertThat(change(worker, task, Map.of("description", "请带雨伞。")).status())
                .isEqualTo(302);
    }

    private long withMinimum(int minimum) {
        var plain = TaskDraft.Terms.PLAIN;
        return published(new TaskDraft.Terms(
                plain.audience(),
                null,
                null,
                null,
                null,
                Set.of(),
                "",
                minimum,
                clock.instant().plus(Duration.ofHours(1)),
                null,
                null,
                null,
                null,
                null));
    }

    @Test
    void isReviewedByASecondPersonWhereTheCommunityWantsThat() {
        var director = people.staff(StaffRole.DIRECTOR, community.id());
        assertThat(worker.form("/console/task/settings", settings(true)).status())
                .isEqualTo(403);
        assertThat(director.form("/console/task/settings", settings(true)).status())
                .isEqualTo(302);
        var path = path(worker.form("/console/task", form(Map.of())));
        assertThat(worker.get(path).body()).contains("待审核", "等另一位同事审核发布");
        assertThat(people.stranger()
                        .get("/api/v1/tasks?communityId=" + community.id())
                        .json()
                        .path("items"))
                .isEmpty();

        var seen = seen(director, path);
        assertThat(approve(worker, path, seen).status()).isEqualTo(409);
        assertThat(approve(people.staff(StaffRole.PARTY_WORKER, sibling.id()), path, seen)
                        .status())
                .isEqualTo(404);
        assertThat(act(director, path, "return").status()).isEqualTo(302);
        assertThat(worker.get(path).body()).contains("草稿");
        assertThat(act(worker, path, "publication").status()).isEqualTo(302);
        assertThat(approve(director, path, seen).status()).isEqualTo(302);

        assertThat(worker.get(path).body()).contains("已发布");
        assertThat(approve(director, path, seen).status()).isEqualTo(409);
    }

    @Test
    void publishesNothingThatWasChangedAfterTheReviewerReadIt() {
        var director = people.staff(StaffRole.DIRECTOR, community.id());
        director.form("/console/task/settings", settings(true));
        var path = path(worker.form("/console/task", form(Map.of())));
        var seen = seen(director, path);

        act(worker, path, "return");
        assertThat(worker.form(path, form(Map.of("place", "北门广场"))).status()).isEqualTo(302);
        assertThat(worker.get(path).body()).contains("待审核");

        var refused = approve(director, path, seen);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("任务在您打开后又改过");
        assertThat(act(director, path, "approval").body()).contains("任务在您打开后又改过");
        assertThat(worker.get(path).body()).contains("待审核");

        assertThat(approve(director, path, seen(director, path)).status()).isEqualTo(302);
        assertThat(worker.get(path).body()).contains("已发布", "北门广场");
    }

    private static String seen(Caller reviewer, String path) {
        return Jsoup.parse(reviewer.get(path).body()).select("input[name=seen]").val();
    }

    private static Answer approve(Caller staff, String path, String seen) {
        return staff.form(path + "/approval", Map.of("seen", seen, "requestKey", key()));
    }

    @Test
    void asksEverybodyAgainWhenItIsChanged() {
        long task = tasks.published(community.id(), "清扫楼道", 1, Duration.ofHours(30), Duration.ofHours(2));
        claim(member, task);
        var waiting = people.member(community.id());
        waiting.post("/api/v1/tasks/" + task + "/waits", "");

        assertThat(change(worker, task, Map.of("title", "清扫楼道和车棚", "places", "2"))
                        .status())
                .isEqualTo(302);

        var mine = member.get("/api/v1/claims").json().path("items").get(0);
        assertThat(mine.path("unconfirmed").asBoolean()).isTrue();
        assertThat(mine.path("changed").asString()).contains("名称由“清扫楼道”改为“清扫楼道和车棚”");
        assertThat(tasks.claim(task, waiting.residentId())).isEqualTo(ClaimStatus.OFFERED);
        assertThat(confirm(member, task, 1).code()).isEqualTo("task-changed");
        assertThat(confirm(member, task, 2).status()).isEqualTo(200);
        assertThat(member.get("/api/v1/claims")
                        .json()
                        .path("items")
                        .get(0)
                        .path("unconfirmed")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void whoDoesNotAgreeToAChangeIsNotToBlame() {
        long task = tasks.published(community.id(), "清扫楼道", 3, Duration.ofHours(30), Duration.ofHours(2));
        tasks.set(task, "withdraw_until", "2020-01-01");
        var silent = people.member(community.id());
        claim(member, task);
        claim(silent, task);
        change(worker, task, Map.of("place", "北门"));

        assertThat(withdraw(member, task).json().path("status").asString()).isEqualTo("WITHDRAWN");
        assertThat(tasks.whole(task, member.residentId()).blameless()).isTrue();
        tasks.shift(task, Duration.ofDays(-3));
        tasks.close();

        assertThat(tasks.claim(task, silent.residentId())).isEqualTo(ClaimStatus.EXCUSED);
    }

    @Test
    void agreesToNoTimeThatClashes() {
        long task = tasks.published(community.id(), "清扫楼道", 3, Duration.ofHours(30), Duration.ofHours(2));
        long other = tasks.published(community.id(), "送餐", 3, Duration.ofHours(50), Duration.ofHours(2));
        claim(member, task);
        claim(member, other);
        var moved = LocalDateTime.ofInstant(clock.instant(), Time.CHINA).plusHours(50);
        change(worker, task, Map.of("startsAt", MINUTE.format(moved), "endsAt", MINUTE.format(moved.plusHours(2))));

        assertThat(confirm(member, task, 2).code()).isEqualTo("time-conflict");
        assertThat(withdraw(member, task).status()).isEqualTo(200);
    }

    @Test
    void noWordForItMakesUpForATimeThatClashes() {
        long task = tasks.published(community.id(), "清扫楼道", 3, Duration.ofHours(30), Duration.ofHours(2));
        long other = tasks.published(community.id(), "送餐", 3, Duration.ofHours(50), Duration.ofHours(2));
        var free = people.member(community.id());
        var silent = people.member(community.id());
        claim(member, task);
        claim(member, other);
        claim(free, other);
        claim(silent, other);
        var moved = LocalDateTime.ofInstant(tasks.task(task).startsAt(), Time.CHINA);
        change(worker, other, Map.of("startsAt", MINUTE.format(moved), "endsAt", MINUTE.format(moved.plusHours(2))));
        for (long one : List.of(task, other)) {
            tasks.shift(one, Duration.ofHours(-31));
        }
        assertThat(member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task)))
                        .status())
                .isEqualTo(200);

        assertThat(state(member, other).code()).isEqualTo("time-conflict");
        var known = wasThere(other, member);
        assertThat(known.status()).isEqualTo(409);
        assertThat(known.body()).contains("与已认领的“清扫楼道”时间冲突。");
        assertThat(tasks.claim(other, member.residentId())).isEqualTo(ClaimStatus.CLAIMED);

        assertThat(state(free, other).status()).isEqualTo(200);
        assertThat(tasks.whole(other, free.residentId()).agreedVersion()).isEqualTo(2);
        assertThat(wasThere(other, silent).status()).isEqualTo(302);
        assertThat(tasks.whole(other, silent.residentId()).agreedVersion()).isEqualTo(2);
    }

    private static Answer state(Caller caller, long task) {
        return caller.post("/api/v1/tasks/" + task + "/claims/mine/statement", Map.of("text", "做了", "minutes", 60));
    }

    private Answer wasThere(long task, Caller who) {
        return worker.form(
                "/console/task/claims/" + tasks.claimId(task, who.residentId()) + "/verification",
                Map.of("minutes", "60", "there", "true", "requestKey", key()));
    }

    @Test
    void whoMayNoLongerComeMakesRoomForWhoWaitsAndMay() {
        var everybody = terms(Audience.EVERYONE, community.lineage().getFirst(), Set.of());
        long task = tasks.published(community.id(), TaskKind.ENVIRONMENT, 3, Duration.ofHours(30), everybody);
        var outsider = people.resident();
        var offered = people.member(sibling.id());
        var first = people.resident();
        var second = people.member(community.id());
        var gone = people.resident();
        List.of(member, outsider, gone).forEach(one -> claim(one, task));
        queue(offered, task);
        withdraw(gone, task);
        queue(first, task);
        queue(second, task);
        assertThat(tasks.claim(task, offered.residentId())).isEqualTo(ClaimStatus.OFFERED);

        assertThat(change(worker, task, Map.of("audience", "COMMUNITY")).status())
                .isEqualTo(302);

        for (var one : List.of(outsider, offered, first)) {
            assertThat(tasks.claim(task, one.residentId())).isEqualTo(ClaimStatus.WITHDRAWN);
            assertThat(tasks.whole(task, one.residentId()).blameless()).isTrue();
        }
        assertThat(tasks.moves(task, first.residentId(), ClaimStatus.OFFERED)).isZero();
        assertThat(tasks.claim(task, member.residentId())).isEqualTo(ClaimStatus.CLAIMED);
        assertThat(tasks.claim(task, second.residentId())).isEqualTo(ClaimStatus.OFFERED);
        assertThat(tasks.claimed(task)).isEqualTo(2);
        assertThat(tasks.takenAndNotLive(task)).isZero();
        assertThat(tasks.waitingAndNotQueued(task)).isZero();
        assertThat(notices(outsider, "认领范围改了")).contains("您不在新的范围内，不计记录").doesNotContain("请重新确认");
        assertThat(notices(member, "有修改")).doesNotContain("认领范围改了");
    }

    @Test
    void agreesToNothingThatTheyMayNoLongerComeTo() {
        long task = tasks.published(community.id(), "清扫楼道", 3, Duration.ofHours(30), Duration.ofHours(2));
        claim(member, task);
        change(worker, task, Map.of("place", "北门"));
        tasks.moveMember(member.residentId(), sibling.id());

        assertThat(confirm(member, task, 2).code()).isEqualTo("not-a-member");
        assertThat(tasks.whole(task, member.residentId()).agreedVersion()).isEqualTo(1);
        assertThat(withdraw(member, task).status()).isEqualTo(200);
    }

    private static void queue(Caller caller, long task) {
        assertThat(caller.post("/api/v1/tasks/" + task + "/waits", "").status()).isEqualTo(201);
    }

    @Test
    void changesNothingForThoseWhoMayNotAndNotBelowWhatIsTaken() {
        long task = tasks.published(community.id(), "清扫楼道", 3, Duration.ofHours(30), Duration.ofHours(2));
        claim(member, task);
        claim(people.member(community.id()), task);

        assertThat(change(people.staff(StaffRole.GRID_WORKER, community.id()), task, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(change(people.staff(StaffRole.PARTY_WORKER, sibling.id()), task, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(change(worker, task, Map.of("places", "1")).status()).isEqualTo(422);
        assertThat(change(worker, task, Map.of("reason", "")).status()).isEqualTo(422);
        assertThat(tasks.task(task).version()).isEqualTo(1);
    }

    @Test
    void publishesASeriesAndFromATemplate() {
        var starts = LocalDateTime.ofInstant(clock.instant(), Time.CHINA).plusDays(1);
        var series = form(Map.of(
                "startsAt", MINUTE.format(starts),
                "endsAt", MINUTE.format(starts.plusHours(1)),
                "repeatDays", "MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY",
                "repeatUntil", starts.plusDays(6).toLocalDate().toString()));
        assertThat(worker.form("/console/task", series).status()).isEqualTo(302);
        assertThat(people.stranger()
                        .get("/api/v1/tasks?communityId=" + community.id())
                        .json()
                        .path("items"))
                .hasSize(7);

        worker.form("/console/task", form(Map.of("act", "template", "title", "周末清扫")));
        long template = database.sql("SELECT id FROM task_template WHERE community_id = ?")
                .param(community.id())
                .query(Long.class)
                .single();
        assertThat(worker.get("/console/task/new?template=" + template).body()).contains("周末清扫");
        // Kept while a task could have a rate of its own, which no longer counts.
        database.sql("""
                        UPDATE task_template SET content = JSON_SET(content, '$.pointsRule', 'FIXED', '$.points', 9)
                        WHERE id = ?""").param(template).update();
        assertThat(worker.get("/console/task/new?template=" + template).body()).contains("周末清扫");
        var neighbour = people.staff(StaffRole.PARTY_WORKER, sibling.id());
        assertThat(neighbour.get("/console/task/new?template=" + template).status())
                .isEqualTo(404);
        assertThat(neighbour.get("/console/task/new").body()).doesNotContain("周末清扫");
        assertThat(worker.form("/console/task/templates/" + template + "/deletion", Map.of("requestKey", key()))
                        .status())
                .isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "minimum,9",
        "claimFrom,2099-01-01T00:00",
        "claimUntil,2099-01-01T00:00",
        "longitude,500",
        "audience,12345",
        "cellId,x",
        "repeatUntil,2020-01-01"
    })
    void refusesTermsThatMakeNoSense(String field, String value) {
        var answer = worker.form("/console/task", form(Map.of(field, value)));

        assertThat(answer.status()).isBetween(400, 422);
        assertThat(people.stranger()
                        .get("/api/v1/tasks?communityId=" + community.id())
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void callsUpTheMembersOfThePlaceInAnEmergency() {
        var stranger = people.member(sibling.id());
        published(TaskKind.EMERGENCY, TaskDraft.Terms.PLAIN);

        assertThat(notices(member, "应急召集")).contains("应急召集");
        assertThat(stranger.get("/api/v1/notices").body()).doesNotContain("应急召集");
    }

    /** Its grid and its circle are looked for in the community that the form names, which may be no other. */
    @Test
    void staysInItsCommunityHoweverItIsRewritten() {
        var street =
                people.staff(StaffRole.PARTY_WORKER, people.above(community).id());
        var neighbour = people.member(sibling.id());
        var path = path(worker.form("/console/task", form(Map.of("act", "draft"))));
        var elsewhere = Map.of("communityId", "" + sibling.id(), "cellId", "" + sibling.id(), "kind", "EMERGENCY");

        for (var staff : List.of(worker, street)) {
            var refused = staff.form(path, form(elsewhere));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains("任务不能换社区", "清扫 3 号楼");
            assertThat(community(refused)).isEqualTo("" + community.id());
        }
        assertThat(worker.get(path).body()).contains("草稿");
        assertThat(community(street.get(path + "/edit"))).isEqualTo("" + community.id());

        long task = published(TaskKind.EMERGENCY, TaskDraft.Terms.PLAIN);
        var changed = change(street, task, elsewhere);
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.body()).contains("任务不能换社区");
        assertThat(change(street, task, Map.of("communityId", "" + sibling.id()))
                        .body())
                .contains("任务不能换社区");
        assertThat(tasks.task(task).cellId()).isNull();
        assertThat(tasks.task(task).version()).isEqualTo(1);
        assertThat(notices(member, "应急召集")).contains("应急召集");
        assertThat(neighbour.get("/api/v1/notices").body()).doesNotContain("应急召集");
    }

    /** What the form will send for the community, where that is not to be chosen. */
    private static String community(Answer page) {
        var form = Jsoup.parse(page.body());
        assertThat(form.select("select[name=communityId]")).isEmpty();
        return form.select("input[type=hidden][name=communityId]").val();
    }

    private static String notices(Caller caller, String words) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> caller.get("/api/v1/notices").body(), told -> told.contains(words));
    }

    @Test
    void findsWhatIsNearAndWhatIsWanted() {
        long near = published(at("116.400000", "39.900000"));
        long far = published(at("116.430000", "39.900000"));
        long nowhere = published(TaskKind.PATROL, TaskDraft.Terms.PLAIN);
        var path = "/api/v1/tasks/near?communityId=" + community.id() + "&lng=116.401&lat=39.9";

        assertThat(ids(member.get(path + "&km=1"))).containsExactly(near);
        assertThat(ids(member.get(path + "&km=10"))).containsExactly(near, far);
        assertThat(member.get(path).json().get(0).path("metres").asInt()).isBetween(80, 90);
        assertThat(member.get(path + "&km=51").status()).isEqualTo(400);
        assertThat(member.get(path.replace("39.9", "91")).status()).isEqualTo(400);
        assertThat(ids(member.get("/api/v1/tasks?kind=PATROL&communityId=" + community.id())))
                .containsExactly(nowhere);
        assertThat(member.get("/api/v1/tasks?kind=NONE&communityId=" + community.id())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void filtersByDayAndByFreePlaces() {
        long soon = tasks.published(community.id(), "近", 1, Duration.ofHours(24), Duration.ofHours(1));
        long later = tasks.published(community.id(), "远", 1, Duration.ofDays(20), Duration.ofHours(1));
        claim(member, later);
        var day = LocalDateTime.ofInstant(clock.instant(), Time.CHINA).toLocalDate();
        var path = "/api/v1/tasks?communityId=" + community.id();

        assertThat(ids(member.get(path + "&to=" + day.plusDays(5)))).containsExactly(soon);
        assertThat(ids(member.get(path + "&from=" + day.plusDays(5)))).containsExactly(later);
        assertThat(ids(member.get(path + "&free=true"))).containsExactly(soon);
    }

    @Test
    void showsTheWeekAndTheCalendar() {
        long task = tasks.published(community.id(), "清扫，楼道;一起", 3, Duration.ofHours(30), Duration.ofHours(2));
        claim(member, task);
        var day =
                LocalDateTime.ofInstant(tasks.task(task).startsAt(), Time.CHINA).toLocalDate();

        var week = member.get("/api/v1/claims/week?day=" + day).json();
        assertThat(week).hasSize(7);
        assertThat(week.get(day.getDayOfWeek().getValue() - 1).path("claims")).hasSize(1);
        var calendar = member.get("/api/v1/claims/calendar");
        assertThat(calendar.header("Content-Type")).contains("text/calendar");
        assertThat(calendar.body()).contains("BEGIN:VEVENT", "SUMMARY:清扫，楼道\\;一起", "END:VCALENDAR");
        assertThat(calendar.body().lines())
                .allMatch(line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 75);
        assertThat(people.stranger().get("/api/v1/claims/calendar").status()).isEqualTo(401);
    }

    private static List<Long> ids(Answer answer) {
        var json = answer.json();
        var items = json.isArray() ? json : json.path("items");
        return items.valueStream()
                .map(one -> Long.valueOf(one.path("id").asString()))
                .toList();
    }

    private static TaskDraft.Terms at(String lng, String lat) {
        return new TaskDraft.Terms(
                Audience.COMMUNITY,
                null,
                null,
                new BigDecimal(lng),
                new BigDecimal(lat),
                Set.of(),
                "",
                0,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static TaskDraft.Terms terms(Audience audience, @Nullable Long top, Set<Skill> skills) {
        return new TaskDraft.Terms(audience, top, null, null, null, skills, "", 0, null, null, null, null, null, null);
    }

    private long published(TaskDraft.Terms terms) {
        return published(TaskKind.ENVIRONMENT, terms);
    }

    private long published(TaskKind kind, TaskDraft.Terms terms) {
        return tasks.published(community.id(), kind, 5, Duration.ofHours(24), terms);
    }

    private static String obstacle(Caller caller, GridCell place, long task) {
        var items = caller.get("/api/v1/tasks?communityId=" + place.id()).json().path("items");
        return items.valueStream()
                .filter(one -> one.path("id").asString().equals("" + task))
                .map(one -> one.path("obstacle").asString(""))
                .findFirst()
                .orElse("不在列表");
    }

    private static Answer claim(Caller caller, long task) {
        return caller.post("/api/v1/tasks/" + task + "/claims", "");
    }

    private static Answer withdraw(Caller caller, long task) {
        return caller.delete("/api/v1/tasks/" + task + "/claims/mine");
    }

    private static Answer confirm(Caller caller, long task, int version) {
        return caller.post("/api/v1/tasks/" + task + "/claims/mine/confirmation", Map.of("version", version));
    }

    private Answer change(Caller staff, long task, Map<String, String> fields) {
        var now = tasks.task(task);
        var form = new HashMap<>(form(Map.of(
                "title", now.title(),
                "description", now.description(),
                "place", now.place(),
                "startsAt", MINUTE.format(LocalDateTime.ofInstant(now.startsAt(), Time.CHINA)),
                "endsAt", MINUTE.format(LocalDateTime.ofInstant(now.endsAt(), Time.CHINA)),
                "places", "" + now.places(),
                "reason", "天气不好")));
        form.putAll(fields);
        return staff.form("/console/task/" + task + "/change", form);
    }

    private static Answer act(Caller staff, String path, String act) {
        return staff.form(path + "/" + act, Map.of("reason", "请写清地点", "requestKey", key()));
    }

    private Map<String, String> form(Map<String, String> fields) {
        var starts = LocalDateTime.ofInstant(clock.instant(), Time.CHINA).plusHours(30);
        var form = new HashMap<String, String>(Map.of(
                "communityId", "" + community.id(),
                "kind", "ENVIRONMENT",
                "title", "清扫 3 号楼",
                "description", "带手套。",
                "place", "社区广场",
                "startsAt", MINUTE.format(starts),
                "endsAt", MINUTE.format(starts.plusHours(2)),
                "places", "5",
                "requestKey", key()));
        form.putAll(fields);
        return form;
    }

    private Map<String, String> settings(boolean review) {
        return Map.of(
                "communityId",
                "" + community.id(),
                "reviewRequired",
                "" + review,
                "offerMinutes",
                "120",
                "evaluationDays",
                "7",
                "requestKey",
                key());
    }

    private static String path(Answer redirect) {
        assertThat(redirect.status()).isEqualTo(302);
        return redirect.header("Location").replaceFirst("^https?://[^/]+", "");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
