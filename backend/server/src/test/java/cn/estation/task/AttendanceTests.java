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
import cn.estation.media.TestMedia;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Coming, going, and what shows it: the grade follows from codes and scans, and from nothing else. */
@EstationTest
class AttendanceTests {

    private final People people;
    private final TestTasks tasks;
    private final StaffResidents staffResidents;
    private final TestMedia media;
    private GridCell community;
    private Caller member;
    private Caller worker;
    private long task;

    @Autowired
    AttendanceTests(People people, TestTasks tasks, StaffResidents staffResidents, TestMedia media) {
        this.people = people;
        this.tasks = tasks;
        this.staffResidents = staffResidents;
        this.media = media;
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
    void isWorthAWhenBothEndsAreShown() {
        checkIn(member, tasks.code(task));
        tasks.shift(task, Duration.ofMinutes(-60));
        var out = checkOut(member, tasks.leavingCode(task));

        assertThat(out.json().path("status").asString()).isEqualTo("CHECKED_OUT");
        pass();
        assertThat(claimed().grade()).isEqualTo("A");
    }

    @Test
    void isWorthBWhenOneEndIsShownAndEndsAsPlanned() {
        checkIn(member, tasks.code(task));
        tasks.shift(task, Duration.ofHours(-5));
        tasks.close();

        assertThat(claimed().status()).isEqualTo(ClaimStatus.AUTO_OUT);
        assertThat(claimed().checkedOutAt()).isEqualTo(tasks.task(task).endsAt());
        pass();
        assertThat(claimed().grade()).isEqualTo("B");
    }

    /** Whoever stays to the end leaves after it; the timer has run by then. */
    @ParameterizedTest
    @CsvSource({"-1,200,A", "10,200,A", "31,409,B"})
    void aScanOnTheWayOutCountsUntilHalfAnHourAfterTheEnd(int minutesAfter, int answered, String grade) {
        checkIn(member, tasks.code(task));
        endedBefore(minutesAfter);
        tasks.close();

        assertThat(worker.get("/console/task/" + task).body().contains("/code")).isEqualTo(answered == 200);
        assertThat(checkOut(member, tasks.leavingCode(task)).status()).isEqualTo(answered);

        assertThat(claimed().checkedOutAt()).isNotNull();
        assertThat(claimed().checkedOutAt()).isBeforeOrEqualTo(tasks.task(task).endsAt());
        pass();
        assertThat(claimed().grade()).isEqualTo(grade);
    }

    @Test
    void staffScanOutWhoStayedAndTheScreenShowsTheCodeForLeavingOnly() {
        checkIn(member, tasks.code(task));
        endedBefore(20);
        tasks.close();
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.DONE);
        assertThat(worker.get("/console/task/" + task + "/code").body())
                .contains("EZ2." + task)
                .doesNotContain("EZ1.", "换成签到码");

        assertThat(scan(worker, memberCode(member)).status()).isEqualTo(302);

        assertThat(claimed().shown()).isEqualTo("A");
        assertThat(claimed().checkedOutAt()).isEqualTo(tasks.task(task).endsAt());
        assertThat(tasks.moves(task, member.residentId(), ClaimStatus.AUTO_OUT)).isZero();
    }

    @Test
    void showsNoCodeToScanBeforeItIsTimeNorWhenItIsOver() {
        long later = tasks.published(community.id(), "下周的事", 5, Duration.ofDays(7), Duration.ofHours(1));
        assertThat(worker.get("/console/task/" + later + "/code").body())
                .contains("现在不是签到签退的时间")
                .doesNotContain("EZ1.", "EZ2.");
        endedBefore(31);
        assertThat(worker.get("/console/task/" + task + "/code").body()).doesNotContain("EZ1.", "EZ2.");
    }

    @Test
    void isWorthCWhenStaffKnowOfItAndDWhenOnlyTheMemberSaysSo() {
        var other = people.member(community.id());
        other.post("/api/v1/tasks/" + task + "/claims", "");
        tasks.shift(task, Duration.ofMinutes(-60));
        state(member, "扫了三层楼道。", 60);
        state(other, "我也扫了。", 30);

        pass(member, Map.of("there", "true"));
        pass(other, Map.of());

        assertThat(claimed().grade()).isEqualTo("C");
        assertThat(tasks.whole(task, other.residentId()).grade()).isEqualTo("D");
    }

    @Test
    void isNotWorthMoreForAPositionOrADevice() {
        var terms = new TaskDraft.Terms(
                Audience.COMMUNITY,
                null,
                null,
                new BigDecimal("116.400000"),
                new BigDecimal("39.900000"),
                Set.of(),
                "",
                0,
                null,
                null,
                null,
                null,
                null,
                null);
        task = tasks.published(community.id(), TaskKind.PATROL, 5, Duration.ofHours(3), terms);
        member.post("/api/v1/tasks/" + task + "/claims", "");
        tasks.shift(task, Duration.ofHours(-3));
        var body = new HashMap<String, Object>(Map.of("code", tasks.code(task)));
        body.put("longitude", 116.4);
        body.put("latitude", 39.901);
        body.put("device", "phone-1");

        assertThat(member.post("/api/v1/tasks/" + task + "/check-in", body).status())
                .isEqualTo(200);

        assertThat(claimed().distance()).isBetween(100, 120);
        assertThat(claimed().shown()).isEqualTo("B");
    }

    @Test
    void takesNoCodeForComingAsOneForGoing() {
        checkIn(member, tasks.code(task));
        tasks.shift(task, Duration.ofMinutes(-20));

        assertThat(checkOut(member, tasks.code(task)).code()).isEqualTo("check-in-code-wrong");
        assertThat(checkOut(member, tasks.leavingCode(tasks.published(community.id(), 1)))
                        .code())
                .isEqualTo("check-in-code-wrong");
        assertThat(checkIn(people.member(community.id()), tasks.leavingCode(task))
                        .code())
                .isEqualTo("no-active-claim");
    }

    @Test
    void nobodyLeavesWhoDidNotComeOrBeforeItBegan() {
        assertThat(checkOut(member, tasks.leavingCode(task)).code()).isEqualTo("not-checked-in");
        checkIn(member, tasks.code(task));
        assertThat(checkOut(member, tasks.leavingCode(task)).code()).isEqualTo("outside-check-in-window");
        tasks.shift(task, Duration.ofMinutes(-20));
        checkOut(member, tasks.leavingCode(task));
        assertThat(checkOut(member, tasks.leavingCode(task)).code()).isEqualTo("already-checked-out");
    }

    @Test
    void leavesOnceHoweverManyScansArrive() {
        checkIn(member, tasks.code(task));
        tasks.shift(task, Duration.ofMinutes(-20));
        var code = tasks.leavingCode(task);

        var answers = Race.of(number -> () -> Race.persist(() -> checkOut(member, code), Answer::status));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(tasks.moves(task, member.residentId(), ClaimStatus.CHECKED_OUT))
                .isEqualTo(1);
    }

    @Test
    void staffScanTheMembersOwnCodeAtBothEnds() {
        assertThat(scan(worker, memberCode(member)).status()).isEqualTo(302);
        assertThat(claimed().status()).isEqualTo(ClaimStatus.CHECKED_IN);
        tasks.shift(task, Duration.ofMinutes(-20));
        assertThat(scan(worker, memberCode(member)).status()).isEqualTo(302);

        assertThat(claimed().status()).isEqualTo(ClaimStatus.CHECKED_OUT);
        assertThat(claimed().shown()).isEqualTo("A");
    }

    @Test
    void refusesScansOfOtherTasksOtherStaffAndOneself() {
        var code = memberCode(member);
        long other = tasks.published(community.id(), 5);
        var path = "/console/task/" + other + "/scan";
        assertThat(worker.form(path, Map.of("code", code, "requestKey", key())).status())
                .isEqualTo(409);
        assertThat(scan(worker, tasks.code(task)).status()).isEqualTo(409);
        assertThat(scan(worker, code.substring(0, code.length() - 1) + "x").status())
                .isEqualTo(409);
        assertThat(scan(people.staff(StaffRole.SHOPKEEPER, community.id()), code)
                        .status())
                .isEqualTo(403);
        assertThat(scan(people.staff(StaffRole.PARTY_WORKER, people.community().id()), code)
                        .status())
                .isEqualTo(404);
        staffResidents.link(() -> "system:tests", worker.staffId(), member.residentId());
        assertThat(scan(worker, memberCode(member)).status()).isEqualTo(409);
        assertThat(claimed().status()).isEqualTo(ClaimStatus.CLAIMED);
    }

    @Test
    void showsACodeOfTheirOwnOnlyToWhoHasAPlace() {
        assertThat(people.member(community.id())
                        .get("/api/v1/tasks/" + task + "/claims/mine/code")
                        .code())
                .isEqualTo("no-active-claim");
        assertThat(people.stranger()
                        .get("/api/v1/tasks/" + task + "/claims/mine/code")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void statesOnceAndNotBeforeItBeginsNorForTooLong() {
        assertThat(state(member, "提前说", 60).code()).isEqualTo("outside-check-in-window");
        tasks.shift(task, Duration.ofMinutes(-60));
        assertThat(state(member, "太久", 121).status()).isEqualTo(400);
        assertThat(state(member, "做完了", 60).status()).isEqualTo(200);
        assertThat(state(member, "再说一次", 60).code()).isEqualTo("nothing-to-state");
        assertThat(state(people.member(community.id()), "没认领", 60).code()).isEqualTo("nothing-to-state");
    }

    @Test
    void showsAPhotoToStaffThatIsTheMembersOwnAndRaisesNoGrade() {
        member.put("/api/v1/me/community", Map.of("communityId", "" + community.id()));
        var other = people.member(community.id());
        other.put("/api/v1/me/community", Map.of("communityId", "" + community.id()));
        tasks.shift(task, Duration.ofMinutes(-60));
        var path = "/api/v1/tasks/" + task + "/claims/mine/statement";
        var theirs = Map.of("text", "扫完了", "photoId", "" + media.ofWork(other));
        assertThat(member.post(path, theirs).status()).isEqualTo(404);
        assertThat(claimed().status()).isEqualTo(ClaimStatus.CLAIMED);

        assertThat(member.post(path, Map.of("text", "扫完了", "photoId", "" + media.ofWork(member)))
                        .status())
                .isEqualTo(200);

        assertThat(claimed().shown()).isEqualTo("D");
        var photo = "/console/task/claims/" + claimed().id() + "/photo";
        assertThat(worker.get(photo).header("Content-Type")).startsWith("image/");
        assertThat(people.staff(StaffRole.PARTY_WORKER, people.community().id())
                        .get(photo)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void leavesAPhotoToThoseOfTheTasksPlaceAndLinksItOnceItHasPassed() {
        var elsewhere = people.community();
        member.put("/api/v1/me/community", Map.of("communityId", "" + elsewhere.id()));
        long photo = media.ofWorkToJudge(member);
        tasks.shift(task, Duration.ofMinutes(-60));
        var said = Map.of("text", "扫完了", "photoId", "" + photo);
        assertThat(member.post("/api/v1/tasks/" + task + "/claims/mine/statement", said)
                        .status())
                .isEqualTo(200);
        var page = "/console/task/" + task;
        var link = "/console/task/claims/" + claimed().id() + "/photo";
        var director = people.staff(StaffRole.DIRECTOR, community.id());

        assertThat(people.staff(StaffRole.DIRECTOR, elsewhere.id())
                        .get("/console/media/" + photo)
                        .status())
                .isEqualTo(404);
        assertThat(director.get("/console/media").body()).contains("/console/media/" + photo);
        assertThat(worker.get(page).body()).contains("照片检查中").doesNotContain(link);
        judge(director, photo, "REVIEW", "PASSED");
        assertThat(worker.get(page).body()).contains(link).doesNotContain("照片检查中");
        judge(director, photo, "PASSED", "REFUSED");
        assertThat(worker.get(page).body()).contains("照片未通过").doesNotContain(link);
        media.clear(photo);
        assertThat(worker.get(page).body()).contains("扫完了").doesNotContain("照片未通过", link);
    }

    private static void judge(Caller director, long photo, String seen, String verdict) {
        var judged = director.form(
                "/console/media/" + photo + "/verdict",
                Map.of("seen", seen, "verdict", verdict, "reason", "看过了", "requestKey", key()));
        assertThat(judged.status()).as(judged.body()).isEqualTo(302);
    }

    @Test
    void countsTheMinutesFromComingToGoingWithinThePlan() {
        checkIn(member, tasks.code(task));
        tasks.shift(task, Duration.ofMinutes(-45));
        checkOut(member, tasks.leavingCode(task));

        assertThat(claimed().servedMinutes(tasks.task(task), Instant.now())).isBetween(1, 31);
    }

    /** Lets the task have ended so many minutes ago. */
    private void endedBefore(int minutes) {
        tasks.shift(
                task, Duration.between(tasks.task(task).endsAt(), Instant.now()).minusMinutes(minutes));
    }

    private Claim claimed() {
        return tasks.whole(task, member.residentId());
    }

    private void pass() {
        pass(member, Map.of());
    }

    private void pass(Caller who, Map<String, String> more) {
        var form = new HashMap<String, String>(Map.of("minutes", "60", "requestKey", key()));
        form.putAll(more);
        var claim = tasks.claimId(task, who.residentId());
        assertThat(worker.form("/console/task/claims/" + claim + "/verification", form)
                        .status())
                .isEqualTo(302);
    }

    private String memberCode(Caller who) {
        return who.get("/api/v1/tasks/" + task + "/claims/mine/code")
                .json()
                .path("code")
                .asString();
    }

    private Answer scan(Caller staff, String code) {
        return staff.form("/console/task/" + task + "/scan", Map.of("code", code, "requestKey", key()));
    }

    private Answer checkIn(Caller caller, String code) {
        return caller.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", code));
    }

    private Answer checkOut(Caller caller, String code) {
        return caller.post("/api/v1/tasks/" + task + "/check-out", Map.of("code", code));
    }

    private Answer state(Caller caller, String text, int minutes) {
        return caller.post(
                "/api/v1/tasks/" + task + "/claims/mine/statement", Map.of("text", text, "minutes", minutes));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
