package cn.estation.points.publicity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffResidents;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.points.TestPoints;
import cn.estation.points.earning.PostingAfterPublicity;
import cn.estation.points.earning.TestScores;
import cn.estation.points.rule.TestRules;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class PublicityTests {

    private final People people;
    private final TestRules rules;
    private final TestScores scores;
    private final TestPoints points;
    private final PostingAfterPublicity posting;
    private final StaffResidents staffResidents;
    private final JdbcClient database;
    private GridCell community;
    private Caller member;
    private Caller neighbour;
    private Caller staff;
    private long score;

    @Autowired
    PublicityTests(
            People people,
            TestRules rules,
            TestScores scores,
            TestPoints points,
            PostingAfterPublicity posting,
            StaffResidents staffResidents,
            JdbcClient database) {
        this.people = people;
        this.rules = rules;
        this.scores = scores;
        this.points = points;
        this.posting = posting;
        this.staffResidents = staffResidents;
        this.database = database;
    }

    @BeforeEach
    void serveWhereScoresAreShownFirst() {
        community = people.community();
        staff = people.staff(StaffRole.PARTY_WORKER, community.id());
        var form = TestRules.form(community.id());
        form.put("publicityDays", "3");
        long book = rules.approved(staff, people.staff(StaffRole.DIRECTOR, community.id()), form);
        rules.begin(book, LocalDate.of(2026, 1, 1));
        member = people.member(community.id());
        neighbour = people.member(community.id());
        score = scores.posted(member.residentId(), community.id(), 120);
    }

    @Test
    void showsAScoreBeforeItIsPostedInsideTheCommunityOnly() {
        assertThat(points.balance(member.residentId())).isZero();
        var shown = neighbour.get("/api/v1/points/publicity").json().path("items");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).path("who").asString()).isEqualTo("一名党员");
        assertThat(shown.get(0).path("points").asLong()).isEqualTo(2);
        assertThat(people.member(people.community().id())
                        .get("/api/v1/points/publicity")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(people.resident().get("/api/v1/points/publicity").json().path("items"))
                .isEmpty();
        assertThat(people.stranger().get("/api/v1/points/publicity").status()).isEqualTo(401);
        assertThat(staff.get("/console/points/publicity").body()).contains("测试服务 2 小时");
    }

    @Test
    void namesOnlyWhoWantsToBe() {
        assertThat(member.get("/api/v1/points/preferences")
                        .json()
                        .path("showName")
                        .asBoolean())
                .isFalse();
        assertThat(member.put("/api/v1/points/preferences", Map.of("showName", true))
                        .status())
                .isEqualTo(200);
        assertThat(who()).isNotEqualTo("一名党员");
        member.put("/api/v1/points/preferences", Map.of("showName", false));
        assertThat(who()).isEqualTo("一名党员");
    }

    private String who() {
        return neighbour
                .get("/api/v1/points/publicity")
                .json()
                .path("items")
                .get(0)
                .path("who")
                .asString();
    }

    @Test
    void postsWhatWasShownLongEnoughOnceHoweverManyNodesTry() {
        posting.postWhatIsDue();
        assertThat(points.balance(member.residentId())).isZero();

        pass();
        Race.of(16, n -> () -> {
            posting.postWhatIsDue();
            return true;
        });
        assertThat(points.balance(member.residentId())).isEqualTo(2);
        assertThat(neighbour.get("/api/v1/points/publicity").json().path("items"))
                .isEmpty();
    }

    @Test
    void waitsForTheAnswerToAnObjection() {
        long objection = object(neighbour).json().path("id").asLong();
        pass();
        posting.postWhatIsDue();
        assertThat(points.balance(member.residentId())).isZero();
        assertThat(staff.get("/console").body()).contains("积分异议待答复");

        assertThat(answer(objection, false).status()).isEqualTo(302);
        assertThat(answer(objection, true).status()).isEqualTo(409);
        posting.postWhatIsDue();
        assertThat(points.balance(member.residentId())).isEqualTo(2);
        var mine =
                neighbour.get("/api/v1/points/objections").json().path("items").get(0);
        assertThat(mine.path("status").asString()).isEqualTo("DISMISSED");
        assertThat(mine.path("answer").asString()).isEqualTo("查过签到记录");
    }

    @Test
    void isAnsweredNeitherByWhoObjectedNorByWhoseScoreItIs() {
        long objection = object(neighbour).json().path("id").asLong();

        staffResidents.link(() -> "system:tests", staff.staffId(), neighbour.residentId());
        assertThat(answer(objection, true).body()).contains("您本人提出的异议");
        staffResidents.link(() -> "system:tests", staff.staffId(), member.residentId());
        assertThat(answer(objection, false).body()).contains("您本人的得分");
        assertThat(scores.find(score).status().name()).isEqualTo("PENDING");

        staff = people.staff(StaffRole.PARTY_WORKER, community.id());
        assertThat(answer(objection, true).status()).isEqualTo(302);
        assertThat(scores.find(score).status().name()).isEqualTo("REVOKED");
    }

    @Test
    void takesBackAScoreThatAnObjectionWasRightAbout() {
        long objection = object(neighbour).json().path("id").asLong();
        answer(objection, true);
        pass();
        posting.postWhatIsDue();

        assertThat(points.balance(member.residentId())).isZero();
        assertThat(scores.find(score).status().name()).isEqualTo("REVOKED");
        assertThat(object(people.member(community.id())).status()).isEqualTo(409);
    }

    @Test
    void hearsObjectionsAfterPostingForAWhileAndThenReverses() {
        pass();
        posting.postWhatIsDue();
        long objection = object(neighbour).json().path("id").asLong();
        points.take(member.residentId(), community.id(), 2);
        answer(objection, true);

        assertThat(points.owed(member.residentId())).isEqualTo(2);
        database.sql(
                        "UPDATE points_score SET settled_at = TIMESTAMPADD(DAY, -16, settled_at), status = 'POSTED' WHERE id = ?")
                .param(score)
                .update();
        assertThat(object(people.member(community.id())).body()).contains("too-late-to-object");
        database.sql("UPDATE points_score SET status = 'REVOKED' WHERE id = ?")
                .param(score)
                .update();
    }

    @Test
    void isAnsweredOnceAndPostedOrRevokedWhenAllHappensTogether() {
        pass();
        var answers = Race.of(24, n -> () -> {
            if (n % 3 == 0) {
                posting.postWhatIsDue();
                return 0;
            }
            return object(neighbour).status();
        });
        assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
        assertThat(database.sql("""
                        SELECT COUNT(*) FROM points_objection o JOIN points_score s ON s.id = o.score_id
                        WHERE o.score_id = ? AND s.status = 'POSTED' AND s.settled_at > o.raised_at""").param(score).query(Long.class).single()).isZero();
    }

    @Test
    void letsNobodyElseObject() {
        assertThat(object(people.resident()).status()).isEqualTo(404);
        assertThat(object(people.member(people.community().id())).status()).isEqualTo(404);
        assertThat(object(neighbour).status()).isEqualTo(201);
        assertThat(object(neighbour).status()).isEqualTo(409);
        assertThat(neighbour
                        .post("/api/v1/points/publicity/" + score + "/objections", Map.of("text", "不对"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void leavesTheirOwnRecordToWhoRestsOrHasLeft() {
        member.put("/api/v1/points/preferences", Map.of("showName", true));
        member("suspension");

        var shown = member.get("/api/v1/points/publicity").json().path("items");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).path("mine").asBoolean()).isTrue();
        assertThat(member.put("/api/v1/points/preferences", Map.of("showName", false))
                        .status())
                .isEqualTo(200);
        assertThat(who()).isEqualTo("一名党员");

        member("end");
        assertThat(object(member).status()).isEqualTo(201);
        assertThat(people.resident()
                        .put("/api/v1/points/preferences", Map.of("showName", true))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void showsWhoMovedTheirOwnScoreOfTheOldPlaceAndNobodyElses() {
        scores.posted(neighbour.residentId(), community.id(), 60);
        var there = people.community();
        var id = member.get("/api/v1/registrations").json().get(0).path("id").asString();
        member.post("/api/v1/registrations/" + id + "/move", Map.of("communityId", Long.toString(there.id())));
        var accepted = people.staff(StaffRole.DIRECTOR, there.id())
                .form("/console/members/arriving/" + id + "/acceptance", Map.of("requestKey", Codes.next()));
        assertThat(accepted.status()).isEqualTo(302);

        var shown = member.get("/api/v1/points/publicity").json().path("items");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).path("id").asString()).isEqualTo(Long.toString(score));
        assertThat(object(member).status()).isEqualTo(201);
    }

    private void member(String act) {
        var id = member.get("/api/v1/registrations").json().get(0).path("id").asString();
        var answer = people.staff(StaffRole.DIRECTOR, community.id())
                .form("/console/members/" + id + "/" + act, Map.of("reason", "外派半年", "requestKey", Codes.next()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    private Answer object(Caller who) {
        return who.post("/api/v1/points/publicity/" + score + "/objections", Map.of("text", "当天没有看到他到场。"));
    }

    private Answer answer(long objection, boolean upheld) {
        return staff.form(
                "/console/points/objections/" + objection + "/answer",
                Map.of("upheld", Boolean.toString(upheld), "answer", "查过签到记录", "requestKey", Codes.next()));
    }

    private void pass() {
        database.sql("UPDATE points_score SET publish_until = TIMESTAMPADD(DAY, -5, publish_until) WHERE id = ?")
                .param(score)
                .update();
        database.sql("UPDATE points_objection SET raised_at = TIMESTAMPADD(DAY, -5, raised_at) WHERE score_id = ?")
                .param(score)
                .update();
    }
}
