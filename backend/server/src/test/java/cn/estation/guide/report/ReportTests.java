package cn.estation.guide.report;

import static cn.estation.guide.GuideFixture.draft;
import static cn.estation.guide.GuideFixture.form;
import static cn.estation.guide.GuideFixture.idOf;
import static cn.estation.guide.GuideFixture.publish;
import static cn.estation.guide.GuideFixture.published;
import static cn.estation.guide.GuideFixture.title;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.guide.version.TestDoubts;
import cn.estation.identity.Permission;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.media.TestMedia;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 信息不对: from the resident to the staff, the mark and its going. */
@EstationTest
class ReportTests {

    private final People people;
    private final TestDoubts doubts;
    private final JdbcClient database;
    private final TestMedia media;

    @Autowired
    ReportTests(People people, TestDoubts doubts, JdbcClient database, TestMedia media) {
        this.people = people;
        this.doubts = doubts;
        this.database = database;
        this.media = media;
    }

    @Test
    void aReportIsKeptWithTheVersionThatWasSeenAndShownToStaffWithoutNumbers() {
        var community = people.community();
        var title = title();
        long id = published(people, community.id(), title);
        var resident = people.resident();

        var answer = report(resident, id, Map.of("part", "HOURS", "version", 1, "text", "周六没人，请打13812345678"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("status").asString()).isEqualTo("OPEN");
        var page = people.staff(StaffRole.DIRECTOR, community.id())
                .get("/console/guides/reports?status=OPEN")
                .body();
        assertThat(page).contains(title, "办理时间", "周六没人", "第 1 版").doesNotContain("13812345678");
        assertThat(database.sql("SELECT content FROM guide_report WHERE item_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .doesNotContain("周六");
    }

    @Test
    void aPhotoGoesWithTheReportAndStaffSeeItOnceItHasPassed() {
        var community = people.community();
        long id = published(people, community.id(), title());
        var resident = ofPlace(community.id());
        long passed = media.ofReport(resident);
        assertThat(report(resident, id, Map.of("part", "PLACE", "photoId", Long.toString(passed)))
                        .status())
                .isEqualTo(201);
        var staff = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var photo = "/console/guides/reports/" + reportOf(id) + "/photo";

        assertThat(staff.get("/console/guides/reports").body()).contains(photo);
        assertThat(staff.get(photo).status()).isEqualTo(200);
        assertThat(staff.get(photo).header("Cache-Control")).contains("no-store");
        assertThat(people.stranger().get("/api/v1/media/" + passed).status()).isEqualTo(404);
        assertThat(people.staff(StaffRole.DIRECTOR, people.community().id())
                        .get(photo)
                        .status())
                .isEqualTo(404);
        assertThat(people.staff(StaffRole.SHOPKEEPER, community.id()).get(photo).status())
                .isEqualTo(403);

        database.sql("UPDATE media_upload SET verdict = 'REVIEW' WHERE id = ?")
                .param(passed)
                .update();
        assertThat(staff.get(photo).status()).isEqualTo(404);
        assertThat(staff.get("/console/guides/reports").body()).contains("待人工查看");
        staff.form(
                "/console/guides/reports/" + reportOf(id),
                Map.of("outcome", "CONFIRMED", "requestKey", cn.estation.kernel.Codes.next()));
        assertThat(usedBy(passed)).as("let go once it was looked into").isEmpty();
    }

    @Test
    void aPhotoIsLeftToThoseOfTheGuidesPlaceWhereverItsSenderLives() {
        var community = people.community();
        long id = published(people, community.id(), title());
        var resident = ofPlace(people.community().id());
        long photo = media.ofReport(resident);

        assertThat(report(resident, id, Map.of("part", "PLACE", "photoId", Long.toString(photo)))
                        .status())
                .isEqualTo(201);

        assertThat(database.sql("SELECT cell_id FROM media_upload WHERE id = ?")
                        .param(photo)
                        .query(Long.class)
                        .single())
                .isEqualTo(community.id());
    }

    @Test
    void somebodyElsesPhotoIsNotThereAndOneForSomethingElseIsRefused() {
        var community = people.community();
        long id = published(people, community.id(), title());
        var resident = ofPlace(community.id());
        long theirs = media.ofReport(ofPlace(community.id()));
        long feedback = media.sent(resident);
        long used = media.ofReport(resident);
        report(resident, id, Map.of("part", "FEE", "photoId", Long.toString(used)));

        assertThat(report(resident, id, Map.of("part", "PLACE", "photoId", Long.toString(theirs)))
                        .status())
                .isEqualTo(404);
        assertThat(report(resident, id, Map.of("part", "PLACE", "photoId", "1")).status())
                .isEqualTo(404);
        for (long wrong : new long[] {feedback, used}) {
            assertThat(report(resident, id, Map.of("part", "PLACE", "photoId", Long.toString(wrong)))
                            .status())
                    .isEqualTo(409);
        }
        assertThat(database.sql("SELECT COUNT(*) FROM guide_report WHERE item_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private Caller ofPlace(long community) {
        var resident = people.resident();
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(community)));
        return resident;
    }

    private long reportOf(long guide) {
        return database.sql("SELECT id FROM guide_report WHERE item_id = ?")
                .param(guide)
                .query(Long.class)
                .single();
    }

    private String usedBy(long media) {
        return database.sql("SELECT used_by FROM media_upload WHERE id = ?")
                .param(media)
                .query(String.class)
                .single();
    }

    @Test
    void theSameDoubtOfTheSamePersonIsOneReportWhileItIsOpen() {
        var community = people.community();
        long id = published(people, community.id(), title());
        var resident = people.resident();

        var first = report(resident, id, Map.of("part", "PHONE"));
        var again = report(resident, id, Map.of("part", "PHONE", "text", "还是打不通"));
        var other = report(resident, id, Map.of("part", "PLACE"));

        assertThat(again.json().path("reportId")).isEqualTo(first.json().path("reportId"));
        assertThat(other.json().path("reportId")).isNotEqualTo(first.json().path("reportId"));
    }

    @Test
    void aStormOfTheSameDoubtIsOneReport() {
        var community = people.community();
        long id = published(people, community.id(), title());
        var resident = people.resident();

        var outcomes =
                Race.of(16, n -> () -> Race.persist(() -> report(resident, id, Map.of("part", "FEE")), Answer::status));

        assertThat(outcomes).allMatch(answer -> answer.status() == 201);
        assertThat(database.sql("SELECT COUNT(*) FROM guide_report WHERE item_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void threePeopleMakeAGuideDoubtfulAndLookingIntoItTakesTheMarkAway() {
        var community = people.community();
        long id = published(people, community.id(), title());
        var staff = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var one = people.resident();
        report(one, id, Map.of("part", "PHONE"));
        report(one, id, Map.of("part", "PLACE"));
        report(people.resident(), id, Map.of("part", "PHONE"));
        assertThat(stale(id)).isFalse();

        report(people.resident(), id, Map.of("part", "PHONE"));

        assertThat(stale(id)).isTrue();
        assertThat(staff.get("/console/guides?stale=true").body()).contains("/console/guides/" + id);
        assertThat(events(id)).isEqualTo(1);
        for (long open : open(id)) {
            assertThat(stale(id)).isTrue();
            assertThat(handle(staff, open, "CONFIRMED").status()).isEqualTo(302);
        }
        assertThat(stale(id)).isFalse();
        assertThat(staff.get("/console/guides/reports?status=OPEN").body()).doesNotContain("/console/guides/" + id);
    }

    @Test
    void aNewVersionIsNotDoubtedAnyMore() {
        var community = people.community();
        long id = published(people, community.id(), title());
        for (int i = 0; i < 3; i++) {
            report(people.resident(), id, Map.of("part", "PHONE"));
        }
        assertThat(stale(id)).isTrue();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        author.form("/console/guides/" + id + "/draft/start", Map.of("requestKey", Codes.next()));

        assertThat(publish(people.staff(StaffRole.DIRECTOR, community.id()), id, 1)
                        .status())
                .isEqualTo(302);

        assertThat(stale(id)).isFalse();
    }

    @Test
    void aGuidePastItsReviewIsDoubtedOnce() {
        var community = people.community();
        var form = form(community.id(), title());
        form.put("reviewBy", "2026-02-01");
        form.put("owner", "nobody");
        long id = idOf(people.staff(StaffRole.COMMUNITY_WORKER, community.id()).form("/console/guides", form));
        publish(people.staff(StaffRole.DIRECTOR, community.id()), id, 1);
        assertThat(stale(id)).isFalse();

        doubts.remind();
        doubts.remind();

        assertThat(stale(id)).isTrue();
        assertThat(events(id)).isEqualTo(1);
    }

    @Test
    void twoWhoHandleTheSameReportAreTold() {
        var community = people.community();
        long id = published(people, community.id(), title());
        report(people.resident(), id, Map.of("part", "PHONE"));
        long open = open(id).getFirst();

        var outcomes = Race.of(8, n -> {
            var staff = people.staff(StaffRole.DIRECTOR, community.id());
            return () ->
                    handle(staff, open, n % 2 == 0 ? "CONFIRMED" : "CORRECTED").status();
        });

        assertThat(outcomes).filteredOn(status -> status == 302).hasSize(1);
        assertThat(outcomes).filteredOn(status -> status == 409).hasSize(7);
    }

    @Test
    void onlyWhoEditsTheGuideHandlesItsReports() {
        var siblings = people.communities(2);
        var community = siblings.getFirst();
        long id = published(people, community.id(), title());
        report(people.resident(), id, Map.of("part", "PHONE", "text", "这句话别处看不到"));
        long open = open(id).getFirst();

        for (var role : StaffRole.values()) {
            var staff = people.staff(role, community.id());
            if (!role.grants(Permission.EDIT_GUIDES)) {
                assertThat(handle(staff, open, "CONFIRMED").status()).isEqualTo(403);
                assertThat(staff.get("/console/guides/reports").status()).isEqualTo(403);
            }
        }
        var neighbour = people.staff(StaffRole.DIRECTOR, siblings.getLast().id());
        assertThat(handle(neighbour, open, "CONFIRMED").status()).isEqualTo(404);
        assertThat(neighbour.get("/console/guides/reports").body()).doesNotContain("这句话别处看不到");
        assertThat(handle(people.staff(StaffRole.DIRECTOR, community.id()), open, "OPEN")
                        .status())
                .isEqualTo(400);
        assertThat(people.stranger()
                        .post("/api/v1/guides/" + id + "/reports", Map.of("part", "PHONE"))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"part\":\"NONSENSE\"}",
                "{\"part\":1}",
                "{\"part\":\"PHONE\",\"version\":0}",
                "{\"part\":\"PHONE\",\"version\":1.5}",
                "{\"part\":\"PHONE\",\"extra\":1}",
                "{\"part\":\"PHONE\",\"text\":\"a\\u0000b\"}"
            })
    void refusesWhatIsNoReport(String body) {
        long id = published(people, people.community().id(), title());

        var answer = people.resident()
                .post(
                        "/api/v1/guides/" + id + "/reports",
                        tools.jackson.databind.json.JsonMapper.shared().readTree(body));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesTooMuchTextDraftsAndVersionsThatNeverWere() {
        var community = people.community();
        long id = published(people, community.id(), title());
        long unseen = draft(people.staff(StaffRole.DIRECTOR, community.id()), community.id(), title());
        var resident = people.resident();

        assertThat(report(resident, id, Map.of("part", "OTHER", "text", "长".repeat(301)))
                        .status())
                .isEqualTo(400);
        assertThat(report(resident, id, Map.of("part", "OTHER", "version", 2)).status())
                .isEqualTo(404);
        assertThat(report(resident, unseen, Map.of("part", "OTHER")).status()).isEqualTo(404);
        assertThat(report(resident, unseen, Map.of("part", "OTHER", "version", 1))
                        .status())
                .isEqualTo(404);
        assertThat(report(resident, 1, Map.of("part", "OTHER")).status()).isEqualTo(404);
    }

    private static Answer report(Caller resident, long guide, Object body) {
        return resident.post("/api/v1/guides/" + guide + "/reports", body);
    }

    private static Answer handle(Caller staff, long report, String outcome) {
        return staff.form(
                "/console/guides/reports/" + report,
                Map.of("outcome", outcome, "note", "打过电话", "requestKey", Codes.next()));
    }

    private boolean stale(long guide) {
        return people.stranger()
                .get("/api/v1/guides/" + guide)
                .json()
                .path("stale")
                .asBoolean();
    }

    private List<Long> open(long guide) {
        return database.sql("SELECT id FROM guide_report WHERE item_id = ? AND status = 'OPEN' ORDER BY id")
                .param(guide)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private int events(long guide) {
        return database.sql("SELECT COUNT(*) FROM audit_entry WHERE subject = ? AND action = 'guide.doubt'")
                .param("guide:" + guide)
                .query(Integer.class)
                .single();
    }
}
