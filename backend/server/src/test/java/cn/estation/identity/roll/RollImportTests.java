package cn.estation.identity.roll;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.identity.TestResidents;
import cn.estation.identity.unit.TestUnits;
import cn.estation.kernel.Codes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Lists of units: looked at first, then taken in row by row, and nothing personal kept in the open. */
@EstationTest
@RecordApplicationEvents
class RollImportTests {

    private static final String HOME = TestUnitRolls.HOME;
    private static final AtomicLong NUMBERS = new AtomicLong(13_000_000_000L + System.nanoTime() % 800_000_000L);

    private final People people;
    private final TestUnits units;
    private final TestUnitRolls rolls;
    private final TestResidents residents;
    private final RollImports imports;
    private final UnitRollMapper rows;
    private final JdbcClient database;
    private GridCell community;
    private Caller worker;
    private long unit;

    @Autowired
    RollImportTests(
            People people,
            TestUnits units,
            TestUnitRolls rolls,
            TestResidents residents,
            RollImports imports,
            UnitRollMapper rows,
            JdbcClient database) {
        this.people = people;
        this.units = units;
        this.rolls = rolls;
        this.residents = residents;
        this.imports = imports;
        this.rows = rows;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        worker = people.staff(StaffRole.PARTY_WORKER, community.id());
        unit = units.unit(community);
    }

    @Test
    void confirmsWhoAppliedHereUnderThisNumberAndName() {
        var phone = phone();
        var applicant = applied("张晓三", phone);

        long id = preview(List.of(List.of("张晓三", phone)));
        assertThat(worker.get(HOME + "/" + id).body()).contains("确认报到", "张*三").doesNotContain("张晓三", phone);
        assertThat(status(applicant)).as("a preview changes nothing").isEqualTo("SUBMITTED");

        confirm(id);

        assertThat(status(applicant)).isEqualTo("ACTIVE");
        assertThat(worker.get(HOME + "/" + id).body()).contains("已导入", "确认报到 1 行");
    }

    @Test
    void changesNothingTheSecondTime(ApplicationEvents events) {
        var phone = phone();
        var later = phone();
        applied("张晓三", phone);
        var list = List.of(List.of("张晓三", phone), List.of("李小四", later));
        var known = people.resident();
        residents.phone(known.residentId(), later);

        confirm(preview(list));
        long again = preview(list);
        confirm(again);

        assertThat(imports.counts(again))
                .containsEntry(RollOutcome.SAME, 1)
                .containsEntry(RollOutcome.WAITING, 1)
                .containsEntry(RollOutcome.CONFIRM, 0);
        assertThat(expected()).isEqualTo(1);
        assertThat(events.stream(cn.estation.identity.InvitedToRegister.class)
                        .filter(event -> event.residentId() == known.residentId()))
                .as("asked once, not with every list")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(invitations(known)).isEqualTo(1);
    }

    @Test
    void saysWhoIsExpectedWhenTheyRegisterThemselves() {
        var phone = phone();
        confirm(preview(List.of(List.of("王小五", phone))));

        var same = applied("王小五", phone);
        assertThat(card(same)).contains("单位名单", "手机号、姓名一致");
        confirm(preview(List.of(List.of("王小五", phone))));
        assertThat(status(same)).isEqualTo("ACTIVE");
        assertThat(expected()).as("who has come is expected no longer").isZero();
    }

    @Test
    void leavesToAPersonWhatDoesNotAgree() {
        var phone = phone();
        var other = applied("赵六六", phone);
        var numberless = applied("孙七七", null);
        applied("周八八", null);
        applied("周八八", null);

        long id = preview(List.of(List.of("钱六六", phone), List.of("孙七七", phone()), List.of("周八八", phone())));
        confirm(id);

        assertThat(imports.counts(id)).containsEntry(RollOutcome.CHECK, 2).containsEntry(RollOutcome.WAITING, 1);
        assertThat(status(other)).isEqualTo("SUBMITTED");
        assertThat(status(numberless)).isEqualTo("SUBMITTED");
        assertThat(worker.get(HOME + "/" + id + "?outcome=CHECK").body()).contains("姓名不同", "没有绑定手机号");
    }

    @Test
    void tellsNothingOfWhoRegisteredElsewhere() {
        var phone = phone();
        var elsewhere = people.community();
        var member = units.member(elsewhere, "吴九九", "区税务局");
        residents.phone(member.residentId(), phone);
        var nobody = phone();

        long id = preview(List.of(List.of("吴九九", phone), List.of("郑十十", nobody)));

        var lines = rows.lines(id, null, 0, 10);
        assertThat(lines).extracting(UnitRollMapper.Kept::outcome).containsOnly(RollOutcome.WAITING);
        assertThat(lines.get(0).sentence()).isEqualTo(lines.get(1).sentence());
        assertThat(lines).extracting(UnitRollMapper.Kept::registrationId).containsOnlyNulls();
        confirm(id);
        assertThat(invitations(member)).isZero();
    }

    @Test
    void saysRowByRowWhatIsWrongInAFileToWorkThrough() {
        var phone = phone();
        long id = preview(List.of(
                List.of("张晓三", phone),
                List.of("", phone()),
                List.of("李小四", "12345"),
                List.of("王小五", "=1+1"),
                List.of("=HYPERLINK(\"x\")", phone()),
                List.of("张晓山", phone),
                List.of("+cmd|' /C calc'!A0", phone())));

        assertThat(imports.counts(id)).containsEntry(RollOutcome.REFUSED, 5);
        assertThat(worker.get(HOME + "/" + id).body()).contains("姓名没有填写", "手机号应为 11 位数字", "是公式", "出现过，请留一行");
        var report = worker.get(HOME + "/" + id + "/report");
        assertThat(report.header("Content-Type")).contains("spreadsheetml");
        assertThat(report.header("Content-Disposition")).contains("attachment");
        var template = worker.get(HOME + "/template");
        assertThat(template.status()).isEqualTo(200);
    }

    @Test
    void writesReportsWithoutFormulas() throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        RollFile.report(
                out,
                List.of(new UnitRollMapper.Kept(2, "=1+1", null, null, RollOutcome.REFUSED, null, "@SUM(A1)", false)));
        try (var book =
                new org.dhatim.fastexcel.reader.ReadableWorkbook(new java.io.ByteArrayInputStream(out.toByteArray()))) {
            var line = book.getFirstSheet().read().get(1);
            assertThat(line.getCellText(1)).isEqualTo("'=1+1");
            assertThat(line.getCellText(3)).isEqualTo("'@SUM(A1)");
            assertThat(line.getCell(1).getFormula()).isNull();
        }
    }

    @Test
    void refusesWhatIsNoTemplate() {
        refused(TestUnitRolls.file("Sheet1", List.of("姓名", "手机号"), List.of(List.of("张三", "1"))), "请用模板填写");
        refused(TestUnitRolls.file("党员名单", List.of("姓名", "身份证号"), List.of(List.of("张三", "1"))), "表头不认识");
        refused(TestUnitRolls.file("党员名单", List.of("姓名"), List.of(List.of("张三"))), "缺少“手机号”");
        refused(TestUnitRolls.file("党员名单", List.of("姓名", "手机号"), List.of()), "还没有填写内容");
        refused("PK-no-zip".getBytes(java.nio.charset.StandardCharsets.UTF_8), "已损坏");
    }

    @Test
    void takesAFormOnceAndAConfirmationOnce() {
        var phone = phone();
        long id = preview(List.of(List.of("张晓三", phone)));
        var confirmation = Map.of("requestKey", Codes.next());
        worker.form(HOME + "/" + id + "/confirm", confirmation);
        worker.form(HOME + "/" + id + "/confirm", confirmation);
        done(id);
        assertThat(worker.form(HOME + "/" + id + "/confirm", Map.of("requestKey", Codes.next()))
                        .status())
                .isEqualTo(409);
        assertThat(worker.form(HOME + "/" + id + "/discard", Map.of("requestKey", Codes.next()))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void keepsNoNumberAndNoNameInTheOpenAndNothingOnceItIsDone() {
        var phone = phone();
        long waiting = preview(List.of(List.of("张晓三", phone)));
        var kept = database.sql(
                        "SELECT CONCAT_WS(' ', shown, name, phone_index) FROM identity_roll_row WHERE import_id = ?")
                .param(waiting)
                .query(String.class)
                .single();
        assertThat(kept).doesNotContain(phone, "张晓三").contains("sm4.1.");

        assertThat(worker.form(HOME + "/" + waiting + "/discard", Map.of("requestKey", Codes.next()))
                        .status())
                .isEqualTo(302);
        assertThat(leftOf(waiting)).isZero();
        long taken = preview(List.of(List.of("张晓三", phone)));
        confirm(taken);
        assertThat(leftOf(taken)).isZero();
    }

    @Test
    void forgetsPreviewsAndPeopleWhoNeverCame() {
        long abandoned = preview(List.of(List.of("张晓三", phone())));
        confirm(preview(List.of(List.of("李小四", phone()))));
        database.sql("UPDATE identity_roll_import SET created_at = '2026-01-01' WHERE id = ?")
                .param(abandoned)
                .update();
        database.sql("UPDATE identity_roll_expected SET listed_at = '2026-01-01' WHERE community_id = ?")
                .param(community.id())
                .update();

        imports.forgetOld();

        assertThat(leftOf(abandoned)).isZero();
        assertThat(rows.selectById(abandoned).status()).isEqualTo(RollRun.Status.DISCARDED);
        assertThat(expected()).isZero();
    }

    @Test
    void isForThoseWhoConfirmMembersOfThisCommunity() {
        long id = preview(List.of(List.of("张晓三", phone())));
        var elsewhere = people.staff(StaffRole.PARTY_WORKER, people.community().id());
        var organiser = units.organiser(community, unit);
        for (var path : List.of("", "/progress", "/report")) {
            assertThat(elsewhere.get(HOME + "/" + id + path).status()).isEqualTo(404);
            assertThat(organiser.get(HOME + "/" + id + path).status()).isEqualTo(403);
        }
        assertThat(rolls.send(elsewhere, community.id(), unit, List.of(List.of("张晓三", phone())))
                        .status())
                .isEqualTo(404);
        assertThat(rolls.send(organiser, community.id(), unit, List.of(List.of("张晓三", phone())))
                        .status())
                .isEqualTo(403);
        assertThat(elsewhere
                        .form(HOME + "/" + id + "/confirm", Map.of("requestKey", Codes.next()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void findsTheUnitBeforeTheFile() {
        var page = worker.get(HOME + "?q=税务局");
        assertThat(page.body()).contains("区税务局", "上传并预览", community.name());
        assertThat(worker.get(HOME + "?q=没有这个单位").body()).contains("没有名称里有这些字的单位");
    }

    private void refused(byte[] file, String because) {
        var fields = Map.of(
                "communityId",
                Long.toString(community.id()),
                "unitId",
                Long.toString(unit),
                "requestKey",
                Codes.next());
        var answer = worker.upload(HOME, fields, "名单.xlsx", file);
        assertThat(answer.status()).as(because).isEqualTo(422);
        assertThat(answer.body()).contains(because);
    }

    private long preview(List<List<String>> list) {
        return rolls.preview(worker, community.id(), unit, list);
    }

    private void confirm(long id) {
        assertThat(worker.form(HOME + "/" + id + "/confirm", Map.of("requestKey", Codes.next()))
                        .status())
                .isEqualTo(302);
        done(id);
    }

    /** Until the job has come to it. */
    private void done(long id) {
        for (int i = 0; i < 2400 && rows.selectById(id).status() == RollRun.Status.QUEUED; i++) {
            try {
                Thread.sleep(25);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(rows.selectById(id).status()).isEqualTo(RollRun.Status.DONE);
    }

    private Caller applied(String name, @org.jspecify.annotations.Nullable String phone) {
        var resident = people.resident();
        if (phone != null) {
            residents.phone(resident.residentId(), phone);
        }
        var form = new java.util.HashMap<String, Object>();
        form.put("communityId", Long.toString(community.id()));
        form.put("name", name);
        form.put("unit", "区税务局");
        form.put("branch", "第一支部");
        form.put("membershipConsent", true);
        assertThat(resident.post("/api/v1/registrations", form).status()).isEqualTo(201);
        return resident;
    }

    private String status(Caller resident) {
        return resident.get("/api/v1/registrations")
                .json()
                .path(0)
                .path("status")
                .asString();
    }

    private String card(Caller resident) {
        var id = resident.get("/api/v1/registrations").json().path(0).path("id").asString();
        return worker.get("/console/members/" + id).body();
    }

    private int expected() {
        return database.sql("SELECT COUNT(*) FROM identity_roll_expected WHERE community_id = ?")
                .param(community.id())
                .query(Integer.class)
                .single();
    }

    private int invitations(Caller resident) {
        int found = 0;
        for (int i = 0; i < 200 && found == 0; i++) {
            found = database.sql("SELECT COUNT(*) FROM notice_notice WHERE resident_id = ? AND kind = 'MEMBER_INVITED'")
                    .param(resident.residentId())
                    .query(Integer.class)
                    .single();
            if (i == 40 && found == 0) {
                return 0;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(25_000_000);
        }
        return found;
    }

    private int leftOf(long id) {
        return database.sql("""
                        SELECT COUNT(*) FROM identity_roll_row
                        WHERE import_id = ? AND (name IS NOT NULL OR phone_index IS NOT NULL OR waits)""").param(id).query(Integer.class).single();
    }

    private static String phone() {
        return Long.toString(NUMBERS.incrementAndGet());
    }
}
