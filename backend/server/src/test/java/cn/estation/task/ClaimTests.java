package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class ClaimTests {

    private final People people;
    private final TestTasks tasks;
    private long community;
    private Caller member;

    @Autowired
    ClaimTests(People people, TestTasks tasks) {
        this.people = people;
        this.tasks = tasks;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        member = people.member(community);
    }

    @Test
    void takesAPlace() {
        long task = tasks.published(community, 3);

        var answer = claim(member, task);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("status").asString()).isEqualTo("CLAIMED");
        assertThat(tasks.claimed(task)).isEqualTo(1);
    }

    @Test
    void refusesTheSecondClaimOfOneMember() {
        long task = tasks.published(community, 3);
        claim(member, task);

        assertThat(claim(member, task).code()).isEqualTo("already-claimed");
        assertThat(tasks.claimed(task)).isEqualTo(1);
    }

    @Test
    void refusesWhoIsNotAMemberHere() {
        long task = tasks.published(community, 3);
        var neighbour = people.member(people.community().id());

        assertThat(claim(people.resident(), task).code()).isEqualTo("not-a-member");
        assertThat(claim(neighbour, task).code()).isEqualTo("not-a-member");
        assertThat(claim(people.stranger(), task).status()).isEqualTo(401);
        assertThat(tasks.claimed(task)).isZero();
    }

    @Test
    void namesTheOtherTaskWhenTimesOverlap() {
        long first = tasks.published(community, "为老送餐", 3, Duration.ofHours(5), Duration.ofHours(2));
        long second = tasks.published(community, "楼道清扫", 3, Duration.ofHours(6), Duration.ofHours(2));
        long after = tasks.published(community, "夜间巡逻", 3, Duration.ofHours(10), Duration.ofHours(2));
        claim(member, first);

        var refused = claim(member, second);

        assertThat(refused.code()).isEqualTo("time-conflict");
        assertThat(refused.json().path("detail").asString()).contains("为老送餐");
        assertThat(claim(member, after).status()).isEqualTo(201);
    }

    @Test
    void refusesWhatIsOverOrCancelledOrADraft() {
        long over = tasks.published(community, "昨天的事", 3, Duration.ofHours(1), Duration.ofHours(2));
        tasks.shift(over, Duration.ofDays(-1));
        long draft =
                tasks.draft(community, "草稿", 3, java.time.Instant.parse("2027-01-01T00:00:00Z"), Duration.ofHours(1));

        assertThat(claim(member, over).code()).isEqualTo("task-not-open");
        assertThat(claim(member, draft).status()).isEqualTo(404);
        assertThat(claim(member, 1).status()).isEqualTo(404);
    }

    @Test
    void givesThePlaceBackBeforeTheTaskBegins() {
        long task = tasks.published(community, 1);
        claim(member, task);

        assertThat(withdraw(member, task).json().path("status").asString()).isEqualTo("WITHDRAWN");
        assertThat(tasks.claimed(task)).isZero();
        assertThat(claim(people.member(community), task).status()).isEqualTo(201);
    }

    @Test
    void keepsThePlaceOnceTheTaskBegan() {
        long task = tasks.published(community, 1);
        claim(member, task);
        tasks.shift(task, Duration.ofMinutes(-20));

        assertThat(withdraw(member, task).code()).isEqualTo("too-late-to-withdraw");
        assertThat(tasks.claimed(task)).isEqualTo(1);
    }

    @Test
    void stopsWhoTakesAndGivesBackAgainAndAgain() {
        long task = tasks.published(community, 1);
        for (int i = 0; i < 2; i++) {
            claim(member, task);
            withdraw(member, task);
        }

        assertThat(claim(member, task).code()).isEqualTo("too-many-claims");
    }

    @Test
    void givesTheLastPlaceToExactlyOneOfMany() {
        long task = tasks.published(community, 1);

        var answers = Race.of(number -> {
            var contender = people.member(community);
            return () -> persist(() -> claim(contender, task));
        });

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(Race.CONTENDERS - 1)
                .allMatch(answer -> answer.code().equals("task-full"));
        assertThat(tasks.claimed(task)).isEqualTo(1);
        assertThat(tasks.holders(task)).hasSize(1);
    }

    @Test
    void fillsEveryPlaceUnderARush() {
        long task = tasks.published(community, 20);

        var answers = Race.of(number -> {
            var contender = people.member(community);
            return () -> persist(() -> claim(contender, task));
        });

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(20);
        assertThat(tasks.claimed(task)).isEqualTo(20);
        assertThat(tasks.holders(task)).hasSize(20);
    }

    @Test
    void countsADoubleTapWithOneKeyOnce() {
        long task = tasks.published(community, 100);
        var key = UUID.randomUUID().toString();

        var answers = Race.of(number -> () -> persist(() -> member.post("/api/v1/tasks/" + task + "/claims", "", key)));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(tasks.claimed(task)).isEqualTo(1);
    }

    @Test
    void givesOneMemberOnePlaceHoweverManyPhonesAsk() {
        long task = tasks.published(community, 100);

        var answers = Race.of(number -> () -> persist(() -> claim(member, task)));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(tasks.claimed(task)).isEqualTo(1);
    }

    @Test
    void givesOneMemberOneOfTwoTasksAtTheSameTime() {
        long one = tasks.published(community, 100);
        long other = tasks.published(community, 100);

        Race.of(number -> () -> persist(() -> claim(member, number % 2 == 0 ? one : other)));

        assertThat(tasks.claimed(one) + tasks.claimed(other)).isEqualTo(1);
    }

    @Test
    void leavesNoClaimBehindWhenATaskIsCancelledInTheRush() {
        long task = tasks.published(community, 100);
        var contenders = IntStream.range(0, Race.CONTENDERS - 1)
                .mapToObj(number -> people.member(community))
                .toList();

        Race.of(number -> () -> {
            if (number == Race.CONTENDERS - 1) {
                tasks.cancel(task);
                return 0;
            }
            return persist(() -> claim(contenders.get(number), task)).status();
        });

        assertThat(tasks.status(task)).isEqualTo(TaskStatus.CANCELLED);
        assertThat(tasks.claimed(task)).isZero();
        assertThat(tasks.holders(task)).isEmpty();
    }

    @Test
    void tellsInOnePhraseWhyNot() {
        long free = tasks.published(community, "有空位", 5, Duration.ofHours(30), Duration.ofHours(1));
        long mine = tasks.published(community, "我的", 5, Duration.ofHours(5), Duration.ofHours(2));
        long clash = tasks.published(community, "撞车", 5, Duration.ofHours(6), Duration.ofHours(2));
        long full = tasks.published(community, "满员", 1, Duration.ofHours(40), Duration.ofHours(1));
        long over = tasks.published(community, "过去", 5, Duration.ofHours(1), Duration.ofHours(1));
        tasks.shift(over, Duration.ofDays(-3));
        claim(member, mine);
        claim(people.member(community), full);

        assertThat(obstacles(member))
                .containsEntry(full, "已满")
                .containsEntry(clash, "时间冲突")
                .containsEntry(mine, "已认领")
                .containsEntry(over, "已结束")
                .containsEntry(free, "");
        assertThat(obstacles(people.resident())).containsEntry(free, "未报到").containsEntry(over, "已结束");
        assertThat(obstacles(people.stranger())).containsEntry(free, "").containsEntry(full, "已满");
    }

    @Test
    void showsTheListInPagesToAnybody() {
        for (int i = 0; i < 5; i++) {
            tasks.published(community, 5);
        }
        var stranger = people.stranger();

        var first =
                stranger.get("/api/v1/tasks?size=3&communityId=" + community).json();
        var second = stranger.get("/api/v1/tasks?size=3&communityId=" + community + "&after="
                        + first.path("next").asString())
                .json();

        assertThat(first.path("items")).hasSize(3);
        assertThat(second.path("items")).hasSize(2);
        assertThat(second.path("next").isNull() || second.path("next").isMissingNode())
                .isTrue();
        assertThat(stranger.get("/api/v1/tasks?communityId=1").status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/tasks").status()).isEqualTo(400);
    }

    @Test
    void showsEachMemberTheirOwnClaimsOnly() {
        long task = tasks.published(community, 5);
        claim(member, task);

        var mine = member.get("/api/v1/claims").json().path("items");
        assertThat(mine).hasSize(1);
        assertThat(mine.get(0).path("title").asString()).isEqualTo("清扫楼道");
        assertThat(people.member(community).get("/api/v1/claims").json().path("items"))
                .isEmpty();
        assertThat(people.stranger().get("/api/v1/claims").status()).isEqualTo(401);
    }

    private Map<Long, String> obstacles(Caller caller) {
        var found = new java.util.HashMap<Long, String>();
        caller.get("/api/v1/tasks?communityId=" + community)
                .json()
                .path("items")
                .forEach(task -> found.put(
                        Long.valueOf(task.path("id").asString()),
                        task.path("obstacle").isNull()
                                ? ""
                                : task.path("obstacle").asString("")));
        return found;
    }

    private static Answer claim(Caller caller, long task) {
        return caller.post("/api/v1/tasks/" + task + "/claims", "");
    }

    private static Answer withdraw(Caller caller, long task) {
        return caller.delete("/api/v1/tasks/" + task + "/claims/mine");
    }

    /** What a phone does when the server is busy: tries again. */
    private static Answer persist(java.util.function.Supplier<Answer> attempt) {
        return Race.persist(attempt, Answer::status);
    }
}
