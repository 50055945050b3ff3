package cn.estation.points.statement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.points.TestPoints;
import cn.estation.points.earning.TestScores;
import cn.estation.points.rule.TestRules;
import cn.estation.privacy.Vault;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class StatementTests {

    private final People people;
    private final TestScores scores;
    private final TestPoints points;
    private final Vault vault;
    private final JdbcClient database;
    private GridCell community;
    private Caller member;
    private Caller staff;

    @Autowired
    StatementTests(People people, TestScores scores, TestPoints points, Vault vault, JdbcClient database) {
        this.people = people;
        this.scores = scores;
        this.points = points;
        this.vault = vault;
        this.database = database;
    }

    @BeforeEach
    void serve() {
        community = people.community();
        member = people.member(community.id());
        staff = people.staff(StaffRole.PARTY_WORKER, community.id());
        scores.posted(member.residentId(), community.id(), 150);
        points.take(member.residentId(), community.id(), 1);
    }

    @Test
    void issuesAYearThatAnybodyWithTheCodeCanCheck() {
        int year = member.get("/api/v1/points").json().path("year").asInt();
        var issued =
                member.post("/api/v1/points/statements", Map.of("year", year)).json();
        assertThat(issued.path("score").asLong()).isEqualTo(2);
        assertThat(issued.path("earned").asLong()).isEqualTo(2);
        assertThat(issued.path("spent").asLong()).isEqualTo(1);
        assertThat(issued.path("code").asString()).hasSize(13);

        var page = people.stranger().get(issued.path("path").asString());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(issued.path("code").asString(), year + " 年度", "2 分", "1 次，2.5 小时", "得 2 分，用 1 分，过期 0 分")
                .doesNotContain(Long.toString(member.residentId()));
        assertThat(people.stranger()
                        .get(issued.path("path").asString().toLowerCase(java.util.Locale.ROOT))
                        .status())
                .isEqualTo(200);
        assertThat(people.stranger().get(issued.path("path").asString() + "/qr").body())
                .contains("<svg");
        assertThat(member.get("/api/v1/points/statements").json().path("items")).hasSize(1);
    }

    @Test
    void saysForeverWhatItSaidOnTheDay() {
        var path = TestRules.path(staff.form(
                "/console/points/members/" + member.residentId() + "/statements", Map.of("requestKey", Codes.next())));
        scores.posted(member.residentId(), community.id(), 600);

        assertThat(staff.get(path).body()).contains("2 分", "1 次，2.5 小时");
        assertThat(staff.get("/console/points/statements").body()).contains("（个人）");
    }

    @Test
    void issuesForAUnitWithMaskedNames() {
        var name = "区税务局";
        long registration = database.sql("SELECT id FROM identity_registration WHERE resident_id = ?")
                .param(member.residentId())
                .query(Long.class)
                .single();
        database.sql("UPDATE identity_registration SET unit = ? WHERE id = ?")
                .params(
                        vault.seal(name, "identity_registration.unit", registration)
                                .text(),
                        registration)
                .update();
        assertThat(staff.get("/console/points/statements?communityId=" + community.id())
                        .body())
                .contains(name);
        var path = TestRules.path(staff.form(
                "/console/points/statements",
                Map.of(
                        "communityId", Long.toString(community.id()),
                        "unit", name,
                        "year", member.get("/api/v1/points").json().path("year").asString(),
                        "requestKey", Codes.next())));
        assertThat(staff.get(path).body()).contains(name, "单位考评证明", "2.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000000", "x", "%27%20OR%201=1", "ABCDEFGHJKMNPQRSTVWXYZABCDEFGHJKMNPQRSTVWXYZ"})
    void tellsNothingWithoutTheCode(String code) {
        var answer = people.stranger().get("/open/points-statements/" + code);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("没有这份证明");
    }

    @Test
    void isForMembersAndForYearsThatHaveBegun() {
        assertThat(people.resident()
                        .post("/api/v1/points/statements", Map.of("year", 2026))
                        .status())
                .isEqualTo(404);
        assertThat(member.post("/api/v1/points/statements", Map.of("year", 2999))
                        .status())
                .isEqualTo(400);
        assertThat(member.post("/api/v1/points/statements", Map.of("year", 1999))
                        .status())
                .isEqualTo(400);
        assertThat(member.post("/api/v1/points/statements", Map.of()).status()).isEqualTo(400);
        var elsewhere = people.staff(StaffRole.PARTY_WORKER, people.community().id());
        assertThat(elsewhere
                        .form(
                                "/console/points/members/" + member.residentId() + "/statements",
                                Map.of("requestKey", Codes.next()))
                        .status())
                .isEqualTo(404);
    }
}
