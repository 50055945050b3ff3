package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.grid.TestPlaces;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class TaskPagesTests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final People people;
    private final TestTasks tasks;
    private final TestPlaces places;
    private final Grid grid;
    private final Clock clock;
    private GridCell community;
    private GridCell sibling;
    private Caller worker;

    @Autowired
    TaskPagesTests(People people, TestTasks tasks, TestPlaces places, Grid grid, Clock clock) {
        this.people = people;
        this.tasks = tasks;
        this.places = places;
        this.grid = grid;
        this.clock = clock;
    }

    @BeforeEach
    void arrive() {
        var communities = people.communities(2);
        community = communities.getFirst();
        sibling = communities.getLast();
        worker = people.staff(StaffRole.PARTY_WORKER, community.id());
    }

    @Test
    void publishesATaskThatMembersSeeAtOnce() {
        assertThat(worker.get("/console/task/new").body()).contains("发布任务", community.name());
        var answer = worker.form("/console/task", task());

        assertThat(answer.status()).isEqualTo(302);
        var path = path(answer.header("Location"));
        assertThat(worker.get(path).body()).contains("清扫 3 号楼", "已发布", "1 分/小时");
        assertThat(worker.get("/console/task").body()).contains("清扫 3 号楼");
        assertThat(people.stranger()
                        .get("/api/v1/tasks?communityId=" + community.id())
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void publishesOnceForOneForm() {
        var form = task();
        worker.form("/console/task", form);
        worker.form("/console/task", form);

        assertThat(people.stranger()
                        .get("/api/v1/tasks?communityId=" + community.id())
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void keepsADraftFromMembersUntilItIsPublished() {
        var form = new HashMap<>(task());
        form.put("act", "draft");
        var path = path(worker.form("/console/task", form).header("Location"));
        assertThat(publicTasks()).isEmpty();

        form.put("title", "清扫 5 号楼");
        form.put("requestKey", key());
        assertThat(worker.get(path + "/edit").body()).contains("清扫 3 号楼");
        assertThat(worker.form(path, form).status()).isEqualTo(302);
        assertThat(worker.form(path + "/publication", Map.of("requestKey", key()))
                        .status())
                .isEqualTo(302);

        assertThat(publicTasks()).containsExactly("清扫 5 号楼");
        form.put("requestKey", key());
        assertThat(worker.form(path, form).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "title,''",
        "places,0",
        "places,1001",
        "places,1.5",
        "startsAt,gestern",
        "endsAt,2020-01-01T09:00",
        "endsAt,2029-01-01T09:00"
    })
    void keepsWhatWasTypedAndSaysWhatIsWrong(String field, String value) {
        var form = new HashMap<>(task());
        form.put(field, value);

        var answer = worker.form("/console/task", form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).containsAnyOf("is-bad", "note-bad").contains("社区广场");
        assertThat(publicTasks()).isEmpty();
    }

    @Test
    void showsTheCheckInCodeWhileItCounts() {
        long open = tasks.published(community.id(), 5);
        long later = tasks.published(community.id(), "下周的事", 5, Duration.ofDays(7), Duration.ofHours(1));

        assertThat(worker.get("/console/task/" + open).body()).contains("/console/task/" + open + "/code");
        assertThat(worker.get("/console/task/" + later).body()).doesNotContain("/code");
        var code = worker.get("/console/task/" + open + "/code");
        assertThat(code.status()).isEqualTo(200);
        assertThat(code.body()).contains("data:image/svg+xml", "EZ1." + open + ".");
    }

    @Test
    void cancelsWithAReasonAndReleasesEverybody() {
        long task = tasks.published(community.id(), 5);
        var member = people.member(community.id());
        member.post("/api/v1/tasks/" + task + "/claims", "");

        assertThat(cancel(worker, task, "")).isEqualTo(400);
        assertThat(cancel(worker, task, "下雨")).isEqualTo(302);

        assertThat(tasks.claim(task, member.residentId())).isEqualTo(ClaimStatus.CANCELLED);
        assertThat(tasks.claimed(task)).isZero();
        assertThat(cancel(worker, task, "再来")).isEqualTo(409);
        assertThat(member.get("/api/v1/tasks/" + task)
                        .json()
                        .path("task")
                        .path("obstacle")
                        .asString())
                .isEqualTo("已取消");
    }

    @Test
    void keepsATaskOnceSomebodyCheckedIn() {
        long task = tasks.published(community.id(), 5);
        var member = people.member(community.id());
        member.post("/api/v1/tasks/" + task + "/claims", "");
        member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task)));

        assertThat(cancel(worker, task, "下雨")).isEqualTo(409);
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.PUBLISHED);
        assertThat(worker.get("/console/task/" + task).body()).contains("已签到", "核实", "退回");
    }

    @Test
    void opensToThoseWhoWorkThere() {
        long task = tasks.published(community.id(), 5);
        var above = people.staff(StaffRole.DIRECTOR, people.above(community).id());
        var grid = people.staff(StaffRole.GRID_WORKER, community.id());
        var neighbour = people.staff(StaffRole.PARTY_WORKER, sibling.id());
        var shop = people.staff(StaffRole.SHOPKEEPER, community.id());

        for (var path : List.of("/console/task/" + task, "/console/task/" + task + "/code")) {
            assertThat(worker.get(path).status()).isEqualTo(200);
            assertThat(above.get(path).status()).isEqualTo(200);
            assertThat(grid.get(path).status()).isEqualTo(200);
            assertThat(neighbour.get(path).status()).isEqualTo(404);
            assertThat(shop.get(path).status()).isEqualTo(403);
            assertThat(people.stranger().get(path).status()).isEqualTo(302);
        }
        assertThat(neighbour.get("/console/task").body()).doesNotContain("清扫楼道");
        assertThat(shop.get("/console/task").status()).isEqualTo(403);
        assertThat(grid.get("/console/task/new").status()).isEqualTo(403);
    }

    @Test
    void changesNothingForThoseWhoMayNot() {
        long task = tasks.published(community.id(), 5);
        var grid = people.staff(StaffRole.GRID_WORKER, community.id());
        var neighbour = people.staff(StaffRole.PARTY_WORKER, sibling.id());

        assertThat(cancel(grid, task, "无权")).isEqualTo(403);
        assertThat(cancel(neighbour, task, "无权")).isEqualTo(404);
        assertThat(neighbour.form("/console/task", task()).status()).isEqualTo(404);
        assertThat(grid.form("/console/task", task()).status()).isEqualTo(403);
        assertThat(neighbour
                        .form("/console/task/" + task + "/publication", Map.of("requestKey", key()))
                        .status())
                .isEqualTo(404);
        assertThat(neighbour.form("/console/task/" + task, task()).status()).isEqualTo(404);
        assertThat(neighbour.get("/console/task/" + task + "/edit").status()).isEqualTo(404);
        assertThat(tasks.status(task)).isEqualTo(TaskStatus.PUBLISHED);
    }

    @Test
    void showsWhatATaskWillBeWorthByTheRulesWhileItIsWritten() {
        assertThat(worker.get("/console/task/new").body())
                .contains("id=\"worth\"", "计分按赋分细则：1 分/小时", "/console/points/rules")
                .doesNotContain("pointsRule");

        assertThat(worth("ENVIRONMENT", "2026-11-21T09:00", "2026-11-21T11:00"))
                .contains("2 小时 × 1 分/小时 × A 级 1.0 = 2 分")
                .doesNotContain("<html");
        assertThat(worth("ENVIRONMENT", "2026-11-21T09:00", "2026-11-21T09:00")).contains("计分按赋分细则：1 分/小时");
        assertThat(worth("ENVIRONMENT", "2026-11-21T09:00", "2026-11-23T09:00")).contains("计分按赋分细则：1 分/小时");
        assertThat(worth("ENVIRONMENT", "gestern", "")).contains("计分按赋分细则：1 分/小时");
        assertThat(worth("", "", "")).contains("计分按赋分细则：1 分/小时");
        assertThat(people.staff(StaffRole.PARTY_WORKER, people.community().id())
                        .get("/console/task/worth?kind=OTHER&communityId=" + community.id())
                        .body())
                .contains("选好社区，");
    }

    @Test
    void keepsWhatItSaysAboutPointsBesideAFormThatIsWrong() {
        var form = new HashMap<>(task());
        form.put("title", "");
        assertThat(worker.form("/console/task", form).body()).contains("2 小时 × 1 分/小时 × A 级 1.0 = 2 分");
    }

    @Test
    void takesNoRateFromAFormThatNamesOne() {
        var form = new HashMap<>(task());
        form.put("pointsRule", "FIXED");
        form.put("points", "500");
        var page = path(worker.form("/console/task", form).header("Location"));

        assertThat(worker.get(page).body()).contains("1 分/小时").doesNotContain("500 分");
    }

    @Test
    void offersTheGridsOfTheChosenCommunityAlone() {
        var here = "" + people.below(community).id();
        var there = "" + people.below(sibling).id();
        var street =
                people.staff(StaffRole.PARTY_WORKER, people.above(community).id());
        var path = "/console/task/cells?communityId=";

        assertThat(offered(street.get("/console/task/new"))).isEmpty();
        assertThat(offered(street.get(path + community.id()))).containsExactly(here);
        assertThat(offered(street.get(path + sibling.id() + "&cellId=" + here))).containsExactly(there);
        assertThat(chosen(street.get(path + sibling.id() + "&cellId=" + there))).isEqualTo(there);
        assertThat(offered(street.get(path + "x&cellId=x"))).isEmpty();

        assertThat(offered(worker.get("/console/task/new"))).containsExactly(here);
        assertThat(offered(worker.get(path + sibling.id()))).isEmpty();
        long task = tasks.published(community.id(), "下周的事", 5, Duration.ofDays(7), Duration.ofHours(1));
        assertThat(offered(street.get("/console/task/" + task + "/change"))).containsExactly(here);
    }

    @Test
    void keepsThePartThatATaskIsForHoweverDeepItLies() {
        var building = building();
        var form = new HashMap<>(task());
        form.put("cellId", building);
        form.put("act", "draft");
        var path = path(worker.form("/console/task", form).header("Location"));

        assertThat(chosen(worker.get(path + "/edit"))).isEqualTo(building);
        form.put("requestKey", key());
        form.put("startsAt", "gestern");
        assertThat(chosen(worker.form(path, form))).isEqualTo(building);
        var street =
                people.staff(StaffRole.PARTY_WORKER, people.above(community).id());
        assertThat(chosen(street.form("/console/task", form)))
                .as("its community was read though its time was not")
                .isEqualTo(building);

        assertThat(worker.form(path + "/publication", Map.of("requestKey", key()))
                        .status())
                .isEqualTo(302);
        assertThat(chosen(worker.get(path + "/change"))).isEqualTo(building);
        var copy = path.replace("/console/task/", "/console/task/new?copy=");
        assertThat(chosen(worker.get(copy))).isEqualTo(building);
    }

    /** The id of a building of the community, three levels down. */
    private String building() {
        var code = "B" + key();
        places.load("grid", """
                {"cells":[{"code":"%s","children":[{"kind":"GRID","code":"$-g","name":"第一网格","children":[
                  {"kind":"MICRO_GRID","code":"$-m","name":"第一微网格","children":[
                    {"kind":"BUILDING","code":"$-b","name":"10号楼"}]}]}]}]}""".formatted(community.code()).replace("$", code));
        return "" + grid.findByCode(code + "-b").orElseThrow().id();
    }

    private static List<String> offered(Answer page) {
        return Jsoup.parse(page.body()).select("#cellId option").eachAttr("value").stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static String chosen(Answer page) {
        return Jsoup.parse(page.body()).select("#cellId option[selected]").val();
    }

    private String worth(String kind, String starts, String ends) {
        var answer = worker.get("/console/task/worth?kind=%s&communityId=%d&startsAt=%s&endsAt=%s"
                .formatted(kind, community.id(), starts, ends));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private List<String> publicTasks() {
        var titles = new java.util.ArrayList<String>();
        people.stranger()
                .get("/api/v1/tasks?communityId=" + community.id())
                .json()
                .path("items")
                .forEach(task -> titles.add(task.path("title").asString()));
        return titles;
    }

    private Map<String, String> task() {
        var starts = LocalDateTime.ofInstant(clock.instant(), Time.CHINA).plusHours(3);
        return Map.ofEntries(
                Map.entry("communityId", "" + community.id()),
                Map.entry("title", "清扫 3 号楼"),
                Map.entry("description", "带手套。"),
                Map.entry("place", "社区广场"),
                Map.entry("startsAt", MINUTE.format(starts)),
                Map.entry("endsAt", MINUTE.format(starts.plusHours(2))),
                Map.entry("places", "5"),
                Map.entry("requestKey", key()));
    }

    private static int cancel(Caller staff, long task, String reason) {
        return staff.form("/console/task/" + task + "/cancellation", Map.of("reason", reason, "requestKey", key()))
                .status();
    }

    private static String path(String location) {
        return location.replaceFirst("^https?://[^/]+", "");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
