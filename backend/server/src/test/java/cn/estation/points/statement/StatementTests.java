package cn.estation.points.statement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
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
    void issuesTheYearToWhoHasLeftAndToNobodyWhoWasNeverAMember() {
        int year = member.get("/api/v1/points").json().path("year").asInt();
        var id = member.get("/api/v1/registrations").json().get(0).path("id").asString();
        var left = people.staff(StaffRole.DIRECTOR, community.id())
                .form("/console/members/" + id + "/end", Map.of("reason", "调离本单位", "requestKey", Codes.next()));
        assertThat(left.status()).isEqualTo(302);

        var issued = member.post("/api/v1/points/statements", Map.of("year", year));
        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.json().path("score").asLong()).isEqualTo(2);
        assertThat(people.resident()
                        .post("/api/v1/points/statements", Map.of("year", year))
                        .status())
                .isEqualTo(404);
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

        var whole = whole(named);
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
        var path = whole(named).path("path").asString();
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

        assertThat(staff.get(path).body())
                .as("names stay masked until somebody opens the paper")
                .contains("单位考评证明", "欧**明", "写明 1 人的姓名", "2.0", "1 次，2.0 小时", "没有列出的人")
                .doesNotContain("欧阳晓明", "司徒", "司*", "10.0", code(path));
        assertThat(trail(agreed)).contains("resident.put-on-paper").doesNotContain("resident.reveal");

        var paper = open(staff, path);
        assertThat(people.stranger().get(paper).body())
                .contains("欧阳晓明", "1 次，2.0 小时", code(path))
                .doesNotContain("司徒", "司*");
        assertThat(trail(agreed)).contains("resident.reveal");
        assertThat(trail(registered)).doesNotContain("resident.reveal");

        agreed.delete("/api/v1/me/unit-view");
        assertThat(people.stranger().get(paper).body())
                .as("taken back, the name is masked again")
                .contains("欧**明", "1 次，2.0 小时")
                .doesNotContain("欧阳晓明");
        assertThat(staff.get(path).body()).contains("打开打印页").doesNotContain("欧阳晓明");
    }

    @Test
    void opensPapersOfSoManyNamesADayAndEachPaperOnce() {
        long unit = units.unit(community);
        units.share(units.member(community, "欧阳晓明", "区税务局"), unit, "TOTALS");
        units.share(units.member(community, "司徒小红", "区税务局"), unit, "TOTALS");
        var first = TestRules.path(issue(unit));
        var second = TestRules.path(issue(unit));
        var colleague = people.staff(StaffRole.DIRECTOR, community.id());

        open(staff, first);
        open(staff, first);
        assertThat(opened(staff)).containsExactly(2);
        another(staff, 297);
        var refused = staff.form(second + "/opening", Map.of());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("这份证明写明 2 人的姓名，您今天打开的证明已有 299 人，每天最多 300 人。");
        open(staff, first);

        open(colleague, second);
        assertThat(opened(colleague)).containsExactly(2);
    }

    @Test
    void countsEachNameOnceHoweverManyPapersAreOpenedAtOnce() throws Exception {
        long unit = units.unit(community);
        units.share(units.member(community, "欧阳晓明", "区税务局"), unit, "TOTALS");
        var paths = java.util.stream.IntStream.range(0, 16)
                .mapToObj(n -> TestRules.path(issue(unit)))
                .toList();
        another(staff, 290);

        var answers = Race.of(
                16, n -> () -> Race.persist(() -> staff.form(paths.get(n) + "/opening", Map.of()), Answer::status));

        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(10);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(6);
    }

    @Test
    void masksForStaffWhatAMemberHasNamedUntilTheyOpenIt() {
        var named = units.member(community, "欧阳晓明", "区税务局");
        var whole = whole(named);
        var path = "/console/points/statements/" + whole.path("id").asString();

        assertThat(staff.get("/console/points/statements").body())
                .contains("欧**明（个人）")
                .doesNotContain("欧阳晓明");
        assertThat(staff.get(path).body())
                .contains("欧**明", "写明 1 人的姓名")
                .doesNotContain("欧阳晓明", "区税务局", whole.path("code").asString());
        assertThat(people.stranger().get(open(staff, path)).body()).contains("欧阳晓明", "区税务局");
        assertThat(trail(named)).contains("resident.reveal");
    }

    @Test
    void opensAPaperForStaffOfItsCommunityWhoKeepPoints() {
        long unit = units.unit(community);
        units.share(units.member(community, "欧阳晓明", "区税务局"), unit, "TOTALS");
        var path = TestRules.path(issue(unit)) + "/opening";
        var elsewhere = people.staff(StaffRole.PARTY_WORKER, people.community().id());
        assertThat(elsewhere.form(path, Map.of()).status()).isEqualTo(404);
        assertThat(units.organiser(community, unit).form(path, Map.of()).status())
                .isEqualTo(403);
        assertThat(staff.form("/console/points/statements/1/opening", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void namesNobodyWhoHasNotReadWhoSeesTheName() {
        var named = units.member(community, "欧阳晓明", "区税务局");
        int year = named.get("/api/v1/points").json().path("year").asInt();
        var sentence = named.get("/api/v1/points/statements/naming")
                .json()
                .path("sentence")
                .asString();
        assertThat(sentence).contains("任何拿到这张纸或核验码的人都能看到", "随时收回", "仍然有效");

        var refused = named.post("/api/v1/points/statements", Map.of("year", year, "named", true));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("consent-needed");
        assertThat(refused.json().path("detail").asString()).startsWith(sentence);
        assertThat(named.post("/api/v1/points/statements", Map.of("year", year, "named", true, "consent", false))
                        .status())
                .isEqualTo(400);
        assertThat(named.get("/api/v1/points/statements").json().path("items")).isEmpty();
    }

    @Test
    void staysValidWithoutTheNameOnceItIsTakenBack() {
        var named = units.member(community, "欧阳晓明", "区税务局");
        scores.posted(named.residentId(), community.id(), 150);
        var whole = whole(named);
        var other = whole(named);
        var page = whole.path("path").asString();
        var name = "/api/v1/points/statements/" + whole.path("id").asString() + "/name";
        assertThat(people.stranger().get(page).body()).contains("欧阳晓明", "本人可以随时收回");

        assertThat(member.delete(name).status()).as("somebody else's").isEqualTo(404);
        assertThat(people.stranger().get(page).body()).contains("欧阳晓明");
        assertThat(named.delete(name).status()).isEqualTo(204);
        assertThat(named.delete(name).status()).isEqualTo(204);

        assertThat(people.stranger().get(page).body())
                .contains("与本系统出具的一致", "欧**明", "1 次，2.5 小时", "姓名遮住不影响证明的效力")
                .doesNotContain("欧阳晓明", "区税务局");
        assertThat(named.get("/api/v1/points/statements").json().path("items").findValuesAsString("named"))
                .containsExactly("true", "false");
        assertThat(people.stranger().get(other.path("path").asString()).body())
                .as("the other paper keeps the name")
                .contains("欧阳晓明");
        assertThat(database.sql(
                                "SELECT COUNT(*) FROM audit_entry WHERE action = 'points.statement-mask' AND subject = ?")
                        .param("points-statement:" + whole.path("id").asString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void takesNoNameOffAUnitsPaperByItsNumber() {
        long unit = units.unit(community);
        var agreed = units.member(community, "欧阳晓明", "区税务局");
        units.share(agreed, unit, "TOTALS");
        var path = TestRules.path(issue(unit));
        var id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(agreed.delete("/api/v1/points/statements/" + id + "/name").status())
                .isEqualTo(404);
    }

    @Test
    void takesTheNameBackWithTheConsentToBeKnownAsAMember() {
        var named = units.member(community, "欧阳晓明", "区税务局");
        var page = whole(named).path("path").asString();
        assertThat(named.delete("/api/v1/me/consents/MEMBERSHIP").status()).isEqualTo(204);
        eventually(page, "欧**明");
        assertThat(people.stranger().get(page).body()).contains("与本系统出具的一致").doesNotContain("欧阳晓明", "区税务局");
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

    private static tools.jackson.databind.JsonNode whole(Caller named) {
        int year = named.get("/api/v1/points").json().path("year").asInt();
        return named.post("/api/v1/points/statements", Map.of("year", year, "named", true, "consent", true))
                .json();
    }

    /** Opens a paper from its page in the console; returns the page to print. */
    private static String open(Caller staff, String path) {
        var answer = staff.form(path + "/opening", Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        var to = answer.header("Location");
        return to.substring(to.indexOf("/open/"));
    }

    private java.util.List<@Nullable Integer> opened(Caller staff) {
        return database.sql("SELECT names FROM identity_paper_reveal WHERE staff_id = ?")
                .param(staff.staffId())
                .query(Integer.class)
                .list();
    }

    /** Another paper that somebody has opened today. */
    private void another(Caller staff, int names) {
        database.sql("""
                        INSERT INTO identity_paper_reveal (staff_id, china_day, paper, names, opened_at)
                        VALUES (?, DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR), 'points-statement:1', ?, UTC_TIMESTAMP(3))""").params(staff.staffId(), names).update();
    }

    private String code(String path) {
        return database.sql("SELECT code FROM points_statement WHERE id = ?")
                .param(path.substring(path.lastIndexOf('/') + 1))
                .query(String.class)
                .single();
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
