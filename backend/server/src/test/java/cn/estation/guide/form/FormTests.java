package cn.estation.guide.form;

import static cn.estation.guide.GuideFixture.approve;
import static cn.estation.guide.GuideFixture.draft;
import static cn.estation.guide.GuideFixture.submit;
import static cn.estation.guide.GuideFixture.suspend;
import static cn.estation.guide.GuideFixture.title;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.guide.version.GuideStatus;
import cn.estation.guide.version.GuideVersion;
import cn.estation.guide.version.Versions;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.media.document.TestDocuments;
import cn.estation.media.picture.TestFiles;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class FormTests {

    private final People people;
    private final Versions versions;
    private final Forms forms;
    private final JdbcClient database;
    private GridCell community;
    private Caller worker;
    private Caller director;
    private long guide;

    @Autowired
    FormTests(People people, Versions versions, Forms forms, JdbcClient database) {
        this.people = people;
        this.versions = versions;
        this.forms = forms;
        this.database = database;
        this.community = people.community();
        this.worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        this.director = worker;
    }

    @BeforeEach
    void aDraft() {
        community = people.community();
        worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        director = people.staff(StaffRole.DIRECTOR, community.id());
        guide = draft(worker, community.id(), title());
    }

    @Test
    void residentsGetAFormOnceItsVersionIsPublished() {
        assertThat(attach(worker, "household", "BLANK", 1, TestDocuments.form(2, "to fill in"), "表.pdf")
                        .status())
                .isEqualTo(302);
        var link = blank("household");
        assertThat(link).matches("/forms/[0-9A-Z]{13}");
        assertThat(people.stranger().get(link).status()).as("not before").isEqualTo(404);
        assertThat(worker.get("/console/guides/" + guide + "/form?code=" + link.substring(7))
                        .status())
                .isEqualTo(200);

        publish(2);

        var answer = people.stranger().get(link);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("%PDF-");
        assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(answer.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("UTF-8''" + encoded("户口簿空白表格.pdf"));
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(answer.header("Cache-Control")).contains("max-age=600", "public");

        suspend(director, guide);
        assertThat(people.stranger().get(link).status()).as("nor after").isEqualTo(404);
    }

    @Test
    void theGuideAndTheCardLeadToIt() {
        attach(worker, "household", "BLANK", 1, TestDocuments.form(1, "blank"), "表.pdf");
        attach(worker, "household", "SAMPLE", 2, TestFiles.photo(7), "样.png");
        publish(3);

        var paper = people.stranger()
                .get("/api/v1/guides/" + guide)
                .json()
                .path("documents")
                .path(1);
        assertThat(paper.path("blankForm").asString()).matches("https?://.+/forms/[0-9A-Z]{13}");
        assertThat(paper.path("sampleForm").asString()).matches("https?://.+/forms/[0-9A-Z]{13}");
        var card = people.stranger()
                .post("/api/v1/guides/" + guide + "/card", Map.of("answers", Map.of()))
                .json()
                .path("card");
        assertThat(card.path("documents").path(1).path("blankForm").asString())
                .isEqualTo(paper.path("blankForm").asString());
        var page =
                people.stranger().get("/cards/" + card.path("code").asString()).body();
        assertThat(page).contains("空白表格，点开下载", "填好的样表，点开下载", "href=\"" + blank("household") + "\"");
        assertThat(people.stranger().get(sample("household")).header("Content-Type"))
                .isEqualTo("image/png");
    }

    @Test
    void aCardOfAnOldVersionNoLongerGivesItsForm() {
        attach(worker, "household", "BLANK", 1, TestDocuments.form(1, "old"), "表.pdf");
        publish(2);
        var old = blank("household");
        var code = people.stranger()
                .post("/api/v1/guides/" + guide + "/card", Map.of("answers", Map.of()))
                .json()
                .path("card")
                .path("code")
                .asString();
        worker.form("/console/guides/" + guide + "/draft/start", key());
        attach(worker, "household", "BLANK", 1, TestDocuments.form(1, "new"), "表.pdf");
        assertThat(people.stranger().get(old).status()).as("still the live one").isEqualTo(200);
        publish(2);

        assertThat(people.stranger().get(old).status()).isEqualTo(404);
        assertThat(people.stranger().get(blank("household")).status()).isEqualTo(200);
        assertThat(people.stranger().get("/cards/" + code).body())
                .contains("已有第2版")
                .doesNotContain("点开下载");
    }

    @Test
    void aNameThatBreaksLinesOrEscapesStaysAName() {
        var form = cn.estation.guide.GuideFixture.form(community.id(), title());
        form.put("documents[0].name", "../../a\\b:\"x\"\u202egpj.<script>");
        form.put("edits", "1");
        worker.form("/console/guides/" + guide + "/draft", form);
        attach(worker, "id-card", "BLANK", 2, TestDocuments.form(1, "x"), "a%0d%0aSet-Cookie: x=1\u202e.pdf.html");
        var link = blank("id-card");

        var answer = worker.get("/console/guides/" + guide + "/form?code=" + link.substring(7));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition"))
                .matches("[ -~]+")
                .doesNotContain("Set-Cookie", "<", "..%2F", "/", "%0A", "%0D", "%E2%80%AE")
                .endsWith(".pdf");
        assertThat(answer.header("Set-Cookie")).doesNotContain("x=1");
    }

    @Test
    void whatIsNoFormIsRefusedInASentenceAndNothingIsKept() {
        refused("<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8), "只能上传 PDF、JPG 或 PNG");
        refused(new byte[0], "没有收到");
        refused(("GIF89a" + "x".repeat(50)).getBytes(StandardCharsets.UTF_8), "动图");
        refused("%PDF-1.4 not really".getBytes(StandardCharsets.UTF_8), "打不开");
        assertThat(blank("household")).isEmpty();
        assertThat(theDraft().edits()).isEqualTo(1);
        assertThat(count()).isZero();
    }

    private void refused(byte[] file, String because) {
        var answer = attach(worker, "household", "BLANK", 1, file, "x.pdf");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(because).doesNotContain("Exception");
    }

    @Test
    void aFileOverTenMegabytesIsRefusedBeforeItIsRead() {
        var answer = attach(worker, "household", "BLANK", 1, new byte[11 * 1024 * 1024], "big.pdf");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(count()).isZero();
    }

    @Test
    void sentTwiceItIsKeptOnce() {
        var fields = fields("household", "BLANK", 1);
        var file = TestDocuments.form(1, "once");
        var path = "/console/guides/" + guide + "/forms";
        assertThat(worker.formWithFile(path, fields, file, "a.pdf").status()).isEqualTo(302);
        assertThat(worker.formWithFile(path, fields, file, "a.pdf").status()).isEqualTo(302);

        assertThat(count()).isEqualTo(1);
        assertThat(theDraft().edits()).isEqualTo(2);
    }

    @Test
    void aDraftSavedMeanwhileOrEditedByAnotherIsNotOverwritten() {
        attach(worker, "household", "BLANK", 1, TestDocuments.form(1, "first"), "a.pdf");
        var late = attach(director, "household", "BLANK", 1, TestDocuments.form(1, "late"), "b.pdf");
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("刚被别人保存");

        var typing = cn.estation.guide.GuideFixture.form(community.id(), title());
        typing.put("guideId", Long.toString(guide));
        director.form("/console/guides/side", typing);
        var blocked = attach(worker, "household", "SAMPLE", 2, TestDocuments.form(1, "x"), "c.pdf");
        assertThat(blocked.status()).isEqualTo(422);
        assertThat(blocked.body()).contains("正在编辑");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatIsTakenOutIsGoneAfterAWhileUnlessAVersionKeepsIt() {
        attach(worker, "household", "BLANK", 1, TestDocuments.form(1, "kept"), "a.pdf");
        publish(2);
        var kept = blank("household");
        worker.form("/console/guides/" + guide + "/draft/start", key());
        attach(worker, "household", "BLANK", 1, TestDocuments.form(1, "never published"), "b.pdf");
        var remove = new LinkedHashMap<>(fields("household", "BLANK", 2));
        assertThat(worker.form("/console/guides/" + guide + "/forms/remove", remove)
                        .status())
                .isEqualTo(302);
        assertThat(blank("household")).isEmpty();
        assertThat(count()).isEqualTo(2);

        forms.clean();
        assertThat(count()).as("too soon").isEqualTo(2);
        database.sql("INSERT INTO guide_form SELECT id + 1, CONCAT('X', SUBSTRING(code, 2)), item_id, document, kind,"
                        + " -id, uploaded_by, '2026-01-01' FROM guide_form WHERE item_id = ? ORDER BY id DESC LIMIT 1")
                .param(guide)
                .update();
        forms.clean();

        assertThat(count()).as("the old one that no version names").isEqualTo(2);
        assertThat(people.stranger().get(kept).status()).isEqualTo(200);
    }

    @Test
    void othersMayNot() {
        var neighbour = people.community();
        var elsewhere = people.staff(StaffRole.DIRECTOR, neighbour.id());
        var keeper = people.staff(StaffRole.SHOPKEEPER, community.id());
        attach(worker, "household", "BLANK", 1, TestDocuments.form(1, "x"), "a.pdf");
        var code = blank("household").substring(7);
        for (var one : Map.of(elsewhere, 404, keeper, 403).entrySet()) {
            var staff = one.getKey();
            int status = one.getValue();
            assertThat(staff.get("/console/guides/" + guide + "/forms").status())
                    .isEqualTo(status);
            assertThat(staff.get("/console/guides/" + guide + "/form?code=" + code)
                            .status())
                    .isEqualTo(status);
            assertThat(attach(staff, "household", "BLANK", 2, TestDocuments.form(1, "y"), "b.pdf")
                            .status())
                    .isEqualTo(status);
            assertThat(staff.form("/console/guides/" + guide + "/forms/remove", fields("household", "BLANK", 2))
                            .status())
                    .isEqualTo(status);
        }
        // Nor through another guide that is theirs.
        long own = draft(elsewhere, neighbour.id(), title());
        assertThat(elsewhere
                        .get("/console/guides/" + own + "/form?code=" + code)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void codesThatLeadNowhereAnswerAlike() {
        for (var code : List.of("0000000000000", "x".repeat(200), "..%2f..%2fetc", "1%00", "'%20OR%201=1")) {
            var answer = people.stranger().get("/forms/" + code);
            assertThat(answer.status()).as(code).isIn(400, 404);
            assertThat(answer.body()).doesNotContain("Exception", "SQL");
        }
        assertThat(people.stranger().call("POST", "/forms/0000000000000").status())
                .isIn(403, 404, 405);
    }

    private Answer attach(Caller staff, String document, String kind, int edits, byte[] file, String name) {
        return staff.formWithFile("/console/guides/" + guide + "/forms", fields(document, kind, edits), file, name);
    }

    private static Map<String, String> fields(String document, String kind, int edits) {
        return Map.of("document", document, "kind", kind, "edits", Integer.toString(edits), "requestKey", Codes.next());
    }

    private static Map<String, String> key() {
        return Map.of("requestKey", Codes.next());
    }

    private void publish(int edits) {
        assertThat(submit(worker, guide, edits).status()).isEqualTo(302);
        // Whoever looks at it before it is published sees the form.
        assertThat(director.get("/console/guides/" + guide).body()).contains("/form?code=");
        assertThat(approve(director, guide, edits).status()).isEqualTo(302);
    }

    private GuideVersion theDraft() {
        return versions.coming(guide).orElseThrow();
    }

    private String blank(String document) {
        return said(document, GuideForm.Kind.BLANK);
    }

    private String sample(String document) {
        return said(document, GuideForm.Kind.SAMPLE);
    }

    private String said(String document, GuideForm.Kind kind) {
        var version = versions.coming(guide)
                .filter(one -> one.status() == GuideStatus.DRAFT)
                .or(() -> versions.live(guide))
                .orElseThrow();
        return versions.content(version).documents().stream()
                .filter(one -> one.id().equals(document))
                .map(kind::of)
                .findFirst()
                .orElseThrow();
    }

    private int count() {
        return database.sql("SELECT COUNT(*) FROM guide_form WHERE item_id = ?")
                .param(guide)
                .query(Integer.class)
                .single();
    }

    private static String encoded(String name) {
        return java.net.URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
