package cn.estation.guide.version;

import static cn.estation.guide.GuideFixture.approve;
import static cn.estation.guide.GuideFixture.draft;
import static cn.estation.guide.GuideFixture.form;
import static cn.estation.guide.GuideFixture.idOf;
import static cn.estation.guide.GuideFixture.publish;
import static cn.estation.guide.GuideFixture.published;
import static cn.estation.guide.GuideFixture.submit;
import static cn.estation.guide.GuideFixture.suspend;
import static cn.estation.guide.GuideFixture.title;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.audit.AuditTrail;
import cn.estation.guide.Guides;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Review, the day a version takes effect, its end, one editor at a time; and all of them at once. */
@EstationTest
class LifecycleTests {

    /** Far from every other test's days. */
    private static final LocalDate DAY = LocalDate.of(2031, 5, 1);

    private final People people;
    private final Guides guides;
    private final Versions versions;
    private final GuideMapper rows;
    private final Contents contents;
    private final Findings findings;
    private final Lifecycle lifecycle;
    private final Resealing resealing;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final JdbcClient database;

    @Autowired
    LifecycleTests(
            People people,
            Guides guides,
            Versions versions,
            GuideMapper rows,
            Contents contents,
            Findings findings,
            Lifecycle lifecycle,
            Resealing resealing,
            AuditTrail audit,
            TransactionTemplate transaction,
            JdbcClient database) {
        this.people = people;
        this.guides = guides;
        this.versions = versions;
        this.rows = rows;
        this.contents = contents;
        this.findings = findings;
        this.lifecycle = lifecycle;
        this.resealing = resealing;
        this.audit = audit;
        this.transaction = transaction;
        this.database = database;
    }

    private Effect effectOn(LocalDate day) {
        var noon = day.atTime(LocalTime.NOON).atZone(Time.CHINA).toInstant();
        return new Effect(rows, contents, findings, lifecycle, audit, transaction, Clock.fixed(noon, Time.CHINA));
    }

    @Test
    void aDraftIsReviewedBeforeItIsPublishedAndNobodyChangesItMeanwhile() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var reviewer = people.staff(StaffRole.DIRECTOR, community.id());
        long id = draft(author, community.id(), title());

        assertThat(approve(reviewer, id, 1).status()).isEqualTo(409);
        assertThat(submit(author, id, 1).status()).isEqualTo(302);
        var late = form(community.id(), title());
        late.put("edits", "1");
        assertThat(author.form("/console/guides/" + id + "/draft", late).status())
                .isEqualTo(422);
        assertThat(author.get("/console/guides/" + id + "/draft").status()).isEqualTo(404);
        assertThat(giveBack(reviewer, id).status()).isEqualTo(302);
        assertThat(approve(reviewer, id, 1).status()).isEqualTo(409);
        assertThat(author.form("/console/guides/" + id + "/draft", late).status())
                .isEqualTo(302);
        assertThat(publish(reviewer, id, 2).status()).isEqualTo(302);
        assertThat(guides.published(id)).isPresent();
        assertThat(actions(id))
                .containsExactly(
                        "guide.create",
                        "guide.submit",
                        "guide.give-back",
                        "guide.save",
                        "guide.submit",
                        "guide.publish");
    }

    @Test
    void givingBackIsNotWriting() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var reviewer = people.staff(StaffRole.DIRECTOR, community.id());
        long id = draft(author, community.id(), title());
        submit(author, id, 1);
        giveBack(reviewer, id);
        submit(author, id, 1);

        assertThat(approve(reviewer, id, 1).status()).isEqualTo(302);
    }

    @Test
    void aVersionWaitsForItsDayAndThenTakesThePlaceOfTheOneBefore() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var reviewer = people.staff(StaffRole.DIRECTOR, community.id());
        long id = published(people, community.id(), title());
        nextVersion(author, id, community.id(), "新的标题", Map.of("effectiveFrom", DAY.toString()));

        assertThat(publish(reviewer, id, 2).status()).isEqualTo(302);
        assertThat(guides.published(id).orElseThrow().version()).isEqualTo(1);
        effectOn(DAY.minusDays(1)).keepTheDay();
        assertThat(guides.published(id).orElseThrow().version()).isEqualTo(1);

        effectOn(DAY).keepTheDay();
        effectOn(DAY).keepTheDay();

        assertThat(guides.published(id).orElseThrow().version()).isEqualTo(2);
        assertThat(versions.numbered(id, 1).orElseThrow().status()).isEqualTo(GuideStatus.SUPERSEDED);
        assertThat(actions(id)).endsWith("guide.publish", "guide.effect").containsOnlyOnce("guide.effect");
        assertThat(people.stranger()
                        .get("/api/v1/guides/" + id)
                        .json()
                        .path("title")
                        .asString())
                .isEqualTo("新的标题");
    }

    @Test
    void whatWaitsForItsDayCanBeTakenBack() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var reviewer = people.staff(StaffRole.DIRECTOR, community.id());
        var form = form(community.id(), title());
        form.put("effectiveFrom", DAY.toString());
        long id = idOf(author.form("/console/guides", form));
        publish(reviewer, id, 1);
        assertThat(versions.coming(id).orElseThrow().status()).isEqualTo(GuideStatus.SCHEDULED);

        assertThat(giveBack(reviewer, id).status()).isEqualTo(302);
        effectOn(DAY).keepTheDay();

        assertThat(versions.coming(id).orElseThrow().status()).isEqualTo(GuideStatus.DRAFT);
        assertThat(guides.published(id)).isEmpty();
    }

    @Test
    void wordsChangedWhileTheyWaitDoNotTakeEffect() {
        var community = people.community();
        var form = form(community.id(), title());
        form.put("effectiveFrom", DAY.toString());
        long id = idOf(people.staff(StaffRole.COMMUNITY_WORKER, community.id()).form("/console/guides", form));
        publish(people.staff(StaffRole.DIRECTOR, community.id()), id, 1);
        database.sql("UPDATE guide_version SET phone = '400-8888888' WHERE item_id = ?")
                .param(id)
                .update();

        effectOn(DAY).keepTheDay();

        assertThat(versions.coming(id).orElseThrow().status()).isEqualTo(GuideStatus.SCHEDULED);
        assertThat(guides.published(id)).isEmpty();
        giveBack(people.staff(StaffRole.DIRECTOR, community.id()), id);
    }

    @Test
    void aVersionEndsAfterItsLastDay() {
        var community = people.community();
        var form = form(community.id(), title());
        form.put("effectiveTo", DAY.toString());
        long id = idOf(people.staff(StaffRole.COMMUNITY_WORKER, community.id()).form("/console/guides", form));
        publish(people.staff(StaffRole.DIRECTOR, community.id()), id, 1);

        effectOn(DAY).keepTheDay();
        assertThat(guides.published(id)).isPresent();
        effectOn(DAY.plusDays(1)).keepTheDay();
        effectOn(DAY.plusDays(1)).keepTheDay();

        assertThat(guides.published(id)).isEmpty();
        assertThat(versions.live(id).orElseThrow().status()).isEqualTo(GuideStatus.SUSPENDED);
        assertThat(actions(id)).endsWith("guide.end").containsOnlyOnce("guide.end");
    }

    @Test
    void whatIsOverIsNotPublished() {
        var community = people.community();
        var form = form(community.id(), title());
        form.put("effectiveTo", "2026-01-02");
        long id = idOf(people.staff(StaffRole.COMMUNITY_WORKER, community.id()).form("/console/guides", form));

        var answer = publish(people.staff(StaffRole.DIRECTOR, community.id()), id, 1);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("失效日期已经过了");
    }

    @Test
    void anOldVersionStaysReadable() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var title = title();
        long id = published(people, community.id(), title);
        nextVersion(author, id, community.id(), "新的标题", Map.of());
        var anybody = people.stranger();
        assertThat(anybody.get("/api/v1/guides/" + id + "/versions/2").status()).isEqualTo(404);
        publish(people.staff(StaffRole.DIRECTOR, community.id()), id, 2);

        var old = anybody.get("/api/v1/guides/" + id + "/versions/1").json();
        assertThat(old.path("title").asString()).isEqualTo(title);
        assertThat(old.path("status").asString()).isEqualTo("SUPERSEDED");
        var now = anybody.get("/api/v1/guides/" + id + "/versions/2").json();
        assertThat(now.path("status").asString()).isEqualTo("PUBLISHED");
        assertThat(anybody.get("/api/v1/guides/" + id + "/versions/3").status()).isEqualTo(404);
        assertThat(anybody.get("/api/v1/guides/" + id + "/versions/0x1").status())
                .isEqualTo(400);
    }

    @Test
    void publishingSuspendingAndTheTimerAtOnceLeaveOneTruth() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        for (int round = 0; round < 3; round++) {
            long id = published(people, community.id(), title());
            nextVersion(author, id, community.id(), title(), Map.of("effectiveTo", DAY.toString()));
            submit(author, id, 2);
            var director = people.staff(StaffRole.DIRECTOR, community.id());
            var other = people.staff(StaffRole.DIRECTOR, community.id());
            var timer = effectOn(DAY.plusDays(1));
            var acts = List.<Callable<Integer>>of(
                    () -> approve(director, id, 2).status(),
                    () -> approve(other, id, 2).status(),
                    () -> suspend(director, id).status(),
                    () -> suspend(other, id).status(),
                    () -> giveBack(author, id).status(),
                    () -> {
                        timer.keepTheDay();
                        return 302;
                    });

            assertThat(Race.of(acts.size() * 2, n -> acts.get(n % acts.size())))
                    .allMatch(status -> status == 302 || status == 404 || status == 409);

            assertThat(broken("four-eyes")).isEmpty();
            assertThat(broken("last-move-is-status")).isEmpty();
            assertThat(broken("one-live-version")).isEmpty();
            assertThat(broken("superseded-has-successor")).isEmpty();
            assertThat(broken("findings-counted")).isEmpty();
        }
    }

    @Test
    void theTimerAndATakingBackAtOnceLeaveOneTruth() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        long id = published(people, community.id(), title());
        nextVersion(author, id, community.id(), title(), Map.of("effectiveFrom", DAY.toString()));
        publish(people.staff(StaffRole.DIRECTOR, community.id()), id, 2);
        var timer = effectOn(DAY);

        var outcomes = Race.of(
                12,
                n -> n % 3 == 0
                        ? () -> giveBack(author, id).status()
                        : () -> {
                            timer.keepTheDay();
                            return 200;
                        });

        boolean back = outcomes.contains(302);
        assertThat(outcomes).allMatch(status -> status == 200 || status == 302 || status == 404);
        assertThat(guides.published(id).orElseThrow().version()).isEqualTo(back ? 1 : 2);
        assertThat(broken("last-move-is-status")).isEmpty();
        assertThat(broken("one-live-version")).isEmpty();
    }

    @Test
    void ofManyWhoSaveTheSameDraftOneDoes() {
        var community = people.community();
        long id = draft(people.staff(StaffRole.COMMUNITY_WORKER, community.id()), community.id(), title());

        var outcomes = Race.of(16, n -> {
            var editor = people.staff(StaffRole.DIRECTOR, community.id());
            var form = form(community.id(), title());
            form.put("edits", "1");
            return () -> editor.form("/console/guides/" + id + "/draft", form).status();
        });

        assertThat(outcomes).filteredOn(status -> status == 302).hasSize(1);
        assertThat(outcomes).filteredOn(status -> status == 422).hasSize(15);
        assertThat(versions.coming(id).orElseThrow().edits()).isEqualTo(2);
    }

    @Test
    void oneEditorAtATimeAndAnotherMayTakeOver() {
        var community = people.community();
        var first = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var second = people.staff(StaffRole.DIRECTOR, community.id());
        long id = draft(first, community.id(), title());
        var typing = form(community.id(), title());
        typing.put("guideId", Long.toString(id));
        typing.put("edits", "1");

        assertThat(first.form("/console/guides/side", typing).body()).doesNotContain("正在编辑这份指南");
        assertThat(second.form("/console/guides/side", typing).body()).contains("正在编辑这份指南", "接手编辑");
        var refused = second.form("/console/guides/" + id + "/draft", typing);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("您的内容没有保存").contains(typing.get("title"));

        var taken = second.form("/console/guides/" + id + "/lock", Map.of("requestKey", Codes.next()));

        assertThat(taken.status()).isEqualTo(302);
        assertThat(first.form("/console/guides/side", typing).body()).contains("正在编辑这份指南");
        typing.put("requestKey", Codes.next());
        assertThat(first.form("/console/guides/" + id + "/draft", typing).status())
                .isEqualTo(422);
        typing.put("requestKey", Codes.next());
        assertThat(second.form("/console/guides/" + id + "/draft", typing).status())
                .isEqualTo(302);
        assertThat(actions(id)).contains("guide.take-over");
    }

    @Test
    void aLockWithoutASignOfLifeIsFree() {
        var community = people.community();
        var first = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var second = people.staff(StaffRole.DIRECTOR, community.id());
        long id = draft(first, community.id(), title());
        var typing = form(community.id(), title());
        typing.put("guideId", Long.toString(id));
        typing.put("edits", "1");
        first.form("/console/guides/side", typing);
        database.sql("UPDATE guide_edit_lock SET expires_at = since WHERE item_id = ?")
                .param(id)
                .update();

        assertThat(second.form("/console/guides/side", typing).body()).doesNotContain("正在编辑这份指南");
        assertThat(second.form("/console/guides/" + id + "/draft", typing).status())
                .isEqualTo(302);
    }

    @Test
    void newRulesAreAppliedToWhatIsThereAlready() {
        var community = people.community();
        long id = published(people, community.id(), title());
        long version = versions.published(id).orElseThrow().id();
        database.sql("DELETE FROM guide_finding WHERE version_id = ?")
                .param(version)
                .update();
        database.sql("UPDATE guide_version SET linted_by = 'older', lint_warnings = 0, score = 0 WHERE id = ?")
                .param(version)
                .update();

        findings.catchUp();

        var read = versions.published(id).orElseThrow();
        assertThat(read.lintWarnings())
                .isPositive()
                .isEqualTo(findings.of(version).size());
        assertThat(read.score()).isEqualTo(100 - 3 * read.lintWarnings());
    }

    @Test
    void digestsThatAMigrationMarkedAreRenewedOnce() {
        var community = people.community();
        long id = published(people, community.id(), title());
        var version = versions.published(id).orElseThrow();
        database.sql("UPDATE guide_version SET digest = 'before-v2' WHERE id = ?")
                .param(version.id())
                .update();

        resealing.start();

        assertThat(versions.published(id).orElseThrow().digest()).isEqualTo(version.digest());
    }

    private static Answer giveBack(Caller staff, long id) {
        return staff.form(
                "/console/guides/" + id + "/give-back", Map.of("reason", "再核对一下", "requestKey", Codes.next()));
    }

    private static void nextVersion(Caller author, long id, long cellId, String title, Map<String, String> changes) {
        author.form("/console/guides/" + id + "/draft/start", Map.of("requestKey", Codes.next()));
        var form = form(cellId, title);
        form.put("edits", "1");
        form.putAll(changes);
        var answer = author.form("/console/guides/" + id + "/draft", form);
        assertThat(answer.status()).isEqualTo(302);
    }

    private List<String> actions(long id) {
        return database.sql("SELECT action FROM audit_entry WHERE subject = ? ORDER BY id")
                .param("guide:" + id)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> broken(String invariant) {
        try {
            var sql = java.nio.file.Files.readString(
                    java.nio.file.Path.of("../../sql/guide/invariants", invariant + ".sql"));
            return database.sql(sql).query((row, number) -> row.getString(1)).list();
        } catch (java.io.IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}
