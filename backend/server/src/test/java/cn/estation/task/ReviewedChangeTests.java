package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was reviewed stays as it was until a second person has approved the change; claims stay all the while. */
@EstationTest
class ReviewedChangeTests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final People people;
    private final TestTasks tasks;
    private final JdbcClient database;
    private final Clock clock;
    private GridCell community;
    private Caller writer;
    private Caller reviewer;
    private Caller member;
    private long task;

    @Autowired
    ReviewedChangeTests(People people, TestTasks tasks, JdbcClient database, Clock clock) {
        this.people = people;
        this.tasks = tasks;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void publish() {
        community = people.community();
        writer = people.staff(StaffRole.PARTY_WORKER, community.id());
        reviewer = people.staff(StaffRole.DIRECTOR, community.id());
        review(true);
        var location = writer.form("/console/task", form(Map.of())).header("Location");
        task = Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
        var approval = Map.of("seen", "1", "requestKey", Codes.next());
        assertThat(reviewer.form("/console/task/" + task + "/approval", approval)
                        .status())
                .isEqualTo(302);
        member = people.member(community.id());
        assertThat(member.post("/api/v1/tasks/" + task + "/claims", "").status())
                .isEqualTo(201);
    }

    @Test
    void staysAsItWasUntilSomebodyElseApproves() {
        assertThat(writer.get("/console/task/" + task + "/change").body()).contains("审核后才生效");
        assertThat(change(writer, Map.of("place", "北门广场")).status()).isEqualTo(302);

        assertThat(place()).isEqualTo("社区广场");
        assertThat(unconfirmed()).isFalse();
        assertThat(reviewer.get("/console/task/" + task).body()).contains("待审核的修改", "地点由“社区广场”改为“北门广场”", "审核无误，生效");
        assertThat(reviewer.get("/console/task/board").body()).contains("待审核的修改");

        assertThat(decide(reviewer, "approval").status()).isEqualTo(302);

        assertThat(place()).isEqualTo("北门广场");
        assertThat(unconfirmed()).as("the claimers are asked again").isTrue();
        assertThat(tasks.claimed(task)).as("and keep their claims").isEqualTo(1);
        assertThat(reviewer.get("/console/task/" + task).body())
                .contains("第 2 版")
                .doesNotContain("审核无误，生效");
    }

    @Test
    void countsByTheRulesWhateverRateWasProposedBeforeTheyAloneDid() {
        change(writer, Map.of("place", "北门广场"));
        database.sql("""
                        UPDATE task_proposed_change SET content = JSON_SET(content, '$.pointsRule', 'FIXED', '$.points', 9)
                        WHERE id = ?""").param(open()).update();

        assertThat(decide(reviewer, "approval").status()).isEqualTo(302);

        assertThat(place()).isEqualTo("北门广场");
        assertThat(writer.get("/console/task/" + task).body())
                .contains("1 分/小时")
                .doesNotContain("9 分");
    }

    @Test
    void isNotApprovedByWhoeverProposedIt() {
        change(writer, Map.of("place", "北门广场"));
        assertThat(decide(writer, "approval").body()).contains("请另一位同事审核");
        assertThat(decide(writer, "rejection").body()).contains("请另一位同事审核");
        assertThat(place()).isEqualTo("社区广场");
        assertThat(writer.get("/console/task/" + task).body())
                .contains("等另一位同事审核")
                .doesNotContain("审核无误，生效");
    }

    @Test
    void isGivenBackWithAReasonOrTakenBack() {
        change(writer, Map.of("place", "北门广场"));
        assertThat(decide(reviewer, "withdrawal").body()).contains("由别的同事提出");
        assertThat(decide(reviewer, "rejection").status()).isEqualTo(302);
        assertThat(writer.get("/console/task/" + task).body()).contains("未通过", "场地没有批下来");
        assertThat(decide(reviewer, "approval").body()).contains("已经审核或撤回");

        change(writer, Map.of("place", "南门广场"));
        long id = open();
        assertThat(decide(writer, "withdrawal").status()).isEqualTo(302);
        assertThat(act(reviewer, "/console/task/changes/" + id + "/approval").body())
                .contains("已经审核或撤回");
        assertThat(place()).isEqualTo("社区广场");
        assertThat(database.sql("""
                        SELECT CONCAT(m.number, ' ', m.to_status, ' ', m.moved_by, ' ', m.reason) FROM task_beside_move m
                        JOIN task_proposed_change p ON m.subject = 'CHANGE' AND m.subject_id = p.id
                        WHERE p.task_id = ? ORDER BY p.id, m.number""").param(task).query(String.class).list())
                .containsExactly(
                        "1 PROPOSED staff:" + writer.staffId() + " ",
                        "2 REJECTED staff:" + reviewer.staffId() + " 场地没有批下来",
                        "1 PROPOSED staff:" + writer.staffId() + " ",
                        "2 WITHDRAWN staff:" + writer.staffId() + " ");
    }

    @Test
    void waitsOneAtATime() {
        change(writer, Map.of("place", "北门广场"));
        var second = change(reviewer, Map.of("place", "南门广场"));
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.body()).contains("已有一项修改待审核", "南门广场");
    }

    @Test
    void isRefusedAtOnceForWhatMakesNoSense() {
        assertThat(change(writer, Map.of("places", "0")).status()).isEqualTo(422);
        assertThat(change(writer, Map.of()).body()).contains("内容没有变化");
        assertThat(database.sql("SELECT COUNT(*) FROM task_proposed_change WHERE task_id = ?")
                        .param(task)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void neverTakesTheTaskToAnotherCommunity() {
        var elsewhere = Long.toString(people.community().id());
        var refused = change(writer, Map.of("communityId", elsewhere, "cellId", elsewhere, "place", "北门广场"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("任务不能换社区");

        change(writer, Map.of("place", "北门广场"));
        database.sql("UPDATE task_proposed_change SET content = JSON_SET(content, '$.communityId', ?) WHERE id = ?")
                .params(elsewhere, open())
                .update();
        assertThat(decide(reviewer, "approval").body()).contains("任务不能换社区");
        assertThat(place()).isEqualTo("社区广场");
        assertThat(decide(reviewer, "rejection").status()).isEqualTo(302);
    }

    @Test
    void isNotApprovedOnceMorePlacesAreTakenThanItLeaves() {
        change(writer, Map.of("places", "1", "place", "北门广场"));
        assertThat(anotherClaims().status()).isEqualTo(201);
        assertThat(decide(reviewer, "approval").body()).contains("名额不能少于这个数");
        assertThat(place()).isEqualTo("社区广场");
        assertThat(open()).as("it waits on").isPositive();
    }

    @Test
    void isNotApprovedAfterTheTaskWasChangedPastIt() {
        change(writer, Map.of("place", "北门广场"));
        review(false);
        assertThat(change(reviewer, Map.of("place", "南门广场")).status()).isEqualTo(302);
        assertThat(place()).as("no review is wanted any more").isEqualTo("南门广场");
        assertThat(decide(reviewer, "approval").body()).contains("提出修改之后又改过");
        assertThat(place()).isEqualTo("南门广场");
    }

    @Test
    void isDecidedOnceHoweverManyTry() {
        change(writer, Map.of("place", "北门广场"));
        long id = open();
        var answers = Race.of(16, n -> {
            var one = people.staff(StaffRole.DIRECTOR, community.id());
            return () -> act(one, "/console/task/changes/" + id + (n % 2 == 0 ? "/approval" : "/rejection"));
        });
        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(15);
        assertThat(database.sql("SELECT version FROM task_volunteer_task WHERE id = ?")
                        .param(task)
                        .query(Integer.class)
                        .single())
                .isBetween(1, 2);
    }

    @Test
    void isForThoseWhoPublishHere() {
        change(writer, Map.of("place", "北门广场"));
        long id = open();
        var elsewhere = people.staff(StaffRole.DIRECTOR, people.community().id());
        var gridWorker = people.staff(StaffRole.GRID_WORKER, community.id());
        for (var what : new String[] {"approval", "rejection", "withdrawal"}) {
            var path = "/console/task/changes/" + id + "/" + what;
            assertThat(act(elsewhere, path).status()).isEqualTo(404);
            assertThat(act(gridWorker, path).status()).isEqualTo(403);
        }
        assertThat(gridWorker.get("/console/task/" + task).body()).doesNotContain("审核无误，生效");
    }

    private Answer anotherClaims() {
        return people.member(community.id()).post("/api/v1/tasks/" + task + "/claims", "");
    }

    private void review(boolean wanted) {
        var form = Map.of(
                "communityId", Long.toString(community.id()),
                "reviewRequired", Boolean.toString(wanted),
                "offerMinutes", "120",
                "evaluationDays", "7",
                "requestKey", Codes.next());
        assertThat(reviewer.form("/console/task/settings", form).status()).isEqualTo(302);
    }

    private Answer change(Caller staff, Map<String, String> fields) {
        return staff.form("/console/task/" + task + "/change", form(fields));
    }

    private Answer decide(Caller staff, String what) {
        var id = database.sql("SELECT MAX(id) FROM task_proposed_change WHERE task_id = ?")
                .param(task)
                .query(Long.class)
                .single();
        return act(staff, "/console/task/changes/" + id + "/" + what);
    }

    private static Answer act(Caller staff, String path) {
        return staff.form(path, Map.of("reason", "场地没有批下来", "requestKey", Codes.next()));
    }

    private long open() {
        return database.sql("SELECT MAX(id) FROM task_proposed_change WHERE open_task_id = ?")
                .param(task)
                .query(Long.class)
                .single();
    }

    private String place() {
        return tasks.task(task).place();
    }

    private boolean unconfirmed() {
        return member.get("/api/v1/claims")
                .json()
                .path("items")
                .path(0)
                .path("unconfirmed")
                .asBoolean();
    }

    private Map<String, String> form(Map<String, String> fields) {
        var starts = LocalDateTime.ofInstant(clock.instant(), Time.CHINA)
                .plusDays(1)
                .withHour(9)
                .withMinute(0);
        var form = new HashMap<>(Map.ofEntries(
                Map.entry("communityId", "" + community.id()),
                Map.entry("title", "清扫 3 号楼"),
                Map.entry("description", "带手套。"),
                Map.entry("place", "社区广场"),
                Map.entry("startsAt", MINUTE.format(starts)),
                Map.entry("endsAt", MINUTE.format(starts.plusHours(2))),
                Map.entry("places", "5"),
                Map.entry("reason", "场地占用"),
                Map.entry("requestKey", Codes.next())));
        form.putAll(fields);
        return form;
    }
}
