package cn.estation.guide.place;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.ExceptionallyClosed;
import cn.estation.grid.HoursChanged;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.PlaceEditing;
import cn.estation.grid.ServicePoints;
import cn.estation.grid.TestPlaces;
import cn.estation.grid.TestPlaces.Town;
import cn.estation.grid.WeeklyHours.Range;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
@RecordApplicationEvents
class PointPagesTests {

    private static final String HOME = "/console/service-points";

    private final People people;
    private final TestPlaces places;
    private final ServicePoints points;
    private final OpeningHours hours;
    private final PlaceEditing editing;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final Clock clock;

    private Town town;
    private Caller staff;

    @Autowired
    PointPagesTests(
            People people,
            TestPlaces places,
            ServicePoints points,
            OpeningHours hours,
            PlaceEditing editing,
            TransactionTemplate transaction,
            JdbcClient database,
            Clock clock) {
        this.people = people;
        this.places = places;
        this.points = points;
        this.hours = hours;
        this.editing = editing;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void build() {
        town = places.town().with("service-points", PlaceFixture.POINTS);
        staff = people.staff(StaffRole.COMMUNITY_WORKER, town.cell("c1").id());
    }

    @Test
    void addsAPointAndReadsItsHoursBack() {
        var answer = staff.form(HOME, form(Map.of("hours", "周一至周五，上午9点到12点，下午1点半到5点")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        var point = points.find(id(answer)).orElseThrow();
        assertThat(point.hours()).isEqualTo("周一至周五 9:00-12:00、13:30-17:00");
        assertThat(point.cellId()).isEqualTo(town.cell("c1").id());
        assertThat(staff.get(HOME + "/" + point.id()).body())
                .contains("周一到周五上午9点到12点、下午1点半到5点开")
                .contains("还没有窗口");
        assertThat(audited("point.add", "point:" + point.id())).isEqualTo(1);
    }

    @Test
    void readsHoursBackWhileTheyAreTyped() {
        assertThat(staff.get(HOME + "/hours?hours=" + encoded("周六 9:00-12:00")).body())
                .contains("周六上午9点到12点开")
                .doesNotContain("<html");
        assertThat(staff.get(HOME + "/hours?hours=" + encoded("随时")).body()).contains("没看懂");
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrong() {
        var answer = staff.form(
                HOME,
                form(Map.of(
                        "hours",
                        "看心情",
                        "phone",
                        "打这个",
                        "longitude",
                        "32.07",
                        "latitude",
                        "118.78",
                        "name",
                        "新服务点<b>")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("没看懂")
                .contains("看心情")
                .contains("填反")
                .contains("010-12345678 或")
                .contains("新服务点&lt;b&gt;");
    }

    @Test
    void doesNotLetACommunityDoTheDistrictsBusiness() {
        var answer = staff.form(HOME, form(Map.of("level", "DISTRICT")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("不能算作更高一级");
    }

    @Test
    void addsThePointOnceHoweverOftenTheFormIsSent() {
        var form = form(Map.of());

        assertThat(id(staff.form(HOME, form))).isEqualTo(id(staff.form(HOME, form)));
    }

    @Test
    void givesOneOfTwoWhoEditTheWordAndTellsTheOther() {
        var point = town.point("p1");
        var outcomes = Race.of(16, n -> {
            var one = people.staff(StaffRole.DIRECTOR, town.cell("c1").id());
            var form = form(Map.of("name", "改名" + n, "edits", Integer.toString(point.edits())));
            return () -> one.form(HOME + "/" + point.id(), form).status();
        });

        assertThat(outcomes).filteredOn(status -> status == 302).hasSize(1);
        assertThat(outcomes).filteredOn(status -> status == 409).hasSize(15);
        assertThat(points.find(point.id()).orElseThrow().edits()).isEqualTo(point.edits() + 1);
    }

    @Test
    void saysOfACounterWhatItHandles() {
        PlaceFixture.guide(town, "gc", "c1", "COMMUNITY");
        PlaceFixture.guide(town, "gx", "c2", "COMMUNITY");
        long ours = PlaceFixture.idOf(database, town, "gc");
        long theirs = PlaceFixture.idOf(database, town, "gx");
        var point = town.point("p1");

        var found = staff.get(HOME + "/" + point.id() + "/items?q=" + encoded("测试事项" + town.code("g")));
        assertThat(found.body()).contains("value=\"" + ours + "\"").doesNotContain("value=\"" + theirs + "\"");

        var saved = staff.form(HOME + "/" + point.id() + "/counter", counter(point.edits(), ours));
        assertThat(saved.status()).as(saved.body()).isEqualTo(302);
        assertThat(staff.get(HOME + "/" + point.id()).body()).contains("3号窗口").contains("测试事项" + town.code("gc"));

        var refused = staff.form(HOME + "/" + point.id() + "/counter", counter(point.edits() + 1, theirs));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("有的事项不适用于这个服务点");
    }

    @Test
    void refusesACounterOfAnotherPointAndAStaleForm() {
        var point = town.point("p1");
        var other = town.counter("p2", "z1");
        var form = new HashMap<>(counter(point.edits(), null));
        form.put("counterId", Long.toString(other.id()));

        assertThat(staff.form(HOME + "/" + point.id() + "/counter", form).status())
                .isEqualTo(404);
        assertThat(staff.get(HOME + "/" + point.id() + "/counter?counter=" + other.id())
                        .status())
                .isEqualTo(404);
        assertThat(staff.form(HOME + "/" + point.id() + "/counter", counter(0, null))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void servesParticularMicroGridsOfItsOwnOrganisationOnly() {
        var point = town.point("p1");
        var form = Map.of(
                "cells", Long.toString(town.cell("m1").id()),
                "edits", Integer.toString(point.edits()),
                "requestKey", Codes.next());
        assertThat(staff.get(HOME + "/" + point.id() + "/coverage").body())
                .contains("第一微网格")
                .doesNotContain("第三微网格");

        assertThat(staff.form(HOME + "/" + point.id() + "/coverage", form).status())
                .isEqualTo(302);
        assertThat(points.coverage(point.id())).containsExactly(town.cell("m1").id());

        var foreign = Map.of(
                "cells", Long.toString(town.cell("m3").id()),
                "edits", Integer.toString(point.edits() + 1),
                "requestKey", Codes.next());
        assertThat(staff.form(HOME + "/" + point.id() + "/coverage", foreign).status())
                .isEqualTo(400);
        assertThat(points.coverage(point.id())).containsExactly(town.cell("m1").id());
    }

    @Test
    void showsWhatAClosureChangesBeforeItIsAnnounced() {
        var point = town.point("p2");
        var day = nextMonday();
        var director = people.staff(StaffRole.DIRECTOR, town.cell("c2").id());
        var form = closure(day, Map.of());

        var preview = director.form(HOME + "/" + point.id() + "/closures/preview", form);
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body()).contains("9:00-17:00").contains("不开").contains("没有已经约好的人");
        assertThat(hours.on(point.id(), day)).as("nothing happened yet").hasSize(1);

        var done = director.form(HOME + "/" + point.id() + "/closures", form);
        assertThat(done.status()).as(done.body()).isEqualTo(302);
        assertThat(hours.on(point.id(), day)).isEmpty();
        assertThat(hours.on(town.counter("p2", "z1").id(), day))
                .as("the counter with it")
                .isEmpty();
        assertThat(audited("point.close", "point:" + point.id())).isEqualTo(1);

        long closure = hours.closures(point.id(), day).getFirst().id();
        var back = Map.of("closure", Long.toString(closure), "requestKey", Codes.next());
        assertThat(director.form(HOME + "/" + point.id() + "/closures/withdraw", back)
                        .status())
                .isEqualTo(302);
        assertThat(hours.on(point.id(), day)).hasSize(1);
        assertThat(director.form(
                                HOME + "/" + point.id() + "/closures/withdraw",
                                Map.of("closure", Long.toString(closure), "requestKey", Codes.next()))
                        .status())
                .as("taken back already")
                .isEqualTo(404);
    }

    @Test
    void announcesAClosureAndAnOpeningEachInItsWay(ApplicationEvents events) {
        var point = town.point("p2");
        var day = nextMonday();

        transaction.executeWithoutResult(status -> {
            editing.close(() -> "staff:1", point.id(), null, day, day.plusDays(1), null, "停电检修");
            editing.open(() -> "staff:1", point.id(), null, day, day, new Range(1200, 1260), "夜间服务");
        });

        assertThat(events.stream(HoursChanged.class)).containsExactly(new HoursChanged(point.id()));
        assertThat(events.stream(ExceptionallyClosed.class)).singleElement().satisfies(event -> {
            assertThat(event.pointId()).isEqualTo(point.id());
            assertThat(event.counterId()).isNull();
            assertThat(event.to()).isEqualTo(day.plusDays(1));
            assertThat(event.reason()).isEqualTo("停电检修");
        });
    }

    @Test
    void doesNotTakeBackWhatBelongsToAnotherPoint() {
        var day = nextMonday();
        var west = people.staff(StaffRole.DIRECTOR, town.cell("c2").id());
        west.form(HOME + "/" + town.point("p2").id() + "/closures", closure(day, Map.of()));
        long closure = hours.closures(town.point("p2").id(), day).getFirst().id();

        var answer = staff.form(
                HOME + "/" + town.point("p1").id() + "/closures/withdraw",
                Map.of("closure", Long.toString(closure), "requestKey", Codes.next()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(hours.on(town.point("p2").id(), day)).isEmpty();
    }

    @Test
    void opensForAnEvening() {
        var point = town.point("p1");
        var day = nextMonday();

        var answer = staff.form(
                HOME + "/" + point.id() + "/closures",
                closure(day, Map.of("kind", "OPEN", "fromTime", "18:00", "toTime", "20:30", "reason", "夜间服务")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(hours.on(point.id(), day)).last().satisfies(span -> {
            assertThat(span.from()).isEqualTo(day.atTime(18, 0));
            assertThat(span.to()).isEqualTo(day.atTime(20, 30));
        });
    }

    @Test
    void keepsTheClosureThatMakesNoSenseAndSaysWhy() {
        var path = HOME + "/" + town.point("p1").id() + "/closures/preview";
        var day = nextMonday();

        for (var wrong : List.of(
                Map.of("fromDay", "2020-01-01", "toDay", "2020-01-02"),
                Map.of("toDay", day.minusDays(1).toString()),
                Map.of("fromTime", "09:00"),
                Map.of("kind", "OPEN"),
                Map.of("kind", "MAYBE"),
                Map.of("reason", ""),
                Map.of("fromDay", "someday"),
                Map.of("toDay", day.plusYears(3).toString()))) {
            assertThat(staff.form(path, closure(day, wrong)).status())
                    .as(wrong.toString())
                    .isEqualTo(422);
        }
    }

    @Test
    void keepsEachCommunityToItsOwnPoints() {
        var list = staff.get(HOME).body();
        assertThat(list).contains("东社区服务中心").doesNotContain("西社区服务中心").doesNotContain("区政务中心");
        assertThat(people.staff(StaffRole.DIRECTOR, town.cell("").id())
                        .get(HOME)
                        .body())
                .contains("东社区服务中心")
                .contains("西社区服务中心")
                .contains("区政务中心");
        assertThat(staff.get(HOME + "?q=" + encoded("东门")).body())
                .contains("东社区东门点")
                .doesNotContain(">东社区服务中心<");
        assertThat(staff.form(
                                HOME,
                                form(Map.of(
                                        "cellId", Long.toString(town.cell("c2").id()))))
                        .status())
                .isEqualTo(404);
    }

    private Map<String, String> form(Map<String, String> changes) {
        var form = new HashMap<String, String>();
        form.put("cellId", Long.toString(town.cell("c1").id()));
        form.put("name", "新服务点");
        form.put("level", "COMMUNITY");
        form.put("address", "新路1号");
        form.put("transit", "");
        form.put("longitude", "118.780000");
        form.put("latitude", "32.070000");
        form.put("phone", "010-00000033");
        form.put("accessibility", "");
        form.put("hours", "周一至周五 9:00-17:00");
        form.put("assisted", "true");
        form.put("inUse", "true");
        form.put("edits", "0");
        form.put("requestKey", Codes.next());
        form.putAll(changes);
        return form;
    }

    private static Map<String, String> counter(int edits, @Nullable Long item) {
        var form = new HashMap<String, String>();
        form.put("counterId", "");
        form.put("name", "3号窗口");
        form.put("handles", "老年人");
        form.put("phone", "");
        form.put("hours", "");
        form.put("inUse", "true");
        form.put("edits", Integer.toString(edits));
        if (item != null) {
            form.put("items", Long.toString(item));
        }
        form.put("requestKey", Codes.next());
        return form;
    }

    private static Map<String, String> closure(LocalDate day, Map<String, String> changes) {
        var form = new HashMap<String, String>();
        form.put("kind", "CLOSE");
        form.put("counterId", "");
        form.put("fromDay", day.toString());
        form.put("toDay", "");
        form.put("fromTime", "");
        form.put("toTime", "");
        form.put("reason", "停电检修");
        form.put("requestKey", Codes.next());
        form.putAll(changes);
        return form;
    }

    /** A Monday that is no holiday. */
    private LocalDate nextMonday() {
        var day = LocalDate.ofInstant(clock.instant(), Time.CHINA).plusDays(3);
        while (day.getDayOfWeek().getValue() != 1) {
            day = day.plusDays(1);
        }
        return day;
    }

    private int audited(String action, String subject) {
        return database.sql("SELECT COUNT(*) FROM audit_entry WHERE action = ? AND subject = ?")
                .params(action, subject)
                .query(Integer.class)
                .single();
    }

    private static long id(Answer answer) {
        var location = answer.header("Location");
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
