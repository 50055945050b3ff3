package cn.estation.identity.unit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.points.earning.TestScores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 本单位党员: the unit sees who agreed, as far as they agreed, and nobody else. */
@EstationTest
class UnitViewTests {

    private static final String HOME = "/console/unit-members";

    private final People people;
    private final TestUnits units;
    private final TestScores scores;
    private final JdbcClient database;
    private GridCell community;
    private Caller member;
    private Caller organiser;
    private long unit;

    @Autowired
    UnitViewTests(People people, TestUnits units, TestScores scores, JdbcClient database) {
        this.people = people;
        this.units = units;
        this.scores = scores;
        this.database = database;
    }

    @BeforeEach
    void register() {
        community = people.community();
        unit = units.unit(community);
        organiser = units.organiser(community, unit);
        member = units.member(community, "欧阳晓明", "区税务局");
        scores.posted(member.residentId(), community.id(), 150);
    }

    @Test
    void seesNothingOfWhoHasNotAgreed() {
        var page = organiser.get(HOME);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("还没有党员同意给本单位看").doesNotContain("欧阳", "2.5 小时");
        var shown = member.get("/api/v1/me/unit-view").json();
        assertThat(shown.has("shown") && !shown.path("shown").isNull()).isFalse();
        assertThat(shown.path("choices")).hasSize(3);
    }

    @Test
    void seesOnlyTheRegistrationWhereNoMoreWasAgreed() {
        long id = units.share(member, unit, "REGISTRATION");

        assertThat(organiser.get(HOME).body())
                .contains("欧**明", community.name(), "在册")
                .doesNotContain("2.5 小时");
        assertThat(organiser.get(HOME + "/" + id).body())
                .contains("没有同意给单位看时长和考评分", "没有同意给单位看每次服务")
                .doesNotContain("2.5 小时", "测试服务", "欧阳晓明");
    }

    @Test
    void seesTheYearsAndThenEachServiceAsFarAsWasAgreed() {
        long totals = units.share(member, unit, "TOTALS");
        assertThat(organiser.get(HOME).body()).contains("2.5 小时", "2 分");
        assertThat(organiser.get(HOME + "/" + totals).body())
                .contains("2.5 小时", "没有同意给单位看每次服务")
                .doesNotContain("测试服务");

        long works = units.share(member, unit, "WORKS");
        assertThat(organiser.get(HOME + "/" + works).body()).contains("测试服务", "150 分钟");
        assertThat(organiser.get(HOME + "/" + totals).status())
                .as("what was agreed before is gone")
                .isEqualTo(404);
    }

    @Test
    void countsWhatIsPostedAndNothingThatWasTakenBack() {
        var score = scores.posted(member.residentId(), community.id(), 60);
        database.sql("UPDATE points_score SET status = 'REVOKED' WHERE id = ?")
                .param(score)
                .update();
        units.share(member, unit, "TOTALS");
        assertThat(organiser.get(HOME).body()).contains("2.5 小时").doesNotContain("3.5 小时");
        database.sql("UPDATE points_score SET status = 'POSTED' WHERE id = ?")
                .param(score)
                .update();
    }

    @Test
    void sendsNothingMoreOnceItIsTakenBack() {
        long id = units.share(member, unit, "WORKS");
        assertThat(consents()).contains("UNIT");

        assertThat(member.delete("/api/v1/me/unit-view").status()).isEqualTo(204);
        assertThat(member.delete("/api/v1/me/unit-view").status()).isEqualTo(204);

        assertThat(organiser.get(HOME).body()).doesNotContain("欧阳");
        assertThat(organiser.get(HOME + "/" + id).status()).isEqualTo(404);
        assertThat(name(organiser, id).status()).isEqualTo(404);
        assertThat(consents()).doesNotContain("UNIT");
    }

    @Test
    void isTakenBackWithTheConsentTheRegistrationOrTheAccount() {
        units.share(member, unit, "TOTALS");
        assertThat(member.delete("/api/v1/me/consents/UNIT").status()).isEqualTo(204);
        assertThat(open()).isZero();

        units.share(member, unit, "TOTALS");
        assertThat(member.delete("/api/v1/me/consents/MEMBERSHIP").status()).isEqualTo(204);
        assertThat(open()).isZero();

        units.register(member, community, "欧阳晓明", "区税务局");
        units.share(member, unit, "TOTALS");
        assertThat(member.delete("/api/v1/me").status()).isEqualTo(204);
        assertThat(open()).isZero();
        assertThat(organiser.get(HOME).body()).doesNotContain("欧阳", "已注销");
    }

    @Test
    void needsAConsentOfItsOwnARegistrationAndAUnitThatIsThere() {
        var body = new HashMap<String, Object>(Map.of("unitId", Long.toString(unit), "detail", "TOTALS"));
        body.put("consent", false);
        assertThat(member.put("/api/v1/me/unit-view", body).code()).isEqualTo("consent-needed");
        body.remove("consent");
        assertThat(member.put("/api/v1/me/unit-view", body).status()).isEqualTo(400);
        body.put("consent", true);
        assertThat(people.resident().put("/api/v1/me/unit-view", body).code()).isEqualTo("no-registration");
        body.put("unitId", "1");
        assertThat(member.put("/api/v1/me/unit-view", body).status()).isEqualTo(404);
        body.put("unitId", Long.toString(unit));
        body.put("detail", "EVERYTHING");
        assertThat(member.put("/api/v1/me/unit-view", body).status()).isEqualTo(400);
        assertThat(open()).isZero();
    }

    @Test
    void letsOneUnitSeeAtATimeHoweverManyAreChosenAtOnce() throws Exception {
        long other = units.unit(community);
        List<Answer> answers = Race.of(
                16,
                n -> () -> member.put(
                        "/api/v1/me/unit-view",
                        Map.of(
                                "unitId",
                                Long.toString(n % 2 == 0 ? unit : other),
                                "detail",
                                "TOTALS",
                                "consent",
                                true)));
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(open()).isEqualTo(1);
    }

    @Test
    void showsTheWholeNameForAReasonAndKeepsWhoSawIt() {
        long id = units.share(member, unit, "REGISTRATION");

        assertThat(name(organiser, id).body()).contains("欧阳晓明");
        assertThat(organiser
                        .form(HOME + "/" + id + "/name", Map.of("reason", "看", "requestKey", Codes.next()))
                        .status())
                .isGreaterThanOrEqualTo(400);
        organiser.get(HOME + "/" + id);
        assertThat(trail()).contains("unit.share", "unit.reveal", "unit.read-member");
    }

    @Test
    void isForTheStaffOfThatUnitAlone() {
        long id = units.share(member, unit, "WORKS");
        var otherUnit = units.organiser(community, units.unit(community));
        assertThat(otherUnit.get(HOME).body()).doesNotContain("欧阳");
        assertThat(otherUnit.get(HOME + "/" + id).status()).isEqualTo(404);
        assertThat(name(otherUnit, id).status()).isEqualTo(404);

        var unlinked = people.staff(StaffRole.UNIT_ORGANISER, community.id());
        assertThat(unlinked.get(HOME).body()).contains("还没有被指派到单位");
        assertThat(unlinked.get(HOME + "/" + id).status()).isEqualTo(404);

        // Linked to the unit, but with a post somewhere else in the tree.
        var elsewhere =
                people.staff(StaffRole.UNIT_ORGANISER, people.community().id());
        units.link(community, unit, elsewhere);
        assertThat(elsewhere.get(HOME).body()).doesNotContain("欧阳");
        assertThat(elsewhere.get(HOME + "/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(
            value = StaffRole.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNIT_ORGANISER"})
    void isForNoOtherPost(StaffRole role) {
        long id = units.share(member, unit, "WORKS");
        var staff = people.staff(role, community.id());
        units.link(community, unit, staff);
        assertThat(staff.get(HOME).status()).isEqualTo(403);
        assertThat(staff.get(HOME + "/" + id).status()).isEqualTo(404);
        assertThat(name(staff, id).status()).isEqualTo(404);
    }

    @Test
    void opensNothingByALinkThatWasWrittenPastTheService() {
        units.share(member, unit, "WORKS");
        var intruder = people.staff(StaffRole.UNIT_ORGANISER, community.id());
        database.sql("""
                        INSERT INTO identity_unit_staff (unit_id, staff_id, proof, linked_by, linked_at)
                        VALUES (?, ?, ?, 'staff:1', '2026-01-01')""").params(unit, intruder.staffId(), "0".repeat(64)).update();
        assertThat(intruder.get(HOME).body()).doesNotContain("欧阳");
    }

    @Test
    void closesWithTheUnit() {
        long id = units.share(member, unit, "WORKS");
        var administrator = people.staff(StaffRole.ADMINISTRATOR, community.id());
        assertThat(administrator.get("/console/units").body()).contains("区税务局");
        assertThat(administrator
                        .form("/console/units/" + unit + "/end", Map.of("requestKey", Codes.next()))
                        .status())
                .isEqualTo(302);

        assertThat(organiser.get(HOME + "/" + id).status()).isEqualTo(404);
        assertThat(open()).isZero();
        assertThat(consents()).doesNotContain("UNIT");
        assertThat(administrator
                        .form("/console/units/" + unit + "/end", Map.of("requestKey", Codes.next()))
                        .status())
                .isEqualTo(409);
        assertThat(administrator.get("/console/units/" + unit).body()).contains("已停用");
    }

    @Test
    void isTakenFromWhoNoLongerLooksAfterIt() {
        units.share(member, unit, "WORKS");
        var administrator = people.staff(StaffRole.ADMINISTRATOR, community.id());
        var who = Map.of("staffId", Long.toString(organiser.staffId()), "requestKey", Codes.next());
        assertThat(administrator
                        .form("/console/units/" + unit + "/removal", who)
                        .status())
                .isEqualTo(302);
        assertThat(organiser.get(HOME).body()).contains("还没有被指派到单位").doesNotContain("欧阳");
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrong() {
        var administrator = people.staff(StaffRole.ADMINISTRATOR, community.id());
        var name = "区水务局" + Codes.next();
        var form = new HashMap<>(Map.of("name", name, "cellId", Long.toString(community.id())));
        form.put("requestKey", Codes.next());
        assertThat(administrator.form("/console/units", form).status()).isEqualTo(302);
        form.put("requestKey", Codes.next());
        var again = administrator.form("/console/units", form);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("已有同名的单位", name);
        form.put("name", "局");
        form.put("requestKey", Codes.next());
        assertThat(administrator.form("/console/units", form).body()).contains("单位名称为 2 到 100 个字");
        var nobody = Map.of("login", "nobody-of-this-name", "requestKey", Codes.next());
        assertThat(administrator
                        .form("/console/units/" + unit + "/staff", nobody)
                        .body())
                .contains("没有使用这个登录名的在岗人员", "nobody-of-this-name");
    }

    @Test
    void isFoundByAPartOfItsName() {
        var name = "第" + Codes.next() + "研究院";
        units.unit(community, name);
        assertThat(member.get("/api/v1/units?q=" + name.substring(1, 9)).body()).contains(name);
        assertThat(member.get("/api/v1/units?q=%25%25").body()).isEqualTo("[]");
        assertThat(member.get("/api/v1/units").body()).isEqualTo("[]");
    }

    private static Answer name(Caller staff, long id) {
        return staff.form(HOME + "/" + id + "/name", Map.of("reason", "核对年度考评名单", "requestKey", Codes.next()));
    }

    private int open() {
        return database.sql("SELECT COUNT(*) FROM identity_unit_share WHERE open_resident_id = ?")
                .param(member.residentId())
                .query(Integer.class)
                .single();
    }

    private List<@Nullable String> consents() {
        return database.sql("SELECT purpose FROM identity_consent WHERE resident_id = ? AND withdrawn_at IS NULL")
                .param(member.residentId())
                .query(String.class)
                .list();
    }

    private List<@Nullable String> trail() {
        return database.sql("SELECT action FROM audit_entry WHERE subject = ?")
                .param("resident:" + member.residentId())
                .query(String.class)
                .list();
    }
}
