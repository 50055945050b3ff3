package cn.estation.guide.version;

import static cn.estation.guide.GuideFixture.approve;
import static cn.estation.guide.GuideFixture.draft;
import static cn.estation.guide.GuideFixture.form;
import static cn.estation.guide.GuideFixture.found;
import static cn.estation.guide.GuideFixture.publish;
import static cn.estation.guide.GuideFixture.published;
import static cn.estation.guide.GuideFixture.soon;
import static cn.estation.guide.GuideFixture.submit;
import static cn.estation.guide.GuideFixture.suspend;
import static cn.estation.guide.GuideFixture.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.Answer;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.GuideSearch;
import cn.estation.guide.Guides;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From draft to published to superseded or suspended, and what search makes of it. */
@EstationTest
class GuidePublishingTests {

    private final People people;
    private final Guides guides;
    private final GuideSearch search;
    private final GuideMapper rows;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    @Autowired
    GuidePublishingTests(
            People people,
            Guides guides,
            GuideSearch search,
            GuideMapper rows,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.people = people;
        this.guides = guides;
        this.search = search;
        this.rows = rows;
        this.database = database;
        this.transaction = transaction;
    }

    @Test
    void searchFindsWhatIsPublishedWithinTwoSecondsAndNotBefore() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var title = title();
        long id = draft(author, community.id(), title);
        var anybody = people.stranger();
        assertThat(found(anybody, title)).doesNotContain(Long.toString(id));

        publish(people.staff(StaffRole.DIRECTOR, community.id()), id, 1);

        assertThat(soon(() -> found(anybody, title).contains(Long.toString(id))))
                .isTrue();
        assertThat(guides.published(id)).hasValueSatisfying(guide -> {
            assertThat(guide.version()).isEqualTo(1);
            assertThat(guide.documents()).containsExactly("居民身份证（原件 1 份）", "户口簿（复印件 2 份，视情况）：首页和本人页");
            assertThat(guide.timeLimit()).isEqualTo("当场办结");
        });
    }

    @Test
    void aSuspendedGuideIsGoneFromEverywhereResidentsLook() {
        var community = people.community();
        var title = title();
        long id = published(people, community.id(), title);
        var anybody = people.stranger();
        assertThat(soon(() -> found(anybody, title).contains(Long.toString(id))))
                .isTrue();

        var answer = suspend(people.staff(StaffRole.DIRECTOR, community.id()), id);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(found(anybody, title)).doesNotContain(Long.toString(id));
        assertThat(soon(() -> search.search(title, 5).stream().noneMatch(hit -> hit.guideId() == id)))
                .isTrue();
        assertThat(anybody.get("/api/v1/guides/" + id).status()).isEqualTo(404);
        assertThat(guides.published(id)).isEmpty();
    }

    @Test
    void searchGoesOnWhileTheIndexIsRebuilt() throws Exception {
        var title = title();
        long id = published(people, people.community().id(), title);
        assertThat(soon(() -> search.search(title, 3).stream().anyMatch(hit -> hit.guideId() == id)))
                .isTrue();
        try (var worker = Executors.newSingleThreadExecutor()) {
            var rebuilding = worker.submit(() -> {
                for (int i = 0; i < 5; i++) {
                    search.rebuildEverywhere(new Silent());
                }
            });
            while (!rebuilding.isDone()) {
                assertThat(search.search(title, 3)).anyMatch(hit -> hit.guideId() == id);
            }
            rebuilding.get();
        }
    }

    @Test
    void offersToRebuildTheIndexWhereNobodyEverDid() {
        var staff = people.staff(StaffRole.COMMUNITY_WORKER, people.community().id());
        database.sql("UPDATE kernel_job SET kind = 'test.before' WHERE kind = ?")
                .param("guide-index")
                .update();

        var answer = staff.get("/console/guides/index");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("还没有重建过搜索").contains("action=\"/console/guides/index\"");
    }

    @Test
    void staffRebuildTheIndexAndSeeItsProgress() {
        var staff = people.staff(StaffRole.COMMUNITY_WORKER, people.community().id());

        var answer = staff.form("/console/guides/index", Map.of("requestKey", Codes.next()));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(staff.get("/console/guides/index").status()).isEqualTo(200);
    }

    @Test
    void nobodyPublishesWhatTheyWroteAnyPartOf() {
        var community = people.community();
        var author = people.staff(StaffRole.DIRECTOR, community.id());
        var second = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        long id = draft(author, community.id(), title());
        var edited = form(community.id(), title());
        edited.put("edits", "1");
        assertThat(second.form("/console/guides/" + id + "/draft", edited).status())
                .isEqualTo(302);

        assertThat(publish(author, id, 2).status()).isEqualTo(409);
        assertThat(publish(second, id, 2).body()).contains("请由另一位同事审核发布");
        assertThat(guides.published(id)).isEmpty();
        assertThat(publish(people.staff(StaffRole.DIRECTOR, community.id()), id, 2)
                        .status())
                .isEqualTo(302);
    }

    @Test
    void publishesOnlyWhatTheReviewerRead() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var reviewer = people.staff(StaffRole.DIRECTOR, community.id());
        long id = draft(author, community.id(), title());
        var edited = form(community.id(), title());
        edited.put("edits", "1");
        author.form("/console/guides/" + id + "/draft", edited);

        assertThat(publish(reviewer, id, 1).status()).isEqualTo(409);
        assertThat(guides.published(id)).isEmpty();
    }

    @Test
    void aNewVersionSupersedesAndThePublishedWordsNeverChange() {
        var community = people.community();
        long id = published(people, community.id(), title());
        var first = guides.published(id).orElseThrow();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        author.form("/console/guides/" + id + "/draft/start", Map.of("requestKey", Codes.next()));
        var edited = form(community.id(), title());
        edited.put("edits", "1");
        edited.put("steps[0].text", "改过的一步。");
        edited.remove("steps[1].text");
        assertThat(author.form("/console/guides/" + id + "/draft", edited).status())
                .isEqualTo(302);
        assertThat(guides.published(id)).contains(first);

        publish(people.staff(StaffRole.DIRECTOR, community.id()), id, 2);

        var second = guides.published(id).orElseThrow();
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.versionId()).isNotEqualTo(first.versionId());
        assertThat(second.steps()).containsExactly("改过的一步。");
        var old = rows.selectById(first.versionId());
        assertThat(old.status()).isEqualTo(GuideStatus.SUPERSEDED);
        assertThat(old.successorId()).isEqualTo(second.versionId());
        assertThat(old.title()).isEqualTo(first.title());
    }

    @Test
    void aPublishedVersionCannotBeSavedAsADraft() {
        var community = people.community();
        long id = published(people, community.id(), title());
        long version = guides.published(id).orElseThrow().versionId();

        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var answer = author.form("/console/guides/" + id + "/draft", form(community.id(), "改掉"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(rows.saveDraft(version, 1, GuideFixture.content("改掉"), "staff:1"))
                .isZero();
    }

    @Test
    void twoReviewersAtOnceMakeOneVersion() throws Exception {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        long id = draft(author, community.id(), title());
        submit(author, id, 1);
        var reviewers = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 16; i++) {
            var reviewer = people.staff(StaffRole.DIRECTOR, community.id());
            reviewers.add(() -> approve(reviewer, id, 1));
        }

        var outcomes = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(reviewers)) {
                outcomes.add(outcome.get().status());
            }
        }

        assertThat(outcomes).filteredOn(status -> status == 302).hasSize(1);
        assertThat(outcomes)
                .filteredOn(status -> status != 302)
                .allMatch(status -> status == 404 || status == 409)
                .hasSize(15);
        assertThat(count("SELECT COUNT(*) FROM guide_version WHERE item_id = ? AND status = 'PUBLISHED'", id))
                .isEqualTo(1);
        assertThat(count("SELECT COUNT(*) FROM guide_version WHERE item_id = ?", id))
                .isEqualTo(1);
    }

    @Test
    void aSecondClickOnPublishSaysTheSameAsTheFirst() {
        var community = people.community();
        long id = draft(people.staff(StaffRole.COMMUNITY_WORKER, community.id()), community.id(), title());
        var reviewer = people.staff(StaffRole.DIRECTOR, community.id());
        submit(reviewer, id, 1);
        var click = Map.of("edits", "1", "requestKey", Codes.next());

        assertThat(reviewer.form("/console/guides/" + id + "/publish", click).status())
                .isEqualTo(302);
        assertThat(reviewer.form("/console/guides/" + id + "/publish", click).status())
                .isEqualTo(302);
        assertThat(count("SELECT COUNT(*) FROM guide_version WHERE item_id = ?", id))
                .isEqualTo(1);
    }

    @Test
    void theDatabaseItselfKeepsOneLiveVersionAndOneDraft() {
        var community = people.community();
        long id = published(people, community.id(), title());
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        author.form("/console/guides/" + id + "/draft/start", Map.of("requestKey", Codes.next()));

        assertThatThrownBy(() -> database.sql("""
                                UPDATE guide_version SET status = 'PUBLISHED', publisher = 'x', published_at = created_at,
                                    digest = 'x' WHERE item_id = ?""").param(id).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void statesMoveOnlyAsTheyMay() {
        long id = published(people, people.community().id(), title());
        long version = guides.published(id).orElseThrow().versionId();
        for (var from : GuideStatus.values()) {
            for (var to : GuideStatus.values()) {
                assertThat(moves(version, from, to))
                        .as("%s to %s", from, to)
                        .isEqualTo(from.next().contains(to));
            }
        }
    }

    /** Tries one move and undoes it. */
    private boolean moves(long version, GuideStatus from, GuideStatus to) {
        return Boolean.TRUE.equals(transaction.execute(attempt -> {
            attempt.setRollbackOnly();
            database.sql("""
                            UPDATE guide_version SET successor_id = CASE WHEN :status = 'SUPERSEDED' THEN id END,
                                submitter = 'staff:1', status = :status WHERE id = :id""").param("status", from.name()).param("id", version).update();
            return switch (to) {
                case DRAFT -> rows.giveBack(version) == 1;
                case REVIEW -> rows.submit(version, 1, "staff:0") == 1;
                case SCHEDULED -> approves(version, GuideStatus.SCHEDULED);
                case PUBLISHED ->
                    approves(version, GuideStatus.PUBLISHED)
                            || rows.takeEffect(version, LocalDate.of(2026, 1, 1), Instant.EPOCH) == 1;
                case SUSPENDED -> rows.suspend(version) == 1;
                case SUPERSEDED -> rows.supersede(version, version) == 1;
            };
        }));
    }

    private boolean approves(long version, GuideStatus to) {
        return rows.approve(version, 1, to, "staff:0", "digest", Instant.EPOCH) == 1;
    }

    private int count(String sql, long id) {
        return database.sql(sql).param(id).query(Integer.class).single();
    }

    private record Silent() implements cn.estation.kernel.BackgroundJob.Progress {
        @Override
        public void total(int steps) {}

        @Override
        public void done(int steps) {}
    }
}
