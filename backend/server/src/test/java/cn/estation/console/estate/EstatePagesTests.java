package cn.estation.console.estate;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.grid.TestPlaces;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class EstatePagesTests {

    private final People people;
    private final TestPlaces places;
    private final JdbcClient database;
    private GridCell community;
    private Caller keeper;
    private List<Long> buildings = List.of();
    private long microGrid;

    @Autowired
    EstatePagesTests(People people, TestPlaces places, JdbcClient database) {
        this.people = people;
        this.places = places;
        this.database = database;
        this.community = people.community();
        this.keeper = people.staff(StaffRole.DIRECTOR, community.id());
    }

    /** A community with one micro-grid of three buildings. */
    @BeforeEach
    void aPlaceWithBuildings() {
        community = people.community();
        keeper = people.staff(StaffRole.DIRECTOR, community.id());
        var code = Codes.next();
        var parent = database.sql("SELECT code FROM grid_cell WHERE id = ?")
                .param(community.id())
                .query(String.class)
                .single();
        places.load("grid", """
                {"cells":[{"kind":"COMMUNITY","code":"%s","name":"x","children":[
                  {"kind":"MICRO_GRID","code":"%s-m","name":"第一微网格","children":[
                    {"kind":"BUILDING","code":"%s-1","name":"1号楼"},
                    {"kind":"BUILDING","code":"%s-2","name":"2号楼"},
                    {"kind":"BUILDING","code":"%s-10","name":"10号楼"}]}]}]}""".formatted(parent, code, code, code, code));
        buildings = List.of(cell(code + "-1"), cell(code + "-2"), cell(code + "-10"));
        microGrid = cell(code + "-m");
    }

    private long cell(String code) {
        return database.sql("SELECT id FROM grid_cell WHERE code = ?")
                .param(code)
                .query(Long.class)
                .single();
    }

    @Test
    void aResidentChoosesABuildingOfANewEstateByName() {
        var name = "新苑" + Codes.next();
        long estate = added(name, "新村、老厂宿舍");
        assertThat(attach(keeper, estate, 1, buildings.get(0), buildings.get(2)).status())
                .isEqualTo(302);

        var resident = people.resident();
        var found = resident.get("/api/v1/estates?q=" + encode(name)).json().path("items");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.path(0).path("aliases").asString()).isEqualTo("新村、老厂宿舍");
        var listed = resident.get("/api/v1/estates/" + estate + "/buildings").json();
        assertThat(listed.valueStream().map(one -> one.path("name").asString())).containsExactly("1号楼", "10号楼");
        assertThat(listed.path(0).path("microGrid").asString()).isEqualTo("第一微网格");
        assertThat(resident.put(
                                "/api/v1/me/home",
                                Map.of(
                                        "buildingId",
                                        listed.path(1).path("buildingId").asString()))
                        .status())
                .isEqualTo(200);
        assertThat(database.sql("SELECT COUNT(*) FROM audit_entry WHERE subject = ?")
                        .param("estate:" + estate)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aWholeMicroGridIsTakenWithoutWhatBelongsElsewhere() {
        long first = added("一期" + Codes.next(), "");
        attach(keeper, first, 1, buildings.get(0));
        long second = added("二期" + Codes.next(), "");
        var form = new HashMap<String, String>();
        form.put("edits", "1");
        form.put("microGrids", Long.toString(microGrid));
        form.put("requestKey", Codes.next());

        assertThat(keeper.form("/console/estates/" + second + "/buildings", form)
                        .status())
                .isEqualTo(302);

        assertThat(buildingsOf(second)).containsExactlyInAnyOrder(buildings.get(1), buildings.get(2));
        assertThat(keeper.get("/console/estates/" + second).body()).contains("属于一期");
        var taken = attach(keeper, second, 2, buildings.get(0));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body()).contains("已经属于“一期");
        assertThat(buildingsOf(second)).as("nothing was lost").hasSize(2);
    }

    @Test
    void renamingKeepsTheBuildingsAndTellsTheTrail() {
        var name = "旧名" + Codes.next();
        long estate = added(name, "");
        attach(keeper, estate, 1, buildings.get(1));
        var form = form("新名" + Codes.next(), "旧名");
        form.put("edits", "2");

        assertThat(keeper.form("/console/estates/" + estate, form).status()).isEqualTo(302);

        assertThat(buildingsOf(estate)).containsExactly(buildings.get(1));
        assertThat(keeper.get("/console/estates?q=" + encode("旧名")).body()).contains("新名");
        assertThat(database.sql("SELECT detail FROM audit_entry WHERE subject = ? AND action = 'estate.change'")
                        .param("estate:" + estate)
                        .query(String.class)
                        .single())
                .contains(name, "新名");
        form.put("requestKey", Codes.next());
        assertThat(keeper.form("/console/estates/" + estate, form).status())
                .as("saved meanwhile")
                .isEqualTo(409);
    }

    @Test
    void twoEstatesOfACommunityDoNotShareAName() {
        var name = "同名" + Codes.next();
        added(name, "");
        var again = keeper.form("/console/estates", form(name, ""));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("已经有“" + name, "加上期数或方位");

        var outcomes = Race.of(
                16,
                n -> () -> Race.persist(() -> keeper.form("/console/estates", form(name + "二", "")), Answer::status));
        assertThat(outcomes.stream().filter(answer -> answer.status() == 302)).hasSize(1);
        assertThat(database.sql("SELECT COUNT(*) FROM grid_estate WHERE community_id = ? AND name = ?")
                        .params(community.id(), name + "二")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void oneOfManyEstatesGetsABuilding() {
        var estates = java.util.stream.IntStream.range(0, 8)
                .mapToObj(n -> added("争" + n + Codes.next(), ""))
                .toList();

        var outcomes = Race.of(
                8,
                n -> () -> Race.persist(() -> attach(keeper, estates.get(n), 1, buildings.getFirst()), Answer::status));

        assertThat(outcomes.stream().filter(answer -> answer.status() == 302)).hasSize(1);
        assertThat(outcomes).allMatch(answer -> answer.status() == 302 || answer.status() == 422);
        assertThat(estates.stream().filter(estate -> !buildingsOf(estate).isEmpty()))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0007铃", "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长"})
    void aNameThatIsNoneIsRefusedAndWhatWasTypedStays(String name) {
        var answer = keeper.form("/console/estates", form(name, "别名甲"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("别名甲");
    }

    @Test
    void scriptsAreText() {
        long estate = added("<b>" + Codes.next(), "<img src=x>");
        for (var page : List.of("/console/estates", "/console/estates/" + estate)) {
            assertThat(keeper.get(page).body())
                    .doesNotContain("<img src=x>", "<b>")
                    .contains("&lt;b&gt;");
        }
    }

    @Test
    void buildingsOfOthersAndThingsThatAreNoneAreRefused() {
        long estate = added("界" + Codes.next(), "");
        for (long wrong : new long[] {microGrid, community.id(), 1}) {
            assertThat(attach(keeper, estate, 1, wrong).status()).isEqualTo(422);
        }
        assertThat(buildingsOf(estate)).isEmpty();
    }

    @Test
    void othersMayNot() {
        long estate = added("权" + Codes.next(), "");
        var neighbour = people.staff(StaffRole.DIRECTOR, people.community().id());
        var shop = people.staff(StaffRole.SHOPKEEPER, community.id());
        for (var one : Map.of(neighbour, 404, shop, 403).entrySet()) {
            var staff = one.getKey();
            assertThat(staff.get("/console/estates/" + estate).status()).isEqualTo(one.getValue());
            var form = form("改" + Codes.next(), "");
            assertThat(staff.form("/console/estates/" + estate, form).status()).isEqualTo(one.getValue());
            assertThat(attach(staff, estate, 1, buildings.getFirst()).status()).isEqualTo(one.getValue());
            assertThat(staff.form("/console/estates", form("加" + Codes.next(), ""))
                            .status())
                    .isEqualTo(one.getValue());
        }
        assertThat(neighbour.get("/console/estates").body()).doesNotContain("/console/estates/" + estate);
        assertThat(buildingsOf(estate)).isEmpty();
    }

    private long added(String name, String aliases) {
        var answer = keeper.form("/console/estates", form(name, aliases));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        var location = answer.header("Location");
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    private Map<String, String> form(String name, String aliases) {
        var form = new LinkedHashMap<String, String>();
        form.put("communityId", Long.toString(community.id()));
        form.put("name", name);
        form.put("aliases", aliases);
        form.put("address", "");
        form.put("edits", "1");
        form.put("requestKey", Codes.next());
        return form;
    }

    private static Answer attach(Caller staff, long estate, int edits, long... chosen) {
        var form = new LinkedHashMap<String, String>();
        form.put("edits", Integer.toString(edits));
        form.put("requestKey", Codes.next());
        form.put(
                "buildings",
                java.util.Arrays.stream(chosen)
                        .mapToObj(Long::toString)
                        .collect(java.util.stream.Collectors.joining(",")));
        return staff.form("/console/estates/" + estate + "/buildings", form);
    }

    private List<Long> buildingsOf(long estate) {
        return database.sql("SELECT building_id FROM grid_estate_building WHERE estate_id = ?")
                .param(estate)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
