package cn.estation.guide.reach;

import static cn.estation.guide.GuideFixture.approve;
import static cn.estation.guide.GuideFixture.form;
import static cn.estation.guide.GuideFixture.idOf;
import static cn.estation.guide.GuideFixture.published;
import static cn.estation.guide.GuideFixture.submit;
import static cn.estation.guide.GuideFixture.title;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.grid.TestPlaces;
import cn.estation.guide.lint.Finding;
import cn.estation.guide.version.Findings;
import cn.estation.guide.version.Versions;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class PhoneCheckTests {

    private final People people;
    private final TestPlaces places;
    private final Versions versions;
    private final Findings findings;
    private final PhoneCheckMapper checks;
    private final Ids ids;
    private final Clock clock;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private GridCell community;
    private Caller worker;
    private String phone;

    @Autowired
    PhoneCheckTests(
            People people,
            TestPlaces places,
            Versions versions,
            Findings findings,
            PhoneCheckMapper checks,
            Ids ids,
            Clock clock,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.people = people;
        this.places = places;
        this.versions = versions;
        this.findings = findings;
        this.checks = checks;
        this.ids = ids;
        this.clock = clock;
        this.database = database;
        this.transaction = transaction;
        this.community = people.community();
        this.worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        this.phone = "";
    }

    @BeforeEach
    void aNumberOfItsOwn() {
        community = people.community();
        worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        phone = "0571-8%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000));
    }

    @Test
    void whoTriesAPhoneSaysSoAndTheReminderGoes() {
        long guide = written();
        assertThat(rules(guide, "phone")).containsExactly("phone-confirmed");
        assertThat(worker.get("/console/guides/" + guide).body()).contains("还没有打过", "近期没有人拨通过");

        assertThat(mark(worker, guide, true).status()).isEqualTo(302);

        assertThat(rules(guide, "phone")).isEmpty();
        assertThat(worker.get("/console/guides/" + guide).body())
                .contains("已拨通")
                .doesNotContain("“" + phone + "”近期没有人拨通过");
        assertThat(database.sql("SELECT COUNT(*) FROM audit_entry WHERE action = 'guide.phone-check' AND subject = ?")
                        .param("guide:" + guide)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aPhoneThatIsNotAnsweredKeepsTheGuideFromBeingPublishedUntilItIsMended() {
        long guide = written();
        mark(worker, guide, false);
        assertThat(rules(guide, "phone")).containsExactly("phone-answered");
        var refused = submit(worker, guide, 1);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("打不通");

        mark(worker, guide, true);

        assertThat(submit(worker, guide, 1).status()).isEqualTo(302);
        var director = people.staff(StaffRole.DIRECTOR, community.id());
        mark(director, guide, false);
        assertThat(approve(director, guide, 1).status()).as("nor approved").isEqualTo(409);
        mark(director, guide, true);
        assertThat(approve(director, guide, 1).status()).isEqualTo(302);
    }

    @Test
    void aPublishedGuideStaysAndShowsItsError() {
        long guide = published(people, community.id(), title());
        var number = Map.of("number", "01000000001", "reached", "false", "requestKey", Codes.next());
        assertThat(worker.form("/console/guides/" + guide + "/phone-checks", number)
                        .status())
                .isEqualTo(302);

        assertThat(people.stranger().get("/api/v1/guides/" + guide).status()).isEqualTo(200);
        assertThat(versions.published(guide).orElseThrow().lintErrors()).isEqualTo(1);
        assertThat(worker.get("/console/guides?rule=phone-answered").body())
                .contains(versions.item(guide).name());
    }

    @Test
    void whatTheDistrictTriedCountsForItsCommunitiesButNotForTheNeighbour() {
        var district = people.above(people.above(community));
        var above = people.staff(StaffRole.DIRECTOR, district.id());
        long theirs = written(above, district.id());
        mark(above, theirs, false);
        assertThat(rules(written(), "phone")).containsExactly("phone-answered");

        var elsewhere = people.community();
        var other = people.staff(StaffRole.COMMUNITY_WORKER, elsewhere.id());
        assertThat(rules(written(other, elsewhere.id()), "phone")).containsExactly("phone-confirmed");
    }

    @Test
    void anOldCallRemindsAgain() {
        long guide = written();
        var longAgo = clock.instant().minus(Duration.ofDays(200));
        checks.insert(new PhoneCheck(
                ids.next(), phone.replace("-", ""), community.id(), "guide:" + guide, true, "staff:1", longAgo));

        transaction.executeWithoutResult(status -> findings.renewBoth(guide));

        assertThat(rules(guide, "phone")).containsExactly("phone-confirmed");
        assertThat(worker.get("/console/guides/" + guide).body()).contains("太久没有打了");
    }

    @Test
    void aServicePointsPhoneIsTriedToo() {
        long point = places.point(community);
        var number = database.sql("SELECT phone FROM grid_point WHERE id = ?")
                .param(point)
                .query(String.class)
                .single();
        assertThat(number).isNotEmpty();
        var keeper = people.staff(StaffRole.DIRECTOR, community.id());

        var answer = keeper.form(
                "/console/service-points/" + point + "/phone-checks",
                Map.of("number", number.replaceAll("[^0-9]", ""), "reached", "true", "requestKey", Codes.next()));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(keeper.get("/console/service-points/" + point).body()).contains("电话打得通吗", "已拨通");
    }

    @Test
    void aNumberThatStandsNowhereIsNotThere() {
        long guide = written();
        var wrong = Map.of("number", "110", "reached", "false", "requestKey", Codes.next());
        assertThat(worker.form("/console/guides/" + guide + "/phone-checks", wrong)
                        .status())
                .isEqualTo(404);
        var nothing = Map.of("number", phone.replace("-", ""), "reached", "perhaps", "requestKey", Codes.next());
        assertThat(worker.form("/console/guides/" + guide + "/phone-checks", nothing)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void pressedTwiceItIsWrittenDownOnce() {
        long guide = written();
        var form = Map.of("number", phone.replace("-", ""), "reached", "true", "requestKey", Codes.next());
        worker.form("/console/guides/" + guide + "/phone-checks", form);
        worker.form("/console/guides/" + guide + "/phone-checks", form);
        assertThat(database.sql("SELECT COUNT(*) FROM guide_phone_check WHERE thing = ?")
                        .param("guide:" + guide)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void othersMayNot() {
        long guide = written();
        var neighbour = people.staff(StaffRole.DIRECTOR, people.community().id());
        assertThat(mark(neighbour, guide, false).status()).isEqualTo(404);
        assertThat(mark(people.staff(StaffRole.SHOPKEEPER, community.id()), guide, false)
                        .status())
                .isEqualTo(403);
        assertThat(rules(guide, "phone")).containsExactly("phone-confirmed");
    }

    @Test
    void aLinkToACardThatIsNotThereIsAnError() {
        var form = form(community.id(), title());
        form.put("results[0].kind", "NONE");
        form.put("results[0].sample", "/cards/0000000000000");
        long guide = idOf(worker.form("/console/guides", form));
        assertThat(rules(guide, "results[0].sample")).containsExactly("own-link-leads");

        long shown = published(people, community.id(), title());
        var card = people.stranger()
                .post("/api/v1/guides/" + shown + "/card", Map.of("answers", Map.of()))
                .json()
                .path("card")
                .path("code")
                .asString();
        for (var good : List.of("/cards/" + card, "/pages/appointment/slots?guideId=" + shown)) {
            form.put("results[0].sample", good);
            form.put("requestKey", Codes.next());
            long other = idOf(worker.form("/console/guides", form));
            assertThat(rules(other, "results[0].sample")).as(good).isEmpty();
        }
        for (var bad : List.of(
                "/pages/appointment/slots?guideId=" + guide,
                "/life-events/1",
                "/api/v1/media/1",
                "/api/v1/service-points/1",
                "/somewhere")) {
            form.put("results[0].sample", bad);
            form.put("requestKey", Codes.next());
            long other = idOf(worker.form("/console/guides", form));
            assertThat(rules(other, "results[0].sample")).as(bad).containsExactly("own-link-leads");
        }
    }

    private long written() {
        return written(worker, community.id());
    }

    private long written(Caller author, long cellId) {
        var form = form(cellId, title());
        form.put("phone", phone);
        return idOf(author.form("/console/guides", form));
    }

    private Answer mark(Caller staff, long guide, boolean reached) {
        return staff.form(
                "/console/guides/" + guide + "/phone-checks",
                Map.of(
                        "number",
                        phone.replace("-", ""),
                        "reached",
                        Boolean.toString(reached),
                        "requestKey",
                        Codes.next()));
    }

    private List<String> rules(long guide, String field) {
        return findings.of(versions.coming(guide).orElseThrow().id()).stream()
                .filter(finding -> finding.field().equals(field))
                .map(Finding::rule)
                .toList();
    }
}
