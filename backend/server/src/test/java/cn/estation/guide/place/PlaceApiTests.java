package cn.estation.guide.place;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.TestPlaces;
import cn.estation.grid.TestPlaces.Town;
import cn.estation.guide.GuideFixture;
import cn.estation.identity.StaffRole;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class PlaceApiTests {

    private final People people;
    private final TestPlaces places;
    private final JdbcClient database;
    private final Clock clock;

    private Town town;
    private long guide;

    @Autowired
    PlaceApiTests(People people, TestPlaces places, JdbcClient database, Clock clock) {
        this.people = people;
        this.places = places;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void build() {
        town = places.town().with("service-points", PlaceFixture.POINTS);
        PlaceFixture.guide(town, "gc", "", "COMMUNITY");
        guide = PlaceFixture.idOf(database, town, "gc");
    }

    @Test
    void answersAheadForAMomentThatIsAsked() {
        int year =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).getYear() + 1;
        var day = LocalDate.of(year, 3, 1);
        while (day.getDayOfWeek().getValue() != 2) {
            day = day.plusDays(1);
        }
        var path = where() + "?cell=" + town.cell("b1").id() + "&at=" + day;

        var open = people.stranger().get(path + "T10:00:00%2B08:00").json();
        assertThat(open.path("found").asBoolean()).isTrue();
        assertThat(open.path("openNow").asBoolean()).isTrue();
        assertThat(open.path("closesAt").asString()).isEqualTo(day + "T12:00:00+08:00");
        assertThat(open.path("place").path("name").asString()).isEqualTo("东社区服务中心");
        assertThat(open.path("sentence").asString()).startsWith("请到东社区服务中心综合窗口");

        var lunch = people.stranger().get(path + "T04:30:00Z").json();
        assertThat(lunch.path("openNow").asBoolean())
                .as("half past twelve in China")
                .isFalse();
        assertThat(lunch.path("nextOpening").asString()).isEqualTo(day + "T13:30:00+08:00");
    }

    @Test
    void givesTheGuidesOwnWordsWhereItCannotTell() {
        var answer = people.stranger().get(where()).json();

        assertThat(answer.path("found").asBoolean()).isFalse();
        assertThat(answer.path("sentence").asString()).contains("指南里写的地址");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lng=118.78", "lng=32.07&lat=118.78", "lng=NaN&lat=32", "lng=0x1p3&lat=32", "lng=１１８&lat=32",
                "lng=1e2&lat=32", "at=yesterday", "at=2020-01-01T00:00:00Z", "at=2099-01-01T00:00:00Z", "cell=abc"
            })
    void refusesWhatMakesNoSense(String query) {
        assertThat(people.stranger().get(where() + "?" + query).status()).isEqualTo(400);
    }

    @Test
    void knowsNoPlaceThatIsNotThereAndNoGuideThatIsSuspended() {
        assertThat(people.stranger().get(where() + "?cell=1").status()).isEqualTo(404);
        assertThat(people.stranger().get("/api/v1/guides/1/where").status()).isEqualTo(404);
        GuideFixture.suspend(people.staff(StaffRole.DIRECTOR, town.cell("").id()), guide);
        assertThat(people.stranger().get(where()).status()).isEqualTo(404);
    }

    @Test
    void listsThePointsThatServeACell() {
        var b3 = names("/api/v1/service-points?cell=" + town.cell("b3").id());
        var b1 = names("/api/v1/service-points?cell=" + town.cell("b1").id());

        assertThat(b3).containsExactlyInAnyOrder("区政务中心", "东社区服务中心", "东社区东门点");
        assertThat(b1).as("the east door serves others").containsExactlyInAnyOrder("区政务中心", "东社区服务中心");
    }

    @Test
    void pagesThroughAllPointsWithoutLosingOrRepeatingAny() {
        var path = "/api/v1/service-points?size=1&cell=" + town.cell("b3").id();
        var seen = new HashSet<String>();
        for (var next = ""; next != null; ) {
            var page = people.stranger().get(path + next).json();
            page.path("items")
                    .forEach(item -> assertThat(seen.add(item.path("pointId").asString()))
                            .isTrue());
            next = page.hasNonNull("next") ? "&after=" + page.path("next").asString() : null;
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void givesTheNearestTwentyInOrder() {
        var items = people.stranger()
                .get("/api/v1/service-points?lng=118.7601&lat=32.0501")
                .json()
                .path("items");
        var metres = items.valueStream()
                .map(item -> item.path("distanceMetres").asInt())
                .toList();

        assertThat(metres).isSorted().hasSizeLessThanOrEqualTo(20);
        assertThat(metres.getFirst()).isLessThan(50);
    }

    @Test
    void tellsAllOfAPointWithTodaysHours() {
        town.with(
                "handling",
                "{\"counters\":[{\"point\":\"$-hall\",\"counter\":\"s1\",\"guides\":[\"$-gc\",\"none\"]}]}");

        var point = people.stranger()
                .get("/api/v1/service-points/" + town.point("hall").id())
                .json();

        assertThat(point.path("point").path("hours").asString()).isEqualTo("周一至周五 9:00-17:00；周六 9:00-12:00");
        assertThat(point.path("hoursInWords").asString()).contains("周六上午9点到12点开");
        assertThat(point.path("point").path("state").has("openNow")).isTrue();
        assertThat(point.path("point").path("state").path("today").asString()).isNotEmpty();
        var counters = point.path("counters");
        assertThat(counters.valueStream().map(one -> one.path("name").asString()))
                .containsExactly("1号综合窗口", "5号社保窗口");
        assertThat(counters.get(1).path("items").get(0).path("guideId").asString())
                .isEqualTo(Long.toString(guide));
    }

    @Test
    void hidesAPointOutOfUse() {
        database.sql("UPDATE grid_point SET in_use = FALSE WHERE id = ?")
                .param(town.point("p2").id())
                .update();

        assertThat(people.stranger()
                        .get("/api/v1/service-points/" + town.point("p2").id())
                        .status())
                .isEqualTo(404);
        assertThat(names("/api/v1/service-points?cell=" + town.cell("b4").id())).containsExactly("区政务中心");
    }

    @Test
    void loadingTheSameFilesAgainAddsNothing() {
        town.with("service-points", PlaceFixture.POINTS);

        assertThat(database.sql("SELECT COUNT(*) FROM grid_point WHERE code LIKE ?")
                        .param(town.code("%"))
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    private String where() {
        return "/api/v1/guides/" + guide + "/where";
    }

    private List<String> names(String path) {
        return people.stranger()
                .get(path)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("name").asString())
                .toList();
    }
}
