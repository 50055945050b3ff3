package cn.estation.points.publicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.identity.WaitingWork;
import cn.estation.kernel.Codes;
import cn.estation.points.TestPoints;
import cn.estation.points.earning.PostingAfterPublicity;
import cn.estation.points.earning.TestScores;
import cn.estation.points.rule.TestRules;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An objection that nobody answers holds a score up for a while, not for ever. */
@EstationTest
class UnansweredObjectionTests {

    private final People people;
    private final TestRules rules;
    private final TestScores scores;
    private final TestPoints points;
    private final UnansweredObjections unanswered;
    private final PostingAfterPublicity posting;
    private final List<WaitingWork> work;
    private final JdbcClient database;
    private GridCell community;
    private Caller member;
    private Caller neighbour;
    private Caller staff;
    private long score;
    private long objection;

    @Autowired
    UnansweredObjectionTests(
            People people,
            TestRules rules,
            TestScores scores,
            TestPoints points,
            UnansweredObjections unanswered,
            PostingAfterPublicity posting,
            List<WaitingWork> work,
            JdbcClient database) {
        this.people = people;
        this.rules = rules;
        this.scores = scores;
        this.points = points;
        this.unanswered = unanswered;
        this.posting = posting;
        this.work = work;
        this.database = database;
    }

    /** A score that is shown for three days, and that a neighbour objects to. */
    @BeforeEach
    void object() {
        community = people.community();
        staff = people.staff(StaffRole.PARTY_WORKER, community.id());
        var form = TestRules.form(community.id());
        form.put("publicityDays", "3");
        long book = rules.approved(staff, people.staff(StaffRole.DIRECTOR, community.id()), form);
        rules.begin(book, LocalDate.of(2026, 1, 1));
        member = people.member(community.id());
        neighbour = people.member(community.id());
        score = scores.posted(member.residentId(), community.id(), 120);
        objection = object(neighbour);
    }

    @Test
    void isDismissedAtLastAndTheScoreIsPostedAndBothAreTold() {
        daysPass(13);
        unanswered.dismissWhatIsDue();
        posting.postWhatIsDue();
        assertThat(raised(neighbour).path("status").asString()).isEqualTo("OPEN");
        assertThat(points.balance(member.residentId())).isZero();

        daysPass(1);
        unanswered.dismissWhatIsDue();
        unanswered.dismissWhatIsDue();
        posting.postWhatIsDue();

        assertThat(raised(neighbour).path("status").asString()).isEqualTo("DISMISSED");
        assertThat(raised(neighbour).path("answer").asString()).startsWith("社区 14 天内没有答复");
        assertThat(settlements()).isEqualTo(1);
        assertThat(points.balance(member.residentId())).isEqualTo(2);
        told(neighbour, "得分的异议不成立：社区 14 天内没有答复，得分以核实的记录为准；仍有疑问可在“投诉建议”里反映。");
        told(member, "您得到 2 积分");
        assertThat(answer(staff, true).status()).isEqualTo(409);
    }

    @Test
    void isShownToTheLevelAboveWhichMayAnswerIt() {
        var above = people.staff(StaffRole.PARTY_WORKER, people.above(community).id());
        assertThat(overdue(above, people.above(community))).contains(0L);

        daysPass(8);

        assertThat(overdue(above, people.above(community))).contains(1L);
        assertThat(overdue(staff, community)).isEmpty();
        var elsewhere = people.above(people.community());
        assertThat(overdue(people.staff(StaffRole.PARTY_WORKER, elsewhere.id()), elsewhere))
                .contains(0L);
        assertThat(above.get("/console").body()).contains("积分异议逾期未答复");
        assertThat(above.get("/console/points/objections").body()).contains("当天没有看到他到场。");
        assertThat(answer(above, false).status()).isEqualTo(302);
        assertThat(overdue(above, people.above(community))).contains(0L);
    }

    /** Two objected; the one that was answered took the score back. */
    @Test
    void isUpheldWhenTheScoreWasTakenBackOtherwise() {
        var other = people.member(community.id());
        object(other);
        answer(staff, true);
        daysPass(14);

        unanswered.dismissWhatIsDue();

        assertThat(raised(other).path("status").asString()).isEqualTo("UPHELD");
        assertThat(raised(other).path("answer").asString()).isEqualTo("社区已另行核查处理");
        assertThat(points.balance(member.residentId())).isZero();
    }

    /** Neighbours who object one after the other would keep it from the member for ever. */
    @Test
    void holdsTheScoreUpOnlyIfItWasRaisedWhileThatWasShown() {
        daysPass(5);
        var late = people.member(community.id());
        long second = object(late);
        posting.postWhatIsDue();
        assertThat(points.balance(member.residentId())).isZero();

        answer(staff, false);
        posting.postWhatIsDue();
        assertThat(points.balance(member.residentId())).isEqualTo(2);

        assertThat(answer(staff, second, true).status()).isEqualTo(302);
        assertThat(points.balance(member.residentId())).isZero();
    }

    /** Staff answer at the moment at which the time for it is over. */
    @Test
    void isAnsweredOnceThoughItsTimeIsUp() {
        daysPass(14);

        var answers = Race.of(16, n -> () -> {
            if (n % 2 == 0) {
                unanswered.dismissWhatIsDue();
                return 0;
            }
            return Race.persist(() -> answer(staff, true), Answer::status).status();
        });
        unanswered.dismissWhatIsDue();
        posting.postWhatIsDue();

        boolean upheld = raised(neighbour).path("status").asString().equals("UPHELD");
        assertThat(answers).filteredOn(status -> status == 302).hasSize(upheld ? 1 : 0);
        assertThat(settlements()).isEqualTo(1);
        assertThat(points.balance(member.residentId())).isEqualTo(upheld ? 0 : 2);
    }

    private long object(Caller who) {
        return who.post("/api/v1/points/publicity/" + score + "/objections", Map.of("text", "当天没有看到他到场。"))
                .json()
                .path("id")
                .asLong();
    }

    private Answer answer(Caller who, boolean upheld) {
        return answer(who, objection, upheld);
    }

    private static Answer answer(Caller who, long objection, boolean upheld) {
        return who.form(
                "/console/points/objections/" + objection + "/answer",
                Map.of("upheld", Boolean.toString(upheld), "answer", "查过签到记录", "requestKey", Codes.next()));
    }

    private static JsonNode raised(Caller who) {
        return who.get("/api/v1/points/objections").json().path("items").get(0);
    }

    private static void told(Caller who, String wanted) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> who.get("/api/v1/notices").body().contains(wanted));
    }

    /** How often the objection was decided. */
    private long settlements() {
        return database.sql(
                        "SELECT COUNT(*) FROM points_move WHERE subject = 'OBJECTION' AND subject_id = ? AND from_status = 'OPEN'")
                .param(objection)
                .query(Long.class)
                .single();
    }

    private void daysPass(int days) {
        database.sql("UPDATE points_score SET publish_until = TIMESTAMPADD(DAY, ?, publish_until) WHERE id = ?")
                .params(-days, score)
                .update();
        database.sql("UPDATE points_objection SET raised_at = TIMESTAMPADD(DAY, ?, raised_at) WHERE score_id = ?")
                .params(-days, score)
                .update();
    }

    /** How many are overdue, as the first page tells. */
    private Optional<Long> overdue(Caller who, GridCell cell) {
        var role = StaffRole.PARTY_WORKER;
        var at = new Staff(who.staffId(), role.title(), 0, List.of(new Staff.Grant(role, cell.id())));
        return work.stream()
                .flatMap(one -> one.waiting(at).stream())
                .filter(waiting -> waiting.title().equals("积分异议逾期未答复"))
                .map(WaitingWork.Waiting::count)
                .findFirst();
    }
}
