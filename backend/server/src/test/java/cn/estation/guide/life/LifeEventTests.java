package cn.estation.guide.life;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.version.Drafts;
import cn.estation.guide.version.Versions;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@EstationTest
class LifeEventTests {

    private final People people;
    private final Versions versions;
    private final Drafts drafts;
    private final LifeLoad load;
    private final LifeMapper events;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    @Autowired
    LifeEventTests(
            People people,
            Versions versions,
            Drafts drafts,
            LifeLoad load,
            LifeMapper events,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.people = people;
        this.versions = versions;
        this.drafts = drafts;
        this.load = load;
        this.events = events;
        this.database = database;
        this.transaction = transaction;
    }

    @Test
    void staffPutGuidesInOrderAndResidentsSeeThem() {
        var community = people.community();
        var worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var one = guide(community.id(), "先办的事");
        var two = guide(community.id(), "后办的事");
        long id = create(worker, community.id(), two + "｜第一件\n" + one + "|第二件");
        var list = people.stranger().get("/api/v1/life-events/" + id).json();
        assertThat(list.path("guides").path(0).path("title").asString()).startsWith("后办的事");
        assertThat(list.path("guides").path(0).path("phrase").asString()).isEqualTo("第一件");
        assertThat(list.path("guides").path(1).path("phrase").asString()).isEqualTo("第二件");
        assertThat(people.stranger()
                        .get("/api/v1/life-events")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(event -> event.path("eventId").asString()))
                .contains(Long.toString(id));
        var page = people.stranger().get("/life-events/" + id);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("生孩子", "第一件", "tel:01000000001");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(people.stranger().get("/life-events/" + id + "/qr").body()).startsWith("<svg");
    }

    @Test
    void aSuspendedGuideDropsOut() {
        var community = people.community();
        var one = guide(community.id(), "一件事");
        var two = guide(community.id(), "另一件");
        long id = create(people.staff(StaffRole.DIRECTOR, community.id()), community.id(), one + "\n" + two);
        database.sql("UPDATE guide_version SET status = 'SUSPENDED' WHERE item_id = ?")
                .param(versions.byCode(one).orElseThrow().id())
                .update();
        var guides = people.stranger().get("/api/v1/life-events/" + id).json().path("guides");
        assertThat(guides.size()).isEqualTo(1);
        assertThat(guides.path(0).path("title").asString()).startsWith("另一件");
        assertThat(people.stranger().get("/life-events/" + id).body()).doesNotContain("一件事</h2>");
    }

    @Test
    void whatIsNotShownIsNotThere() {
        var community = people.community();
        var worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        long id = create(worker, community.id(), guide(community.id(), "一件事"));
        var form = form(0, "");
        form.putAll(Map.of("edits", "1", "guides", guide(community.id(), "换一件")));
        form.remove("shown");
        assertThat(worker.form("/console/life-events/" + id, form).status()).isEqualTo(302);
        assertThat(people.stranger().get("/api/v1/life-events/" + id).status()).isEqualTo(404);
        var page = people.stranger().get("/life-events/" + id);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("没有找到");
        assertThat(people.stranger().get("/life-events/x").status()).isEqualTo(404);
        assertThat(people.stranger().get("/life-events/9999999999999999999").status())
                .isEqualTo(404);
    }

    @Test
    void saysWhichLineIsWrongAndKeepsWhatWasTyped() {
        var community = people.community();
        var worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var one = guide(community.id(), "一件事");
        var answer = worker.form("/console/life-events", form(community.id(), one + "\nno-such-guide｜话\n" + one));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("第 2 行：没有编码是", "no-such-guide", "第 3 行", "写了两次");
        assertThat(worker.form("/console/life-events", form(community.id(), "")).body())
                .contains("至少写一份");
    }

    @Test
    void twoWhoSaveAtOnceDoNotOverwriteEachOther() {
        var community = people.community();
        var worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var guides = guide(community.id(), "一件事");
        long id = create(worker, community.id(), guides);
        var form = form(0, guides);
        form.put("edits", "1");
        assertThat(worker.form("/console/life-events/" + id, form).status()).isEqualTo(302);
        form.put("requestKey", Codes.next());
        var late = worker.form("/console/life-events/" + id, form);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("刚被别人保存");
    }

    @Test
    void everyChangeIsRecorded() {
        var community = people.community();
        var worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        long id = create(worker, community.id(), guide(community.id(), "一件事"));
        assertThat(database.sql("SELECT COUNT(*) FROM audit_entry WHERE subject = ? AND actor = ?")
                        .params("life-event:" + id, "staff:" + worker.staffId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void loadsListsFromADistrictFileOnce() {
        var community = people.community();
        var one = guide(community.id(), "一件事");
        var code = "T-" + Codes.next();
        var file = JsonMapper.shared()
                .readTree(
                        "{\"demonstration\":true,\"events\":[{\"code\":\"%s\",\"title\":\"退休\",\"intro\":\"话\",\"guides\":[{\"code\":\"%s\",\"phrase\":\"先办\"}]}]}"
                                .formatted(code, one));
        transaction.executeWithoutResult(status -> load.load(file));
        transaction.executeWithoutResult(status -> load.load(file));
        var event = java.util.Objects.requireNonNull(events.byCode(code));
        assertThat(event.cellId()).isEqualTo(community.id());
        assertThat(event.demonstration()).isTrue();
        assertThat(events.steps(event.id())).extracting(LifeMapper.Step::phrase).containsExactly("先办");
    }

    private long create(Caller staff, long cellId, String guides) {
        var answer = staff.form("/console/life-events", form(cellId, guides));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return newest(cellId);
    }

    private long newest(long cellId) {
        return database.sql("SELECT MAX(id) FROM guide_life_event WHERE cell_id = ?")
                .param(cellId)
                .query(Long.class)
                .single();
    }

    private static Map<String, String> form(long cellId, String guides) {
        var form = new LinkedHashMap<String, String>();
        form.put("cellId", Long.toString(cellId));
        form.put("edits", "0");
        form.put("title", "生孩子");
        form.put("summary", "从怀孕到上户口。");
        form.put("position", "100");
        form.put("shown", "true");
        form.put("guides", guides);
        form.put("requestKey", Codes.next());
        return form;
    }

    private String guide(long cellId, String title) {
        var code = "T-" + Codes.next();
        transaction.executeWithoutResult(
                status -> drafts.load(code, cellId, false, GuideFixture.content(title + Codes.next())));
        return code;
    }
}
