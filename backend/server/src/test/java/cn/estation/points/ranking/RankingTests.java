package cn.estation.points.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.points.earning.TestScores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class RankingTests {

    private final People people;
    private final TestScores scores;
    private GridCell community;
    private Caller first;
    private Caller second;

    @Autowired
    RankingTests(People people, TestScores scores) {
        this.people = people;
        this.scores = scores;
    }

    @BeforeEach
    void serve() {
        community = people.community();
        first = people.member(community.id());
        second = people.member(community.id());
        scores.posted(first.residentId(), community.id(), 180);
        scores.posted(second.residentId(), community.id(), 60);
    }

    @Test
    void comparesNobodyUntilAnAdministratorWhoHasReadTheNoticeTurnsItOn() {
        assertThat(first.get("/api/v1/points/ranking").body()).contains("ranking-off");
        var admin = people.staff(StaffRole.ADMINISTRATOR, community.id());
        assertThat(turn(admin, community, true, false).status()).isEqualTo(400);
        assertThat(admin.get("/console/points/ranking").body()).contains("国办函〔2026〕12号", "从未开启过");
        assertThat(turn(admin, community, true, true).status()).isEqualTo(302);

        assertThat(first.get("/api/v1/points/ranking").json().path("places")).isEmpty();
        first.put("/api/v1/points/preferences", Map.of("showName", true));
        var places = second.get("/api/v1/points/ranking").json().path("places");
        assertThat(places).hasSize(1);
        assertThat(places.get(0).path("score").asLong()).isEqualTo(3);
        second.put("/api/v1/points/preferences", Map.of("showName", true));
        var both = second.get("/api/v1/points/ranking").json().path("places");
        assertThat(both.get(1).path("place").asInt()).isEqualTo(2);
        assertThat(both.get(1).path("mine").asBoolean()).isTrue();

        turn(admin, community, false, false);
        assertThat(first.get("/api/v1/points/ranking").status()).isEqualTo(409);
    }

    @Test
    void ranksThisCommunitysMembersByTheirYearsScore() {
        var elsewhere = people.community();
        var neighbour = people.member(elsewhere.id());
        scores.posted(neighbour.residentId(), community.id(), 600);
        scores.posted(second.residentId(), elsewhere.id(), 300);
        var silent = people.member(community.id());
        silent.put("/api/v1/points/preferences", Map.of("showName", true));
        List.of(neighbour, first, second)
                .forEach(one -> one.put("/api/v1/points/preferences", Map.of("showName", true)));
        turn(people.staff(StaffRole.ADMINISTRATOR, community.id()), community, true, true);

        var places = first.get("/api/v1/points/ranking").json().path("places");

        assertThat(places.valueStream().map(place -> place.path("score").asLong()))
                .as("who is a member elsewhere is not compared here; each has the score of their own page")
                .containsExactly(6L, 3L);
        assertThat(second.get("/api/v1/points").json().path("appraisal").asLong())
                .isEqualTo(6);
        assertThat(places.get(1).path("mine").asBoolean()).isTrue();
    }

    @Test
    void followsTheNearestOrganisationThatSaidSomething() {
        var above = people.above(community);
        turn(people.staff(StaffRole.ADMINISTRATOR, above.id()), above, true, true);
        assertThat(first.get("/api/v1/points/ranking").status()).isEqualTo(200);
        turn(people.staff(StaffRole.ADMINISTRATOR, community.id()), community, false, false);
        assertThat(first.get("/api/v1/points/ranking").status()).isEqualTo(409);
    }

    @Test
    void isNotForOthersToTurnOrToSee() {
        var elsewhere = people.staff(StaffRole.ADMINISTRATOR, people.community().id());
        assertThat(turn(elsewhere, community, true, true).status()).isEqualTo(404);
        assertThat(turn(people.staff(StaffRole.DIRECTOR, community.id()), community, true, true)
                        .status())
                .isEqualTo(403);
        assertThat(people.resident().get("/api/v1/points/ranking").status()).isEqualTo(404);
    }

    private static Answer turn(Caller who, GridCell cell, boolean on, boolean noticed) {
        var form = new HashMap<>(Map.of(
                "cellId", Long.toString(cell.id()),
                "on", Boolean.toString(on),
                "reason", "自愿参加的竞赛",
                "requestKey", Codes.next()));
        if (noticed) {
            form.put("noticed", "true");
        }
        return who.form("/console/points/ranking", form);
    }
}
