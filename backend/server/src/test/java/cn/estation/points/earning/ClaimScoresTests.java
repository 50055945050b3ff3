package cn.estation.points.earning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.points.TestPoints;
import cn.estation.points.rule.TestRules;
import cn.estation.task.TestTasks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a claim says it brought is what the ledgers say. */
@EstationTest
class ClaimScoresTests {

    private final People people;
    private final TestTasks tasks;
    private final TestRules rules;
    private final TestPoints points;
    private GridCell community;
    private Caller member;
    private Caller worker;
    private Caller director;

    @Autowired
    ClaimScoresTests(People people, TestTasks tasks, TestRules rules, TestPoints points) {
        this.people = people;
        this.tasks = tasks;
        this.rules = rules;
        this.points = points;
    }

    @BeforeEach
    void staffAndMember() {
        community = people.community();
        worker = people.staff(StaffRole.PARTY_WORKER, community.id());
        director = people.staff(StaffRole.DIRECTOR, community.id());
        member = people.member(community.id());
    }

    @Test
    void showsWhatTheCapLeftAndNotWhatTheWorkWouldBeWorth() {
        rule("rate.*", "4", "cap.ALL..DAY", "2");
        long task = served();
        assertThat(toast(verify(task), task)).contains("已核实，得分按赋分细则随即计入。");

        var claim = counted();
        assertThat(claim.path("points").asLong()).isEqualTo(2);
        assertThat(claim.path("pointsStage").asString()).isEqualTo("POSTED");
        assertThat(points.balance(member.residentId())).isEqualTo(2);
        assertThat(member.get("/api/v1/claims/week").body()).contains("\"points\":2,", "POSTED");
        assertThat(worker.get("/console/task/" + task).body()).contains("，2 分").doesNotContain("8 分");
        assertThat(worker.get("/console/task/people/" + member.residentId()).body())
                .contains(">2 分<")
                .doesNotContain(">8");
    }

    @Test
    void saysThatAScoreIsStillShownAndLaterThatAnObjectionTookItBack() {
        rule("publicityDays", "3");
        long task = served();
        assertThat(toast(verify(task), task)).contains("已核实，得分公示 3 天后入账。");
        var claim = counted();
        assertThat(claim.path("points").asLong()).isEqualTo(2);
        assertThat(claim.path("pointsStage").asString()).isEqualTo("SHOWN");
        assertThat(worker.get("/console/task/" + task).body()).contains("2 分（公示中）");
        assertThat(member.get("/api/v1/notices").body()).doesNotContain("2 分").doesNotContain("积分");

        uphold(people.member(community.id()));
        claim = counted();
        assertThat(claim.path("status").asString()).isEqualTo("SETTLED");
        assertThat(claim.path("points").asLong()).isZero();
        assertThat(claim.path("pointsStage").asString()).isEqualTo("TAKEN_BACK");
        assertThat(worker.get("/console/task/" + task).body()).contains("得分已撤销");
        assertThat(worker.get("/console/task/people/" + member.residentId()).body())
                .contains("得分已撤销");
    }

    @Test
    void tellsStaffWhenTheRulesCountNothing() {
        rule("rate.*", "0");
        long task = served();

        assertThat(toast(verify(task), task)).contains("已核实，按赋分细则不计分。");
        assertThat(counted().path("points").asLong()).isZero();
    }

    @Test
    void tellsTheSameOfSeveralAtOnce() {
        rule("publicityDays", "5");
        long task = served();
        tasks.shift(task, Duration.ofHours(-2));
        var claim = tasks.claimId(task, member.residentId());
        var verified = worker.form(
                "/console/task/" + task + "/verifications",
                Map.of("claims", Long.toString(claim), "requestKey", Codes.next()));

        assertThat(toast(verified, task)).contains("已核实 1 人，得分公示 5 天后入账。");
    }

    @Test
    void saysNothingOfPointsBeforeWorkIsCounted() {
        served();
        var claim = claim();
        assertThat(claim.path("points").isNull()).isTrue();
        assertThat(claim.path("pointsStage").isNull()).isTrue();
    }

    private void rule(String... changes) {
        var form = TestRules.form(community.id());
        for (int i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        rules.begin(rules.approved(worker, director, form), LocalDate.of(2026, 1, 1));
    }

    /** Two hours that somebody came to. */
    private long served() {
        long task = tasks.published(community.id(), 5);
        member.post("/api/v1/tasks/" + task + "/claims", "");
        member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task)));
        tasks.shift(task, Duration.ofMinutes(-20));
        return task;
    }

    private Answer verify(long task) {
        var verified = worker.form(
                "/console/task/claims/" + tasks.claimId(task, member.residentId()) + "/verification",
                Map.of("minutes", "120", "requestKey", Codes.next()));
        assertThat(verified.status()).as(verified.body()).isEqualTo(302);
        return verified;
    }

    /** What the page that comes next says. */
    private String toast(Answer answer, long task) {
        assertThat(answer.header("Location")).endsWith("/console/task/" + task);
        var kept = Objects.requireNonNull(worker.cookies().get("__Host-toast"));
        return new String(Base64.getUrlDecoder().decode(kept), StandardCharsets.UTF_8);
    }

    private void uphold(Caller neighbour) {
        var score = neighbour
                .get("/api/v1/points/publicity")
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString();
        var objection = neighbour.post("/api/v1/points/publicity/" + score + "/objections", Map.of("text", "当天没有见到"));
        var answered = worker.form(
                "/console/points/objections/" + objection.json().path("id").asString() + "/answer",
                Map.of("upheld", "true", "answer", "查实没有到场", "requestKey", Codes.next()));
        assertThat(answered.status()).as(answered.body()).isEqualTo(302);
    }

    private JsonNode claim() {
        return member.get("/api/v1/claims").json().path("items").get(0);
    }

    /** The claim once its work is counted, a moment after it is verified. */
    private JsonNode counted() {
        return await().atMost(Duration.ofSeconds(20))
                .until(this::claim, claim -> !claim.path("points").isNull());
    }
}
