package cn.estation.points.move;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.points.earning.PostingAfterPublicity;
import cn.estation.points.earning.TestScores;
import cn.estation.points.rule.TestRules;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every change of state is one row that says who and why; none takes the place of an earlier one. */
@EstationTest
class PointsMovesTests {

    private final People people;
    private final TestRules rules;
    private final TestScores scores;
    private final PostingAfterPublicity posting;
    private final JdbcClient database;
    private GridCell community;
    private Caller worker;
    private Caller director;
    private Caller member;

    @Autowired
    PointsMovesTests(
            People people, TestRules rules, TestScores scores, PostingAfterPublicity posting, JdbcClient database) {
        this.people = people;
        this.rules = rules;
        this.scores = scores;
        this.posting = posting;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        worker = people.staff(StaffRole.PARTY_WORKER, community.id());
        director = people.staff(StaffRole.DIRECTOR, community.id());
        member = people.member(community.id());
    }

    @Test
    void keepsEachTimeRulesWereHandedOnAndTakenBack() {
        var path = TestRules.path(worker.form("/console/points/rules", TestRules.form(community.id())));
        act(worker, path + "/submission");
        act(worker, path + "/recall");
        act(worker, path + "/submission");
        assertThat(director.form(path + "/rejection", Map.of("reason", "夜间系数写错了", "requestKey", Codes.next()))
                        .status())
                .isEqualTo(302);
        assertThat(TestRules.approve(director, path).status()).isEqualTo(409);

        var me = "staff:" + worker.staffId();
        assertThat(moves("RULE_BOOK", Long.parseLong(path.substring(path.lastIndexOf('/') + 1))))
                .containsExactly(
                        "1 - DRAFT " + me + " ",
                        "2 DRAFT SUBMITTED " + me + " ",
                        "3 SUBMITTED DRAFT " + me + " ",
                        "4 DRAFT SUBMITTED " + me + " ",
                        "5 SUBMITTED REJECTED staff:" + director.staffId() + " 夜间系数写错了");
    }

    @Test
    void keepsWhenAScoreWasPostedThoughItWasTakenBackLater() {
        var form = TestRules.form(community.id());
        form.put("publicityDays", "3");
        rules.begin(rules.approved(worker, director, form), LocalDate.of(2026, 1, 1));
        long score = scores.posted(member.residentId(), community.id(), 120);
        database.sql("UPDATE points_score SET publish_until = TIMESTAMPADD(DAY, -5, publish_until) WHERE id = ?")
                .param(score)
                .update();
        posting.postWhatIsDue();
        var objection = people.member(community.id())
                .post("/api/v1/points/publicity/" + score + "/objections", Map.of("text", "当天没有看到他到场。"))
                .json()
                .path("id")
                .asString();
        var answered = worker.form(
                "/console/points/objections/" + objection + "/answer",
                Map.of("upheld", "true", "answer", "查实没有到场", "requestKey", Codes.next()));
        assertThat(answered.status()).isEqualTo(302);

        var me = "staff:" + worker.staffId();
        assertThat(moves("SCORE", score))
                .containsExactly(
                        "1 - PENDING system:tests ",
                        "2 PENDING POSTED system:points-publicity ",
                        "3 POSTED REVOKED " + me + " “测试服务”的得分有异议，经核查撤销：查实没有到场");
        assertThat(moves("OBJECTION", Long.parseLong(objection)))
                .hasSize(2)
                .last()
                .isEqualTo("2 OPEN UPHELD " + me + " 查实没有到场");
        assertThat(database.sql("""
                        SELECT COUNT(*) FROM points_move WHERE subject = 'OBJECTION' AND subject_id = ? AND reason LIKE '%没有看到他%'""").param(objection).query(Long.class).single())
                .as("a resident's words are kept where they can be deleted")
                .isZero();
    }

    @Test
    void keepsWhoDecidedAnAdjustmentAndNothingOfARefusal() {
        var proposed = worker.form(
                "/console/points/members/" + member.residentId() + "/adjustments",
                Map.of("points", "5", "reason", "补录十月的巡查", "requestKey", Codes.next()));
        assertThat(proposed.status()).isEqualTo(302);
        long id = database.sql("SELECT MAX(id) FROM points_adjustment WHERE resident_id = ?")
                .param(member.residentId())
                .query(Long.class)
                .single();
        decide(director, id, "approval");
        assertThat(decide(director, id, "rejection").status()).isEqualTo(409);

        assertThat(moves("ADJUSTMENT", id))
                .containsExactly(
                        "1 - PROPOSED staff:" + worker.staffId() + " ",
                        "2 PROPOSED APPROVED staff:" + director.staffId() + " 已核对");
    }

    private static Answer decide(Caller who, long id, String act) {
        return who.form(
                "/console/points/adjustments/" + id + "/" + act, Map.of("reason", "已核对", "requestKey", Codes.next()));
    }

    private static void act(Caller who, String path) {
        assertThat(who.form(path, Map.of("requestKey", Codes.next())).status()).isEqualTo(302);
    }

    private List<@Nullable String> moves(String subject, long id) {
        return database.sql("""
                        SELECT CONCAT(number, ' ', COALESCE(from_status, '-'), ' ', to_status, ' ', moved_by, ' ', reason)
                        FROM points_move WHERE subject = ? AND subject_id = ? ORDER BY number""").params(subject, id).query(String.class).list();
    }
}
