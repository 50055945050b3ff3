package cn.estation.points.statement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.identity.unit.TestUnits;
import cn.estation.kernel.Codes;
import cn.estation.points.TestPoints;
import cn.estation.points.earning.TestScores;
import cn.estation.points.rule.TestRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private final TestUnits units;
    private final JdbcClient database;
    private GridCell community;
    private Caller member;
    private Caller staff;

    @Autowired
    StatementTests(People people, TestScores scores, TestPoints points, TestUnits units, JdbcClient database) {
        this.people = people;
        this.scores = scores;
        this.points = points;
        this.units = units;
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
    void masksTheNameUnlessTheMemberWantsItOnThePaper() {
        var named = units.member(community, "欧阳晓明", "区税务局");
        int year = named.get("/api/v1/points").json().path("year").asInt();
        var plain =
                named.post("/api/v1/points/statements", Map.of("year", year)).json();
        assertThat(plain.path("named").asBoolean()).isFalse();
        assertThat(people.stranger().get(plain.path("path").asString()).body())
                .contains("欧**明")
                .doesNotContain("欧阳晓明", "区税务局");

        var whole = named.post("/api/v1/points/statements", Map.of("year", year, "named", true))
                .json();
        assertThat(whole.path("named").asBoolean()).isTrue();
        assertThat(people.stranger().get(whole.path("path").asString()).body()).contains("欧阳晓明", "区税务局");
        assertThat(trail(named)).contains("resident.show-own-name");
        assertThat(kept(whole.path("code").asString()))
                .doesNotContain("欧阳", "税务")
                .contains("sm4.1.");
    }

    @Test
    void forgetsTheNameOnAPaperWithItsBearer() {
        var named = units.member(community, "欧阳晓明", "区税务局");
        int year = named.get("/api/v1/points").json().path("year").asInt();
        var whole = named.post("/api/v1/points/statements", Map.of("year", year, "named", true))
                .json();
        var path = whole.path("path").asString();
        assertThat(named.delete("/api/v1/me").status()).isEqualTo(204);
        eventually(path, "已注销");
        assertThat(people.stranger().get(path).body()).doesNotContain("欧阳晓明", "区税务局");
    }

    @Test
    void namesForAUnitWhoAgreedAndLeavesTheOthersOutOfTheSums() {
        long unit = units.unit(community);
        var agreed = units.member(community, "欧阳晓明", "区税务局");
        var registered = units.member(community, "司徒小红", "区税务局");
        scores.posted(agreed.residentId(), community.id(), 120);
        scores.posted(registered.residentId(), community.id(), 600);
        assertThat(staff.get("/console/points/statements?communityId=" + community.id())
                        .body())
                .contains("还没有在册党员同意");
        units.share(agreed, unit, "TOTALS");
        units.share(registered, unit, "REGISTRATION");
        assertThat(staff.get("/console/points/statements?communityId=" + community.id())
                        .body())
                .contains("value=\"" + unit + "\"");

        var path = TestRules.path(issue(unit));

        var page = staff.get(path).body();
        assertThat(page)
                .contains("单位考评证明", "欧阳晓明", "2.0", "1 次，2.0 小时", "没有列出的人")
                .doesNotContain("司徒", "司*", "10.0");
        assertThat(trail(agreed)).contains("resident.reveal");
        assertThat(trail(registered)).doesNotContain("resident.reveal");

        agreed.delete("/api/v1/me/unit-view");
        assertThat(staff.get(path).body())
                .as("taken back, the name is masked again")
                .contains("欧**明")
                .doesNotContain("欧阳晓明");
    }

    @Test
    void keepsTheNamesOfAUnitsPaperSealed() {
        long unit = units.unit(community);
        var agreed = units.member(community, "欧阳晓明", "区税务局");
        units.share(agreed, unit, "WORKS");
        var path = TestRules.path(issue(unit));
        var id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        assertThat(database.sql("SELECT name FROM points_statement_person WHERE statement_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .startsWith("sm4.1.");
        assertThat(database.sql("SELECT content FROM points_statement WHERE id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .doesNotContain("欧阳晓明");
    }

    @Test
    void issuesForAUnitWhereSomebodyAgreedAndForStaffOfTheCommunity() {
        long unit = units.unit(community);
        assertThat(issue(unit).status()).isEqualTo(404);
        units.share(units.member(community, "欧阳晓明", "区税务局"), unit, "TOTALS");
        var elsewhere = people.staff(StaffRole.PARTY_WORKER, people.community().id());
        assertThat(elsewhere.form("/console/points/statements", unitForm(unit)).status())
                .isEqualTo(404);
        assertThat(units.organiser(community, unit)
                        .form("/console/points/statements", unitForm(unit))
                        .status())
                .isEqualTo(403);
    }

    private Answer issue(long unit) {
        return staff.form("/console/points/statements", unitForm(unit));
    }

    private Map<String, String> unitForm(long unit) {
        return Map.of(
                "communityId", Long.toString(community.id()),
                "unitId", Long.toString(unit),
                "year", member.get("/api/v1/points").json().path("year").asString(),
                "requestKey", Codes.next());
    }

    private java.util.List<@Nullable String> trail(Caller who) {
        return database.sql("SELECT action FROM audit_entry WHERE subject = ?")
                .param("resident:" + who.residentId())
                .query(String.class)
                .list();
    }

    private String kept(String code) {
        return database.sql("SELECT CONCAT_WS(' ', holder, unit, content) FROM points_statement WHERE code = ?")
                .param(code)
                .query(String.class)
                .single();
    }

    private void eventually(String path, String words) {
        for (int patience = 100;
                patience > 0 && !people.stranger().get(path).body().contains(words);
                patience--) {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        assertThat(people.stranger().get(path).body()).contains(words);
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
