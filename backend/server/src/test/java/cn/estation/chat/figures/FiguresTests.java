package cn.estation.chat.figures;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.chat.miss.TestQuestions;
import cn.estation.grid.GridCell;
import cn.estation.guide.Popularity;
import cn.estation.guide.TestGuides;
import cn.estation.identity.StaffRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class FiguresTests {

    private final People people;
    private final TestQuestions questions;
    private final TestGuides guides;
    private final Days days;
    private final Popularity popularity;
    private final JdbcClient database;
    private GridCell community;
    private String thing;

    @Autowired
    FiguresTests(
            People people,
            TestQuestions questions,
            TestGuides guides,
            Days days,
            Popularity popularity,
            JdbcClient database) {
        this.people = people;
        this.questions = questions;
        this.guides = guides;
        this.days = days;
        this.popularity = popularity;
        this.database = database;
    }

    @BeforeEach
    void aPlaceOfItsOwn() {
        community = people.community();
        thing = TestQuestions.nonsense();
    }

    private Caller resident() {
        var resident = people.resident();
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(community.id())));
        return resident;
    }

    private void ask(Caller who, String text) {
        assertThat(who.post("/api/v1/chat", Map.of("text", text)).status()).isEqualTo(200);
    }

    @Test
    void addsTheSameUpHoweverOftenItRuns() {
        ask(resident(), thing);
        ask(resident(), thing);
        questions.group();

        days.addUp();
        var once = rows();
        days.addUp();

        assertThat(rows()).isEqualTo(once);
        assertThat(asked()).isEqualTo(2);
    }

    private long asked() {
        return database.sql("SELECT SUM(asked) FROM chat_day WHERE community_id = ?")
                .param(community.id())
                .query(Long.class)
                .single();
    }

    private List<String> rows() {
        return database.sql("""
                        SELECT CONCAT_WS('|', day, group_id, asked, missed, chosen) FROM chat_day_group
                        WHERE community_id = ? ORDER BY group_id""")
                .param(community.id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void whatFewAskedIsShownToThoseWhoMayReveal() {
        ask(resident(), thing);
        questions.group();
        days.addUp();
        var party = people.staff(StaffRole.PARTY_WORKER, community.id());
        var director = people.staff(StaffRole.DIRECTOR, community.id());

        assertThat(party.get("/console/search-analytics").body())
                .contains(Clear.HIDDEN)
                .doesNotContain(thing);
        assertThat(party.get("/console/questions").body()).contains("已隐去").doesNotContain(thing);
        assertThat(party.get("/console/search-analytics/export").body()).doesNotContain(thing);
        assertThat(director.get("/console/search-analytics").body()).contains(thing);
        assertThat(director.get("/console/questions").body()).contains(thing);
    }

    @Test
    void whatManyAskedIsShownToEverybodyWhoSeesFigures() {
        ask(resident(), thing);
        ask(resident(), thing);
        ask(resident(), thing);
        questions.group();
        days.addUp();
        var party = people.staff(StaffRole.PARTY_WORKER, community.id());

        assertThat(party.get("/console/search-analytics").body()).contains(thing);
        assertThat(party.get("/console/questions").body()).contains(thing);
    }

    @Test
    void aConversationIsOpenedForAReasonOnlyAndThatIsOnRecord() {
        ask(resident(), thing);
        long id = database.sql("SELECT MAX(id) FROM chat_question WHERE community_id = ?")
                .param(community.id())
                .query(Long.class)
                .single();
        var path = "/console/questions/" + id + "/conversation";
        var director = people.staff(StaffRole.DIRECTOR, community.id());

        assertThat(director.form(path, Map.of("reason", "看看")).status()).isEqualTo(400);
        assertThat(people.staff(StaffRole.PARTY_WORKER, community.id())
                        .form(path, Map.of("reason", "核实居民反映的情况"))
                        .status())
                .isEqualTo(403);
        assertThat(people.staff(StaffRole.DIRECTOR, people.community().id())
                        .form(path, Map.of("reason", "核实居民反映的情况"))
                        .status())
                .isEqualTo(404);
        assertThat(director.form(path, Map.of("reason", "核实居民反映的情况")).body()).contains(thing, "居民", "机器人");
        assertThat(database.sql("SELECT COUNT(*) FROM audit_entry WHERE action = 'conversation.open' AND subject = ?")
                        .param("question:" + id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aSearchIsKeptWithWhatWasOpenedOfIt() {
        long guide = guides.published(people, community.id());
        var asker = resident();
        var found = asker.get("/api/v1/guides/search?q=" + java.net.URLEncoder.encode(thing, StandardCharsets.UTF_8))
                .json();
        var id = found.path("searchId").asString();
        var opened = Map.of("guideId", Long.toString(guide));

        assertThat(people.resident()
                        .post("/api/v1/searches/" + id + "/opened", opened)
                        .status())
                .isEqualTo(204);
        assertThat(chosen(id)).isEmpty();
        assertThat(asker.post("/api/v1/searches/" + id + "/opened", opened).status())
                .isEqualTo(204);
        assertThat(asker.post("/api/v1/searches/" + id + "/opened", Map.of("guideId", "1"))
                        .status())
                .isEqualTo(204);
        assertThat(chosen(id)).containsExactly(guide);
    }

    private List<Long> chosen(String id) {
        return database.sql("SELECT chosen_guide_id FROM chat_question WHERE id = ? AND chosen_guide_id IS NOT NULL")
                .param(id)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    @Test
    void tellsHowOftenAGuideWasAskedFor() {
        long guide = guides.published(people, community.id());
        var asker = resident();
        ask(asker, thing);
        database.sql("UPDATE chat_question SET outcome = 'GUIDE', guide_id = ? WHERE community_id = ?")
                .params(guide, community.id())
                .update();
        days.addUp();

        assertThat(popularity.recentAsks()).containsEntry(guide, 1);
    }

    @Test
    void neverMakesAFormulaOfAText() throws Exception {
        var sheet = new Sheet("表", List.of("问题"));
        sheet.add(List.of("=HYPERLINK(\"http://evil.example\")"));
        sheet.add(List.of(" +1"));
        sheet.add(List.of(-5));

        assertThat(new String(sheet.csv(), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF\"问题\"\r\n\"'=HYPERLINK(\"\"http://evil.example\"\")\"\r\n\"' +1\"\r\n-5\r\n");
        var xml = entry(sheet.xlsx(), "xl/worksheets/sheet1.xml");
        assertThat(xml).contains("t=\"inlineStr\"", "=HYPERLINK(&quot;").doesNotContain("<f>");
    }

    private static String entry(byte[] file, String name) throws java.io.IOException {
        // A workbook is written as a stream: where its parts are stands at the end, as spreadsheet programmes read it.
        var path = Files.write(Files.createTempFile("figures", ".xlsx"), file);
        try (var zip = new ZipFile(path.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            Files.delete(path);
        }
    }
}
