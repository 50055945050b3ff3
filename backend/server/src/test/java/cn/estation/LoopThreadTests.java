package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.identity.StaffRole;
import cn.estation.kernel.Time;
import cn.estation.points.rule.TestRules;
import cn.estation.task.TestTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the task that staff publish to the thing a member takes home, through the console and the API alone. */
@EstationTest
class LoopThreadTests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final People people;
    private final TestTasks tasks;
    private final TestRules rules;
    private final JdbcClient database;
    private final Clock clock;

    @Autowired
    LoopThreadTests(People people, TestTasks tasks, TestRules rules, JdbcClient database, Clock clock) {
        this.people = people;
        this.tasks = tasks;
        this.rules = rules;
        this.database = database;
        this.clock = clock;
    }

    @Test
    void turnsWorkIntoSomethingToTakeHome() {
        long community = people.community().id();
        var director = people.staff(StaffRole.DIRECTOR, community);
        var member = people.member(community);
        rules.hourly(people.staff(StaffRole.PARTY_WORKER, community), director, community, 10);

        // Published in the console, claimed, given back, claimed again.
        var taskPage = path(director.form("/console/task", task(community)));
        var task = taskPage.substring(taskPage.lastIndexOf('/') + 1);
        member.post("/api/v1/tasks/" + task + "/claims", "");
        member.delete("/api/v1/tasks/" + task + "/claims/mine");
        assertThat(member.post("/api/v1/tasks/" + task + "/claims", "").status())
                .isEqualTo(201);

        // Checked in by the code on the screen, verified on the task's page.
        var screen = director.get("/console/task/" + task + "/code").body();
        var code = first(screen, "EZ1\\.[0-9]+\\.[0-9]+\\.[0-9a-f]{32}");
        assertThat(member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", code))
                        .status())
                .isEqualTo(200);
        tasks.shift(Long.parseLong(task), Duration.ofMinutes(-30));
        var verification = first(director.get(taskPage).body(), "/console/task/claims/[0-9]+/verification");
        assertThat(director.form(verification, Map.of("minutes", "120", "requestKey", key()))
                        .status())
                .isEqualTo(302);
        await().atMost(Duration.ofSeconds(20)).until(() -> points(member) != 0);
        assertThat(points(member)).isEqualTo(20);

        // Put on the shelf, redeemed, cancelled, redeemed again, collected once.
        var itemPage = path(director.form("/console/mall/items", item(community)));
        var item = itemPage.substring(itemPage.lastIndexOf('/') + 1);
        director.form(itemPage + "/listing", Map.of("listed", "true", "requestKey", key()));
        director.form(itemPage + "/stock", Map.of("quantity", "5", "reason", "补货", "requestKey", key()));
        var first = redeem(member, item);
        member.post("/api/v1/mall/redemptions/" + first + "/cancellation", "");
        var second = redeem(member, item);
        var collection = member.get("/api/v1/mall/redemptions/" + second + "/code")
                .json()
                .path("code")
                .asString();
        assertThat(director.form("/console/mall/collect", Map.of("code", collection, "requestKey", key()))
                        .status())
                .isEqualTo(200);
        assertThat(director.form("/console/mall/collect", Map.of("code", collection, "requestKey", key()))
                        .status())
                .isEqualTo(409);
        assertThat(points(member)).isEqualTo(2);

        assertThat(actions(community))
                .containsAll(List.of(
                        "task.draft",
                        "task.publish",
                        "task.claim",
                        "task.withdraw",
                        "task.check-in",
                        "task.verify",
                        "points.credit",
                        "mall.add",
                        "mall.list",
                        "mall.stock",
                        "mall.redeem",
                        "mall.cancel",
                        "mall.collect"));
    }

    private Map<String, String> task(long community) {
        var starts = LocalDateTime.ofInstant(clock.instant(), Time.CHINA).plusMinutes(20);
        return Map.of(
                "communityId",
                "" + community,
                "title",
                "清扫楼道",
                "description",
                "带手套。",
                "place",
                "3 号楼",
                "startsAt",
                MINUTE.format(starts),
                "endsAt",
                MINUTE.format(starts.plusHours(2)),
                "places",
                "5",
                "requestKey",
                key());
    }

    private static Map<String, String> item(long community) {
        return Map.of(
                "communityId", "" + community,
                "name", "大米 5kg",
                "description", "",
                "price", "18",
                "pickupPlace", "社区服务大厅",
                "pickupHours", "工作日",
                "requestKey", key());
    }

    private static String redeem(Caller member, String item) {
        return member.post("/api/v1/mall/redemptions", Map.of("itemId", item, "expectedPrice", 18))
                .json()
                .path("redemptionId")
                .asString();
    }

    private static long points(Caller member) {
        return member.get("/api/v1/points").json().path("points").asLong();
    }

    private List<String> actions(long community) {
        return database.sql("SELECT DISTINCT action FROM audit_entry WHERE cell_id = ?")
                .param(community)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static String first(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group();
    }

    private static String path(Answer redirect) {
        assertThat(redirect.status()).isEqualTo(302);
        return redirect.header("Location").replaceFirst("^https?://[^/]+", "");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
