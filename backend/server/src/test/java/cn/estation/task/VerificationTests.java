package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffResidents;
import cn.estation.identity.StaffRole;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class VerificationTests {

    private final People people;
    private final TestTasks tasks;
    private final TaskClosing closing;
    private final StaffResidents staffResidents;
    private GridCell community;
    private GridCell sibling;
    private Caller member;
    private Caller worker;
    private long task;
    private long claim;

    @Autowired
    VerificationTests(People people, TestTasks tasks, TaskClosing closing, StaffResidents staffResidents) {
        this.people = people;
        this.tasks = tasks;
        this.closing = closing;
        this.staffResidents = staffResidents;
    }

    @BeforeEach
    void checkIn() {
        var communities = people.communities(2);
        community = communities.getFirst();
        sibling = communities.getLast();
        member = people.member(community.id());
        worker = people.staff(StaffRole.PARTY_WORKER, community.id());
        task = tasks.published(community.id(), 5);
        member.post("/api/v1/tasks/" + task + "/claims", "");
        member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task)));
        claim = tasks.claimId(task, member.residentId());
        tasks.shift(task, Duration.ofMinutes(-20));
    }

    @Test
    void refusesMinutesBeforeTheTaskBegins() {
        tasks.shift(task, Duration.ofMinutes(10));

        var answer = verify(worker, 120);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("“清扫楼道”还没有开始，开始以后才能核实时长。");
        assertThat(status()).isEqualTo(ClaimStatus.CHECKED_IN);
    }

    @Test
    void confirmsTheMinutesServed() {
        assertThat(verify(worker, 120).status()).isEqualTo(302);

        assertThat(status()).isEqualTo(ClaimStatus.SETTLED);
        var mine = member.get("/api/v1/claims").json().path("items").get(0);
        assertThat(mine.path("minutes").asInt()).isEqualTo(120);
    }

    @Test
    void confirmsOnce() {
        verify(worker, 120);

        assertThat(verify(worker, 60).status()).isEqualTo(409);
        assertThat(reject(worker, "重复").status()).isEqualTo(409);
        assertThat(member.get("/api/v1/claims")
                        .json()
                        .path("items")
                        .get(0)
                        .path("minutes")
                        .asInt())
                .isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "121", "1.5", "１２０", "2147483648", "x", ""})
    void refusesMinutesThatCannotBe(String minutes) {
        assertThat(worker.form(
                                "/console/task/claims/" + claim + "/verification",
                                Map.of("minutes", minutes, "requestKey", key()))
                        .status())
                .isEqualTo(400);
        assertThat(status()).isEqualTo(ClaimStatus.CHECKED_IN);
    }

    @Test
    void refusesWhoHasNotCheckedIn() {
        var late = people.member(community.id());
        late.post("/api/v1/tasks/" + task + "/claims", "");

        var answer = worker.form(
                "/console/task/claims/" + tasks.claimId(task, late.residentId()) + "/verification",
                Map.of("minutes", "60", "requestKey", key()));

        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void letsOnlyThoseJudgeWhoMayVerifyThere() {
        assertThat(verify(people.staff(StaffRole.SHOPKEEPER, community.id()), 60)
                        .status())
                .isEqualTo(403);
        assertThat(verify(people.staff(StaffRole.PARTY_WORKER, sibling.id()), 60)
                        .status())
                .isEqualTo(404);
        assertThat(verify(people.stranger(), 60).status()).isEqualTo(302);
        assertThat(status()).isEqualTo(ClaimStatus.CHECKED_IN);
        assertThat(verify(
                                people.staff(
                                        StaffRole.GRID_WORKER,
                                        people.above(community).id()),
                                60)
                        .status())
                .isEqualTo(302);
        assertThat(status()).isEqualTo(ClaimStatus.SETTLED);
    }

    @Test
    void letsNobodyJudgeTheirOwnWork() {
        staffResidents.link(() -> "system:tests", worker.staffId(), member.residentId());

        assertThat(verify(worker, 60).status()).isEqualTo(409);
        assertThat(reject(worker, "自己").status()).isEqualTo(409);
        assertThat(status()).isEqualTo(ClaimStatus.CHECKED_IN);
    }

    @Test
    void rejectsWithAReason() {
        assertThat(reject(worker, " ").status()).isEqualTo(400);
        assertThat(reject(worker, "人不在现场").status()).isEqualTo(302);
        assertThat(status()).isEqualTo(ClaimStatus.REJECTED);
        assertThat(verify(worker, 60).status()).isEqualTo(409);
    }

    @Test
    void judgesOnceHoweverManyStaffAreAtIt() {
        var answers = Race.of(number -> {
            var staff = number < 8 ? people.staff(StaffRole.PARTY_WORKER, community.id()) : worker;
            return () ->
                    Race.persist(() -> number % 4 == 3 ? reject(staff, "不在现场") : verify(staff, 60), Answer::status);
        });

        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
        assertThat(tasks.moves(task, member.residentId(), ClaimStatus.SETTLED)
                        + tasks.moves(task, member.residentId(), ClaimStatus.REJECTED))
                .isEqualTo(1);
    }

    @Test
    void closesWhatIsOver() {
        long empty = tasks.published(community.id(), 5);
        var absentee = people.member(community.id());
        absentee.post("/api/v1/tasks/" + task + "/claims", "");
        verify(worker, 60);
        tasks.shift(empty, Duration.ofDays(-1));
        tasks.shift(task, Duration.ofDays(-1));

        closing.closeWhatIsOver();
        assertThat(tasks.status(empty)).isEqualTo(TaskStatus.SETTLED);
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.DONE);
        assertThat(tasks.claim(task, absentee.residentId())).isEqualTo(ClaimStatus.NO_SHOW_PENDING);

        tasks.expire(task, "missed_at");
        closing.closeWhatIsOver();
        assertThat(tasks.claim(task, absentee.residentId())).isEqualTo(ClaimStatus.NO_SHOW);
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.SETTLED);
    }

    @Test
    void closesAllThatEndAtOnceHoweverManyThoseAre() {
        var many = Stream.generate(() -> tasks.published(community.id(), 5))
                .limit(120)
                .toList();
        many.forEach(one -> tasks.shift(one, Duration.ofDays(-1)));

        closing.closeWhatIsOver();
        assertThat(many).extracting(tasks::status).containsOnly(TaskStatus.SETTLED);
    }

    private ClaimStatus status() {
        return tasks.claim(task, member.residentId());
    }

    private Answer verify(Caller staff, int minutes) {
        return staff.form(
                "/console/task/claims/" + claim + "/verification",
                Map.of("minutes", "" + minutes, "requestKey", key()));
    }

    private Answer reject(Caller staff, String reason) {
        return staff.form(
                "/console/task/claims/" + claim + "/rejection", Map.of("reason", reason, "requestKey", key()));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
