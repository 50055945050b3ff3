package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class CheckInTests {

    private final People people;
    private final TestTasks tasks;
    private long community;
    private Caller member;
    private long task;

    @Autowired
    CheckInTests(People people, TestTasks tasks) {
        this.people = people;
        this.tasks = tasks;
    }

    @BeforeEach
    void claimATask() {
        community = people.community().id();
        member = people.member(community);
        task = tasks.published(community, 5);
        member.post("/api/v1/tasks/" + task + "/claims", "");
    }

    @Test
    void checksInWithTheCodeOnTheScreen() {
        var answer = checkIn(member, task, tasks.code(task));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("CHECKED_IN");
        assertThat(answer.json().path("checkedInAt").isNull()).isFalse();
    }

    @Test
    void checksAMemberInOnce() {
        checkIn(member, task, tasks.code(task));

        assertThat(checkIn(member, task, tasks.code(task)).code()).isEqualTo("already-checked-in");
    }

    @Test
    void refusesWhoHasNoPlace() {
        var friend = people.member(community);

        assertThat(checkIn(friend, task, tasks.code(task)).code()).isEqualTo("no-active-claim");
        assertThat(checkIn(people.stranger(), task, tasks.code(task)).status()).isEqualTo(401);
        assertThat(checkIn(friend, 1, tasks.code(task)).status()).isEqualTo(404);
    }

    @Test
    void refusesWhoGaveThePlaceBack() {
        member.delete("/api/v1/tasks/" + task + "/claims/mine");

        assertThat(checkIn(member, task, tasks.code(task)).code()).isEqualTo("no-active-claim");
    }

    @Test
    void refusesTheCodeOfAnotherTask() {
        long other = tasks.published(community, 5);

        assertThat(checkIn(member, task, tasks.code(other)).code()).isEqualTo("check-in-code-wrong");
        // The other task's proof under this task's number.
        var forged = tasks.code(other).replace("." + other + ".", "." + task + ".");
        assertThat(checkIn(member, task, forged).code()).isEqualTo("check-in-code-wrong");
        assertThat(tasks.claim(task, member.residentId())).isEqualTo(ClaimStatus.CLAIMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "EZ1.1.1.00000000000000000000000000000000",
                "EZ1.１.1.00000000000000000000000000000000",
                "EZ1.-1.1.00000000000000000000000000000000",
                "EZ1.999999999999999999999999.1.00000000000000000000000000000000",
                "' OR 1=1 --"
            })
    void refusesWhatIsNoCode(String code) {
        assertThat(checkIn(member, task, code).code()).isEqualTo("check-in-code-wrong");
    }

    @Test
    void wantsACodeAtAll() {
        assertThat(checkIn(member, task, "").status()).isEqualTo(400);
        assertThat(checkIn(member, task, "1".repeat(101)).status()).isEqualTo(400);
        assertThat(member.post("/api/v1/tasks/" + task + "/check-in", "{}").status())
                .isEqualTo(400);
    }

    @Test
    void refusesBeforeTheDoorOpensAndAfterTheEnd() {
        tasks.shift(task, Duration.ofHours(1));
        assertThat(checkIn(member, task, tasks.code(task)).code()).isEqualTo("outside-check-in-window");
        tasks.shift(task, Duration.ofHours(-4));
        assertThat(checkIn(member, task, tasks.code(task)).code()).isEqualTo("outside-check-in-window");
    }

    @Test
    void checksInOnceHoweverManyScansArriveAtOnce() {
        var code = tasks.code(task);
        var answers = Race.of(number -> () -> Race.persist(() -> checkIn(member, task, code), Answer::status));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(tasks.moves(task, member.residentId(), ClaimStatus.CHECKED_IN))
                .isEqualTo(1);
    }

    @Test
    void eitherChecksInOrIsReleasedWhenTheTaskIsCancelledMeanwhile() {
        var code = tasks.code(task);
        Race.of(2, number -> () -> {
            if (number == 0) {
                return checkIn(member, task, code).status();
            }
            try {
                tasks.cancel(task);
            } catch (Publishing.UnderWay lost) {
                return 409;
            }
            return 200;
        });

        boolean cancelled = tasks.status(task) == TaskStatus.CANCELLED;
        assertThat(tasks.claim(task, member.residentId()))
                .isEqualTo(cancelled ? ClaimStatus.CANCELLED : ClaimStatus.CHECKED_IN);
    }

    private static Answer checkIn(Caller caller, long task, String code) {
        return caller.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", code));
    }
}
