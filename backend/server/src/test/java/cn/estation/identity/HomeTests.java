package cn.estation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.TestPlaces;
import cn.estation.grid.TestPlaces.Town;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A resident picks an estate and a building once, by name. */
@EstationTest
class HomeTests {

    private static final String ESTATES = """
            {"estates":[
             {"code":"$-e1","community":"$-c1","name":"$里","aliases":"旧厂宿舍、100%小区","address":"东路5号","buildings":["$-b1","$-b2"]},
             {"code":"$-e2","community":"$-c2","name":"$园","buildings":["$-b4"]}]}""";

    private final People people;
    private final TestPlaces places;
    private final Residents residents;
    private final JdbcClient database;

    private Town town;

    @Autowired
    HomeTests(People people, TestPlaces places, Residents residents, JdbcClient database) {
        this.people = people;
        this.places = places;
        this.residents = residents;
        this.database = database;
    }

    @BeforeEach
    void build() {
        town = places.town().with("estates", ESTATES);
    }

    @Test
    void findsAnEstateByPartOfItsNameAndItsBuildingsInOrder() {
        var found = find(town.code("") + " 里");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.get(0).path("communityName").asString()).isEqualTo("东社区");

        var buildings = people.stranger()
                .get("/api/v1/estates/" + found.get(0).path("estateId").asString() + "/buildings")
                .json();
        assertThat(buildings.valueStream().map(one -> one.path("name").asString()))
                .as("2 comes before 10")
                .containsExactly("2号楼", "10号楼");
        assertThat(buildings.get(0).path("microGrid").asString()).isEqualTo("第一微网格");
    }

    @Test
    void findsAnEstateByAnotherNameAndTakesNothingForAWildcard() {
        var community = "&community=" + town.cell("c1").id();

        assertThat(find("旧厂" + community).size()).isEqualTo(1);
        assertThat(find("100%25小" + community).size()).isEqualTo(1);
        assertThat(find("%25" + community).size())
                .as("a percent sign is a percent sign")
                .isEqualTo(1);
        assertThat(find("_" + community).size()).isZero();
        assertThat(people.stranger().get("/api/v1/estates?q=" + "里".repeat(31)).status())
                .isEqualTo(400);
    }

    @Test
    void keepsTheBuildingAndKnowsTheMicroGridAndTheCommunity() {
        var resident = people.resident();

        var home = resident.put("/api/v1/me/home", Map.of("buildingId", id("b1")));

        assertThat(home.status()).isEqualTo(200);
        assertThat(home.json().path("microGrid").asString()).isEqualTo("第一微网格");
        var me = resident.get("/api/v1/me").json();
        assertThat(me.path("home").path("building").asString()).isEqualTo("10号楼");
        assertThat(me.path("community").path("name").asString()).isEqualTo("东社区");
        assertThat(me.path("consents")
                        .valueStream()
                        .map(one -> one.path("purpose").asString()))
                .contains("HOME");
        assertThat(residents.home(resident.residentId()))
                .hasValueSatisfying(cell -> assertThat(cell.name()).isEqualTo("10号楼"));
    }

    @Test
    void movesHouseButKeepsTheCommunityThatWasChosen() {
        var resident = people.resident();
        resident.put("/api/v1/me/home", Map.of("buildingId", id("b1")));
        resident.put("/api/v1/me/home", Map.of("buildingId", id("b4")));

        var me = resident.get("/api/v1/me").json();
        assertThat(me.path("home").path("building").asString()).isEqualTo("4号楼");
        assertThat(me.path("community").path("name").asString()).isEqualTo("东社区");
        assertThat(rows(resident.residentId())).isEqualTo(1);
    }

    @Test
    void takesABuildingAndNothingElseForAHome() {
        var resident = people.resident();

        assertThat(resident.put("/api/v1/me/home", Map.of("buildingId", id("m1")))
                        .status())
                .isEqualTo(404);
        assertThat(resident.put("/api/v1/me/home", Map.of("buildingId", "1")).status())
                .isEqualTo(404);
        assertThat(resident.put("/api/v1/me/home", Map.of("buildingId", id("b1"), "household", "301"))
                        .status())
                .as("the door is nobody's business")
                .isEqualTo(400);
        assertThat(people.stranger()
                        .put("/api/v1/me/home", Map.of("buildingId", id("b1")))
                        .status())
                .isEqualTo(401);
        assertThat(rows(resident.residentId())).isZero();
    }

    @Test
    void forgetsTheHomeWhenAskedTo() {
        var resident = people.resident();
        resident.put("/api/v1/me/home", Map.of("buildingId", id("b1")));

        assertThat(resident.delete("/api/v1/me/consents/HOME").status()).isEqualTo(204);

        assertThat(rows(resident.residentId())).isZero();
        assertThat(resident.get("/api/v1/me").json().path("home").isNull()
                        || resident.get("/api/v1/me").json().path("home").isMissingNode())
                .isTrue();
        assertThat(standingConsents(resident.residentId())).isZero();
        assertThat(resident.delete("/api/v1/me/home").status())
                .as("again does nothing")
                .isEqualTo(204);
    }

    @Test
    void forgetsTheHomeWithTheResident() {
        var resident = people.resident();
        resident.put("/api/v1/me/home", Map.of("buildingId", id("b1")));

        resident.delete("/api/v1/me");

        assertThat(rows(resident.residentId())).isZero();
        assertThat(residents.home(resident.residentId())).isEmpty();
        assertThat(residents.maskedHome(resident.residentId())).isEmpty();
    }

    @Test
    void showsStaffTheBuildingAtMost() {
        var member = people.member(town.cell("c1").id());
        member.put("/api/v1/me/home", Map.of("buildingId", id("b1")));
        long registration = database.sql("SELECT id FROM identity_registration WHERE resident_id = ?")
                .param(member.residentId())
                .query(Long.class)
                .single();

        assertThat(residents.maskedHome(member.residentId())).isEqualTo("东社区10号楼");
        assertThat(people.staff(StaffRole.DIRECTOR, town.cell("c1").id())
                        .get("/console/members/" + registration)
                        .body())
                .contains("东社区10号楼");
    }

    @Test
    void saysInTheNoticeWhatTheHomeIsFor() {
        assertThat(people.stranger().get("/api/v1/privacy-notice").body()).contains("所住小区和楼栋");
    }

    private JsonNode find(String query) {
        return people.stranger()
                .get("/api/v1/estates?q=" + query.replace(" ", "%20"))
                .json()
                .path("items");
    }

    private String id(String end) {
        return Long.toString(town.cell(end).id());
    }

    private int rows(long residentId) {
        return database.sql("SELECT COUNT(*) FROM identity_home WHERE resident_id = ?")
                .param(residentId)
                .query(Integer.class)
                .single();
    }

    private int standingConsents(long residentId) {
        return database.sql("""
                        SELECT COUNT(*) FROM identity_consent
                        WHERE resident_id = ? AND purpose = 'HOME' AND withdrawn_at IS NULL""").param(residentId).query(Integer.class).single();
    }
}
