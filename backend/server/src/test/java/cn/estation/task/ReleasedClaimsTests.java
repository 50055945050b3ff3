package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose registration ends, rests or moves keeps no place from others, and nobody is to blame. */
@EstationTest
class ReleasedClaimsTests {

    private final People people;
    private final TestTasks tasks;
    private GridCell community;
    private GridCell sibling;
    private Caller member;
    private Caller next;
    private Caller party;

    @Autowired
    ReleasedClaimsTests(People people, TestTasks tasks) {
        this.people = people;
        this.tasks = tasks;
    }

    @BeforeEach
    void register() {
        var cells = people.communities(2);
        community = cells.getFirst();
        sibling = cells.getLast();
        member = people.member(community.id());
        next = people.member(community.id());
        party = people.staff(StaffRole.PARTY_WORKER, community.id());
    }

    @Test
    void aPlaceOfWhoIsSuspendedGoesToWhoWaits() {
        long task = tomorrow();
        claim(member, task);
        next.post("/api/v1/tasks/" + task + "/waits", "");

        decide("suspension");

        becomes(task, member, ClaimStatus.WITHDRAWN);
        assertThat(tasks.whole(task, member.residentId()).blameless()).isTrue();
        assertThat(tasks.claim(task, next.residentId())).isEqualTo(ClaimStatus.OFFERED);
        assertThat(tasks.takenAndNotLive(task)).isZero();
        await().atMost(Duration.ofSeconds(20)).until(() -> told().contains("不再需要您到场"));
        assertThat(told()).contains("“清扫楼道”不再需要您到场", "不计记录");
    }

    @Test
    void whoWaitsInTheOldCommunityWaitsNoMoreWhenTheyHaveEnded() {
        long task = tomorrow();
        claim(next, task);
        member.post("/api/v1/tasks/" + task + "/waits", "");

        decide("end");

        becomes(task, member, ClaimStatus.WITHDRAWN);
        assertThat(tasks.task(task).waiting()).isZero();
        assertThat(tasks.waitingAndNotQueued(task)).isZero();
    }

    @Test
    void whoMovesKeepsOnlyWhatIsForEverybody() {
        long here = tomorrow();
        var everybody = new TaskDraft.Terms(
                Audience.EVERYONE,
                people.above(community).id(),
                null,
                null,
                null,
                Set.of(),
                "",
                0,
                null,
                null,
                null,
                null,
                null,
                null);
        long anywhere = tasks.published(community.id(), TaskKind.OTHER, 5, Duration.ofHours(60), everybody);
        claim(member, here);
        claim(member, anywhere);
        member.post("/api/v1/registrations/" + registration() + "/move", Map.of("communityId", "" + sibling.id()));
        assertThat(tasks.claim(here, member.residentId()))
                .as("a member here until taken in there")
                .isEqualTo(ClaimStatus.CLAIMED);

        var taken = people.staff(StaffRole.PARTY_WORKER, sibling.id())
                .form("/console/members/arriving/" + registration() + "/acceptance", Map.of("requestKey", key()));

        assertThat(taken.status()).isEqualTo(302);
        becomes(here, member, ClaimStatus.WITHDRAWN);
        assertThat(tasks.claim(anywhere, member.residentId())).isEqualTo(ClaimStatus.CLAIMED);
    }

    @Test
    void whoTakesTheConsentBackKeepsNoPlace() {
        long task = tomorrow();
        claim(member, task);

        assertThat(member.delete("/api/v1/me/consents/MEMBERSHIP").status()).isLessThan(300);

        becomes(task, member, ClaimStatus.WITHDRAWN);
    }

    @Test
    void whoHasCheckedInFinishesAndWhoHasNotIsExcused() {
        long task = tasks.published(community.id(), 5);
        claim(member, task);
        long other = tasks.published(community.id(), "同时", 5, Duration.ofHours(10), Duration.ofHours(2));
        claim(member, other);
        assertThat(arrive(member, task).status()).isEqualTo(200);
        tasks.shift(task, Duration.ofMinutes(-20));
        tasks.shift(other, Duration.ofHours(-11));

        decide("suspension");

        becomes(other, member, ClaimStatus.EXCUSED);
        assertThat(tasks.claim(task, member.residentId())).isEqualTo(ClaimStatus.CHECKED_IN);
        assertThat(member.post("/api/v1/tasks/" + task + "/check-out", Map.of("code", tasks.leavingCode(task)))
                        .status())
                .isEqualTo(200);
        assertThat(tasks.takenAndNotLive(other)).isZero();
    }

    @Test
    void nobodyChecksInWhoIsNoMemberAnyMore() {
        long task = tasks.published(community.id(), 5);
        claim(next, task);
        var code = next.get("/api/v1/tasks/" + task + "/claims/mine/code")
                .json()
                .path("code")
                .asString();
        tasks.moveMember(next.residentId(), sibling.id());

        assertThat(arrive(next, task).code()).isEqualTo("not-a-member");
        assertThat(party.form("/console/task/" + task + "/scan", Map.of("code", code, "requestKey", key()))
                        .status())
                .isEqualTo(409);
        assertThat(tasks.claim(task, next.residentId())).isEqualTo(ClaimStatus.CLAIMED);
    }

    private String told() {
        return member.get("/api/v1/notices").body();
    }

    private long tomorrow() {
        return tasks.published(community.id(), "清扫楼道", 1, Duration.ofHours(30), Duration.ofHours(2));
    }

    private static void claim(Caller caller, long task) {
        assertThat(caller.post("/api/v1/tasks/" + task + "/claims", "").status())
                .isEqualTo(201);
    }

    private Answer arrive(Caller caller, long task) {
        return caller.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task)));
    }

    private void decide(String how) {
        var answer = party.form(
                "/console/members/" + registration() + "/" + how, Map.of("reason", "工作调整", "requestKey", key()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    private String registration() {
        return member.get("/api/v1/registrations").json().path(0).path("id").asString();
    }

    private void becomes(long task, Caller caller, ClaimStatus wanted) {
        await().atMost(Duration.ofSeconds(20)).until(() -> tasks.claim(task, caller.residentId()) == wanted);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
