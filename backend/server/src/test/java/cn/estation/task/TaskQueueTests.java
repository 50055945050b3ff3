package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Places that come free go to who waited longest, once, for a while. */
@EstationTest
class TaskQueueTests {

    private final People people;
    private final TestTasks tasks;
    private long community;
    private Caller holder;
    private Caller first;
    private Caller second;
    private long task;

    @Autowired
    TaskQueueTests(People people, TestTasks tasks) {
        this.people = people;
        this.tasks = tasks;
    }

    @BeforeEach
    void fill() {
        community = people.community().id();
        holder = people.member(community);
        first = people.member(community);
        second = people.member(community);
        task = tasks.published(community, "清扫楼道", 1, Duration.ofHours(30), Duration.ofHours(2));
        assertThat(claim(holder).status()).isEqualTo(201);
    }

    @Test
    void offersAFreedPlaceToWhoWaitedLongest() {
        wait(first);
        wait(second);

        withdraw(holder);

        assertThat(status(first)).isEqualTo(ClaimStatus.OFFERED);
        assertThat(status(second)).isEqualTo(ClaimStatus.WAITLISTED);
        assertThat(claim(people.member(community)).code()).isEqualTo("task-full");
        assertThat(claim(first).json().path("status").asString()).isEqualTo("CLAIMED");
        sound();
    }

    @Test
    void nobodyWaitsForWhatIsFree() {
        long free = tasks.published(community, "有空位", 2, Duration.ofHours(50), Duration.ofHours(1));

        assertThat(first.post("/api/v1/tasks/" + free + "/waits", "").code()).isEqualTo("place-free");
    }

    @Test
    void waitsOnceAndOnlyAsAMemberHere() {
        wait(first);

        assertThat(wait(first).code()).isEqualTo("already-claimed");
        assertThat(wait(holder).code()).isEqualTo("already-claimed");
        assertThat(wait(people.resident()).code()).isEqualTo("not-a-member");
        assertThat(wait(people.stranger()).status()).isEqualTo(401);
        sound();
    }

    @Test
    void passesAnOfferOnThatNobodyTakes() {
        wait(first);
        wait(second);
        withdraw(holder);
        tasks.expire(task, "offer_expires_at");

        assertThat(claim(first).code()).isEqualTo("offer-over");
        tasks.close();

        assertThat(status(first)).isEqualTo(ClaimStatus.LAPSED);
        assertThat(status(second)).isEqualTo(ClaimStatus.OFFERED);
        tasks.close();
        assertThat(status(second)).isEqualTo(ClaimStatus.OFFERED);
        sound();
    }

    @Test
    void passesAnOfferOnThatIsDeclinedWithoutBlame() {
        wait(first);
        wait(second);
        withdraw(holder);

        assertThat(withdraw(first).json().path("status").asString()).isEqualTo("WITHDRAWN");

        assertThat(tasks.whole(task, first.residentId()).blameless()).isTrue();
        assertThat(status(second)).isEqualTo(ClaimStatus.OFFERED);
        sound();
    }

    @Test
    void leavesTheQueueBeforeAnythingComesFree() {
        wait(first);
        wait(second);
        withdraw(first);

        withdraw(holder);

        assertThat(status(second)).isEqualTo(ClaimStatus.OFFERED);
        sound();
    }

    @Test
    void takesNoOfferThatClashesWithWhatWasClaimedMeanwhile() {
        wait(first);
        long other = tasks.published(community, "同一时间", 5, Duration.ofHours(30), Duration.ofHours(2));
        first.post("/api/v1/tasks/" + other + "/claims", "");
        withdraw(holder);

        assertThat(claim(first).code()).isEqualTo("time-conflict");
        sound();
    }

    @Test
    void sendsHomeWhoStillWaitsAtTheEnd() {
        wait(first);
        tasks.shift(task, Duration.ofDays(-3));
        tasks.close();

        assertThat(status(first)).isEqualTo(ClaimStatus.LAPSED);
        assertThat(tasks.task(task).waiting()).isZero();
        sound();
    }

    @Test
    void sendsHomeWhoStillWaitsWhenItBeginsSoThatTheyMayClaimWhatIsFreeThen() {
        wait(first);
        wait(second);
        withdraw(holder);
        tasks.shift(task, Duration.ofHours(-31));
        tasks.expire(task, "offer_expires_at");

        tasks.close();

        assertThat(status(first)).as("offered until it began").isEqualTo(ClaimStatus.LAPSED);
        assertThat(status(second)).as("waited until it began").isEqualTo(ClaimStatus.LAPSED);
        assertThat(tasks.task(task).waiting()).isZero();
        sound();
        await().atMost(Duration.ofSeconds(20)).until(() -> told(second).contains("可以直接认领"));
        assertThat(told(second)).contains("“清扫楼道”的候补已结束：任务已开始，没有等到名额；如果还有名额，可以直接认领");
        assertThat(claim(second).status()).isEqualTo(201);
        sound();
    }

    @Test
    void keepsAnOfferForAsLongAsWasSaidThoughItHasBegun() {
        wait(first);
        withdraw(holder);
        tasks.shift(task, Duration.ofHours(-31));

        tasks.close();

        assertThat(tasks.status(task)).isEqualTo(TaskStatus.RUNNING);
        assertThat(claim(first).json().path("status").asString()).isEqualTo("CLAIMED");
        sound();
    }

    @Test
    void releasesEverybodyWhenItIsCancelled() {
        wait(first);
        wait(second);
        withdraw(holder);
        tasks.cancel(task);

        assertThat(status(first)).isEqualTo(ClaimStatus.CANCELLED);
        assertThat(status(second)).isEqualTo(ClaimStatus.CANCELLED);
        sound();
    }

    @Test
    void passesOnThePlaceOfWhoHasLeft() {
        wait(first);

        assertThat(holder.delete("/api/v1/me").status()).isLessThan(300);

        await().atMost(Duration.ofSeconds(20)).until(() -> status(first) == ClaimStatus.OFFERED);
        sound();
    }

    @Test
    void handsTheOnePlaceToExactlyOneOfManyWhoWait() {
        var waiting = IntStream.range(0, Race.CONTENDERS - 1)
                .mapToObj(number -> people.member(community))
                .toList();
        waiting.forEach(this::wait);

        var answers =
                Race.of(number -> () -> persist(() -> number == 0 ? withdraw(holder) : claim(waiting.get(number - 1))));

        assertThat(answers).noneMatch(answer -> answer.status() >= 500);
        assertThat(waiting.stream()
                        .filter(one -> status(one) == ClaimStatus.OFFERED || status(one) == ClaimStatus.CLAIMED))
                .hasSize(1);
        sound();
    }

    @Test
    void keepsOneQueueHoweverManyJoinWhileThePlaceComesFree() {
        var joining = IntStream.range(0, Race.CONTENDERS - 1)
                .mapToObj(number -> people.member(community))
                .toList();

        var answers =
                Race.of(number -> () -> persist(() -> number == 0 ? withdraw(holder) : wait(joining.get(number - 1))));

        assertThat(answers).noneMatch(answer -> answer.status() >= 500);
        var after = tasks.task(task);
        assertThat(after.waiting() > 0 && after.claimed() < after.places())
                .as("somebody waits while a place is free")
                .isFalse();
        sound();
    }

    /** Every pair and triple of what can happen to one place at one moment. */
    @ParameterizedTest
    @CsvSource({
        "withdraw,claim,-",
        "withdraw,wait,-",
        "withdraw,lapse,-",
        "accept,lapse,-",
        "accept,decline,-",
        "accept,cancel,-",
        "decline,lapse,-",
        "withdraw,claim,wait",
        "accept,lapse,claim",
        "accept,decline,lapse",
        "accept,cancel,lapse",
        "decline,claim,wait",
        "withdraw,cancel,wait",
        "lapse,cancel,wait"
    })
    void neverGivesOnePlaceToTwo(String one, String two, String three) {
        for (int round = 0; round < 3; round++) {
            fill();
            wait(first);
            if (!(one + two + three).contains("withdraw")) {
                withdraw(holder);
                wait(second);
            }
            if ((one + two + three).contains("lapse")) {
                tasks.expire(task, "offer_expires_at");
            }
            var stranger = people.member(community);
            var acts = List.of(one, two, three).stream()
                    .filter(name -> !name.equals("-"))
                    .map(name -> act(name, stranger))
                    .toList();

            Race.of(acts.size(), acts::get);

            assertThat(tasks.holders(task)).hasSizeLessThanOrEqualTo(1);
            var after = tasks.task(task);
            assertThat(after.status().on() && after.waiting() > 0 && after.claimed() < after.places())
                    .isFalse();
            sound();
        }
    }

    private Callable<Integer> act(String name, Caller stranger) {
        return switch (name) {
            case "withdraw" -> () -> persist(() -> withdraw(holder)).status();
            case "claim" -> () -> persist(() -> claim(stranger)).status();
            case "wait" -> () -> persist(() -> wait(stranger)).status();
            case "accept" -> () -> persist(() -> claim(first)).status();
            case "decline" -> () -> persist(() -> withdraw(first)).status();
            case "lapse" ->
                () -> {
                    tasks.close();
                    return 200;
                };
            case "cancel" ->
                () -> {
                    tasks.cancel(task);
                    return 200;
                };
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String told(Caller caller) {
        return caller.get("/api/v1/notices").body();
    }

    private void sound() {
        assertThat(tasks.takenAndNotLive(task)).as("places without claims").isZero();
        assertThat(tasks.waitingAndNotQueued(task)).as("waiting without claims").isZero();
    }

    private ClaimStatus status(Caller caller) {
        return tasks.claim(task, caller.residentId());
    }

    private Answer claim(Caller caller) {
        return caller.post("/api/v1/tasks/" + task + "/claims", "");
    }

    private Answer wait(Caller caller) {
        return caller.post("/api/v1/tasks/" + task + "/waits", "");
    }

    private Answer withdraw(Caller caller) {
        return caller.delete("/api/v1/tasks/" + task + "/claims/mine");
    }

    private static Answer persist(java.util.function.Supplier<Answer> attempt) {
        return Race.persist(attempt, Answer::status);
    }
}
