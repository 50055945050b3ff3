package cn.estation.guide.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.format.JsonLines;
import cn.estation.guide.version.Drafts;
import cn.estation.guide.version.GuideStatus;
import cn.estation.guide.version.Review;
import cn.estation.guide.version.Versions;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class ImportTests {

    private final People people;
    private final Versions versions;
    private final Drafts drafts;
    private final Review review;
    private final Imports imports;
    private final ImportMapper rows;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private GridCell community;
    private Caller worker;

    @Autowired
    ImportTests(
            People people,
            Versions versions,
            Drafts drafts,
            Review review,
            Imports imports,
            ImportMapper rows,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.people = people;
        this.versions = versions;
        this.drafts = drafts;
        this.review = review;
        this.imports = imports;
        this.rows = rows;
        this.database = database;
        this.transaction = transaction;
        this.community = people.community();
        this.worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
    }

    @BeforeEach
    void aNewPlace() {
        community = people.community();
        worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
    }

    @Test
    void showsWhatItWouldDoAndDoesItOnlyWhenConfirmed() {
        var code = code();
        long id = preview(line(code, "测试事项甲"), "这一行不是 JSON", "{\"TASK_CODE\":\"无\",\"TASK_NAME\":\"乙\"}");
        assertThat(imports.counts(id)).containsEntry(Outcome.NEW, 1).containsEntry(Outcome.REFUSED, 2);
        var page = worker.get("/console/guide-imports/" + id);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("测试事项甲", "没有事项编码", "确认导入", "还没有导入");
        assertThat(versions.byCode(code)).isEmpty();
        confirm(id);
        assertThat(imports.counts(id)).containsEntry(Outcome.NEW, 1).containsEntry(Outcome.REFUSED, 2);
        var item = versions.byCode(code).orElseThrow();
        assertThat(item.cellId()).isEqualTo(community.id());
        assertThat(versions.published(item.id())).as("drafts only").isEmpty();
        assertThat(versions.coming(item.id()).orElseThrow().status()).isEqualTo(GuideStatus.DRAFT);
        assertThat(worker.get("/console/guide-imports/" + id).body()).contains("导入报告", "已导入");
    }

    @Test
    void theSameFileAgainChangesNothing() {
        var code = code();
        var line = national(code, "测试事项", "010-61112222");
        take(line);
        long id = take(line);
        assertThat(imports.counts(id)).containsEntry(Outcome.SAME, 1).containsEntry(Outcome.CHANGED, 0);
        assertThat(draftEdits(code)).isEqualTo(1);
    }

    @Test
    void aChangedRowUpdatesTheDraftItMade() {
        var code = code();
        take(national(code, "测试事项", "010-61112222"));
        long id = take(national(code, "测试事项", "010-61113333"));
        assertThat(imports.counts(id)).containsEntry(Outcome.CHANGED, 1);
        assertThat(coming(code).access().phone()).isEqualTo("010-61113333");
        assertThat(draftEdits(code)).isEqualTo(2);
    }

    @Test
    void aDraftThatStaffEditedIsLeftAloneAndSaidSo() {
        var code = code();
        take(national(code, "测试事项", "010-61112222"));
        var edited = GuideFixture.content("同事改的名称");
        long guide = versions.byCode(code).orElseThrow().id();
        transaction.executeWithoutResult(status -> drafts.importChange(() -> "staff:colleague", guide, edited));
        long id = take(national(code, "测试事项", "010-61113333"));
        assertThat(imports.counts(id)).containsEntry(Outcome.KEPT, 1);
        assertThat(coming(code)).isEqualTo(edited);
        assertThat(report(id)).contains("没有覆盖");
    }

    @Test
    void whatSomebodyIsEditingIsLeftAloneUntilTheNextRun() {
        var code = code();
        take(national(code, "测试事项", "010-61112222"));
        long guide = versions.byCode(code).orElseThrow().id();
        var editor = people.staff(StaffRole.DIRECTOR, community.id());
        open(editor, guide);

        long id = take(national(code, "测试事项", "010-61113333"));

        assertThat(imports.counts(id)).containsEntry(Outcome.KEPT, 1);
        assertThat(report(id)).contains("正在编辑这份指南", "再导入一次");
        assertThat(draftEdits(code)).isEqualTo(1);
        assertThat(coming(code).access().phone()).isEqualTo("010-61112222");

        // The editor closed the page without saving; five minutes later the lock is over.
        database.sql("UPDATE guide_edit_lock SET expires_at = '2026-01-01' WHERE item_id = ?")
                .param(guide)
                .update();
        long next = take(national(code, "测试事项", "010-61113333"));
        assertThat(imports.counts(next)).containsEntry(Outcome.CHANGED, 1);
        assertThat(coming(code).access().phone()).isEqualTo("010-61113333");
    }

    @Test
    void aLiveGuideThatSomebodyIsEditingGetsNoDraftBehindTheirBack() {
        var code = code();
        transaction.executeWithoutResult(
                status -> review.load(code, community.id(), false, GuideFixture.content("测试事项")));
        long guide = versions.byCode(code).orElseThrow().id();
        open(people.staff(StaffRole.DIRECTOR, community.id()), guide);

        long id = take(national(code, "测试事项", "010-61113333"));

        assertThat(imports.counts(id)).containsEntry(Outcome.KEPT, 1);
        assertThat(versions.coming(guide)).isEmpty();
    }

    @Test
    void whoeverBeganToEditFirstIsNeverOverwritten() {
        var codes =
                java.util.stream.Stream.generate(ImportTests::code).limit(12).toList();
        take(codes.stream().map(code -> national(code, "测试事项", "010-61112222")).toArray(String[]::new));
        long id = preview(codes.stream()
                .map(code -> national(code, "测试事项", "010-61113333"))
                .toArray(String[]::new));
        transaction.executeWithoutResult(status -> imports.confirm(() -> "staff:tests", id, 0));
        var run = rows.selectById(id);
        var editor = people.staff(StaffRole.DIRECTOR, community.id());

        // One takes the rows in, the others open the guides in the same moment and note what they see.
        var seen = cn.estation.Race.of(codes.size() + 1, n -> () -> {
            if (n == codes.size()) {
                imports.takeIn(run, Set.of(community.id()), new Silent());
                return -1;
            }
            var code = codes.get(n);
            open(editor, versions.byCode(code).orElseThrow().id());
            return draftEdits(code) * 100 + n;
        });

        var counts = imports.counts(id);
        assertThat(counts.getOrDefault(Outcome.KEPT, 0) + counts.getOrDefault(Outcome.CHANGED, 0))
                .isEqualTo(codes.size());
        seen.stream()
                .filter(one -> one >= 0)
                .forEach(one -> assertThat(draftEdits(codes.get(one % 100)))
                        .as("after the lock was taken nothing was written")
                        .isEqualTo(one / 100));
    }

    private static void open(Caller editor, long guide) {
        var side = GuideFixture.form(1, "在编辑");
        side.put("guideId", Long.toString(guide));
        assertThat(editor.form("/console/guides/side", side).status()).isEqualTo(200);
    }

    @Test
    void aChangeOfAPublishedGuideBecomesANewDraftThatKeepsWhatStaffAdded() {
        var code = code();
        transaction.executeWithoutResult(
                status -> review.load(code, community.id(), false, GuideFixture.content("测试事项")));
        long id = take(national(code, "测试事项", "010-61113333"));
        assertThat(imports.counts(id)).containsEntry(Outcome.CHANGED, 1);
        assertThat(report(id)).contains("由同事编写或修改过").contains("另起草稿");
        var draft = coming(code);
        assertThat(draft.access().phone()).isEqualTo("010-61113333");
        assertThat(draft.circumstances()).isEqualTo(GuideFixture.content("测试事项").circumstances());
        assertThat(draft.faqs()).isNotEmpty();
        var item = versions.byCode(code).orElseThrow();
        assertThat(versions.content(versions.published(item.id()).orElseThrow())
                        .access()
                        .phone())
                .as("residents still see what was reviewed")
                .isEqualTo("010-00000001");
    }

    @Test
    void theCodeOfAnothersGuideIsRefused() {
        var code = code();
        var elsewhere = people.community();
        transaction.executeWithoutResult(
                status -> review.load(code, elsewhere.id(), false, GuideFixture.content("别处的事项")));
        long id = take(national(code, "测试事项", "010-61113333"), national(code(), "另一项", "12345"));
        assertThat(imports.counts(id)).containsEntry(Outcome.REFUSED, 1).containsEntry(Outcome.NEW, 1);
        assertThat(report(id)).contains("已用于别处的指南");
        assertThat(versions.coming(versions.byCode(code).orElseThrow().id())).isEmpty();
    }

    @Test
    void confirmedTwiceItIsTakenInOnce() {
        var code = code();
        long id = preview(line(code, "测试事项"));
        var key = Codes.next();
        var path = "/console/guide-imports/" + id + "/confirm";
        assertThat(worker.form(path, Map.of("requestKey", key)).status()).isEqualTo(302);
        assertThat(worker.form(path, Map.of("requestKey", key)).status()).isEqualTo(302);
        done(id);
        assertThat(worker.form(path, Map.of("requestKey", Codes.next())).status())
                .isEqualTo(409);
        assertThat(draftEdits(code)).isEqualTo(1);
    }

    @Test
    void afterACrashHalfWayTheRestIsTakenIn() {
        var one = code();
        var two = code();
        long id = preview(line(one, "测试事项甲"), line(two, "测试事项乙"));
        transaction.executeWithoutResult(status -> imports.confirm(() -> "staff:tests", id, 0));
        var run = rows.selectById(id);
        var waiting = rows.waiting(id, 0, 10);
        assertThat(waiting).hasSize(2);
        // The first row was taken in when the node died.
        transaction.executeWithoutResult(status -> {
            drafts.importNew(() -> "staff:tests", one, community.id(), GuideFixture.content("测试事项甲"));
            rows.settle(id, waiting.getFirst().line(), Outcome.NEW, "", "");
        });
        imports.takeIn(run, Set.of(community.id()), new Silent());
        assertThat(versions.byCode(two)).isPresent();
        assertThat(draftEdits(one)).isEqualTo(1);
        assertThat(rows.selectById(id).status()).isEqualTo(ImportRun.Status.DONE);
    }

    @Test
    void whatWasGivenUpIsForgotten() {
        long id = preview(line(code(), "测试事项"));
        assertThat(worker.form("/console/guide-imports/" + id + "/discard", key())
                        .status())
                .isEqualTo(302);
        assertThat(rows.waitingCount(id)).isZero();
        assertThat(worker.form("/console/guide-imports/" + id + "/confirm", key())
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aFileThatCannotBeTakenIsRefusedInASentenceAndNothingIsKept() {
        int before = count();
        refused("guides.jsonl", line(code(), "测试").getBytes(Charset.forName("GB18030")), "看起来是 GBK");
        refused("guides.jsonl", new byte[0], "请选择要导入的文件");
        refused("guides.xlsx", "不是表格".getBytes(StandardCharsets.UTF_8), "没有一行是可以导入的");
        refused("guides.xls", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0}, ".xls");
        refused("x.xlsx", new byte[] {'P', 'K', 3, 4, 1, 2, 3}, "已损坏");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aFileOverTenMegabytesIsRefusedBeforeItIsRead() {
        var answer = worker.upload("/console/guide-imports", cell(), "big.jsonl", new byte[11 * 1024 * 1024]);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("最多 10 MB").doesNotContain("Exception");
    }

    @Test
    void aFileNameIsOnlyAName() {
        var answer = worker.upload(
                "/console/guide-imports",
                cell(),
                "..\\..\\etc/<img src=x>\u202egpj.jsonl",
                line(code(), "测试事项").getBytes(StandardCharsets.UTF_8));
        long id = id(answer);
        assertThat(rows.selectById(id).fileName()).isEqualTo("<img src=x>gpj.jsonl");
        assertThat(worker.get("/console/guide-imports/" + id).body()).doesNotContain("<img src=x>");
    }

    @Test
    void theReportIsASheetAndTheTemplateToo() {
        long id = preview(line(code(), "测试事项"), "{}");
        for (var path : new String[] {"/console/guide-imports/" + id + "/report", "/console/guide-imports/template"}) {
            var answer = worker.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).startsWith("PK");
            assertThat(answer.header("Content-Disposition"))
                    .startsWith("attachment")
                    .contains("UTF-8''");
        }
    }

    @Test
    void whatIsExportedIsImportedAgainWordForWord() {
        var code = code();
        transaction.executeWithoutResult(
                status -> review.load(code, community.id(), false, GuideFixture.content("测试事项")));
        var exported = worker.form(
                "/console/guide-imports/export", Map.of("format", "JSON_LINES", "requestKey", Codes.next()));
        assertThat(exported.status()).isEqualTo(200);
        assertThat(exported.header("Content-Disposition")).contains(".jsonl");
        long same = take(exported.body());
        assertThat(imports.counts(same)).containsEntry(Outcome.SAME, 1);
        var other = code();
        take(exported.body().replace(code, other));
        assertThat(coming(other)).isEqualTo(GuideFixture.content("测试事项"));
    }

    @Test
    void exportsOnlyWhatIsTheirsAndRecordsIt() {
        var mine = code();
        var theirs = code();
        var elsewhere = people.community();
        transaction.executeWithoutResult(status -> {
            review.load(mine, community.id(), false, GuideFixture.content("我们的"));
            review.load(theirs, elsewhere.id(), false, GuideFixture.content("他们的"));
        });
        var body = worker.form(
                        "/console/guide-imports/export", Map.of("format", "JSON_LINES", "requestKey", Codes.next()))
                .body();
        assertThat(body).contains(mine).doesNotContain(theirs);
        assertThat(database.sql("SELECT COUNT(*) FROM audit_entry WHERE actor = ? AND action = 'guide.export'")
                        .param("staff:" + worker.staffId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        var sheet = worker.form("/console/guide-imports/export", Map.of("format", "EXCEL", "requestKey", Codes.next()));
        assertThat(sheet.body()).startsWith("PK");
    }

    @Test
    void draftsAreExportedWhenAskedFor() {
        var code = code();
        take(line(code, "还是草稿"));
        assertThat(export(false)).doesNotContain(code);
        assertThat(export(true)).contains(code);
    }

    private String export(boolean coming) {
        return worker.form(
                        "/console/guide-imports/export",
                        Map.of("format", "JSON_LINES", "coming", Boolean.toString(coming), "requestKey", Codes.next()))
                .body();
    }

    private void refused(String name, byte[] file, String because) {
        var answer = worker.upload("/console/guide-imports", cell(), name, file);
        assertThat(answer.status()).as(name).isEqualTo(422);
        assertThat(answer.body()).contains(because);
    }

    private int count() {
        return database.sql("SELECT COUNT(*) FROM guide_import WHERE cell_id = ?")
                .param(community.id())
                .query(Integer.class)
                .single();
    }

    private Map<String, String> cell() {
        return new LinkedHashMap<>(Map.of("cellId", Long.toString(community.id()), "requestKey", Codes.next()));
    }

    private static Map<String, String> key() {
        return Map.of("requestKey", Codes.next());
    }

    private long preview(String... lines) {
        return id(worker.upload(
                "/console/guide-imports",
                cell(),
                "guides.jsonl",
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    private static long id(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        var location = answer.header("Location");
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    private long take(String... lines) {
        long id = preview(lines);
        confirm(id);
        return id;
    }

    private void confirm(long id) {
        assertThat(worker.form("/console/guide-imports/" + id + "/confirm", key())
                        .status())
                .isEqualTo(302);
        done(id);
    }

    /** Until the job has come to it. */
    private void done(long id) {
        for (int i = 0; i < 2400 && rows.selectById(id).status() == ImportRun.Status.QUEUED; i++) {
            try {
                Thread.sleep(25);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(rows.selectById(id).status()).isEqualTo(ImportRun.Status.DONE);
    }

    private String report(long id) {
        return rows.lines(id, null, true, 0, 100).toString();
    }

    private GuideContent coming(String code) {
        var item = versions.byCode(code).orElseThrow();
        return versions.content(versions.coming(item.id()).orElseThrow());
    }

    private int draftEdits(String code) {
        return versions.coming(versions.byCode(code).orElseThrow().id())
                .orElseThrow()
                .edits();
    }

    private static String code() {
        return "T-" + Codes.next();
    }

    private static String line(String code, String title) {
        return JsonLines.write(code, GuideFixture.content(title));
    }

    private static String national(String code, String title, String phone) {
        return ("{\"TASK_CODE\":\"%s\",\"TASK_NAME\":\"%s\",\"TASK_TYPE_TEXT\":\"公共服务\",\"DEPT_NAME\":\"测试局\",\"matter_level\":\"市级\","
                        + "\"consult_phone\":\"%s\",\"handle_location\":\"办理地点：测试路1号\",\"service_object_name\":[\"自然人\"]}")
                .formatted(code, title, phone);
    }

    private static final class Silent implements cn.estation.kernel.BackgroundJob.Progress {
        @Override
        public void total(int steps) {}

        @Override
        public void done(int steps) {}
    }
}
