package cn.estation.points.rule;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import cn.estation.points.Grade;
import cn.estation.points.earning.TestScores;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class RulePagesTests {

    private static final String HOME = "/console/points/rules";

    private final People people;
    private final TestRules rules;
    private final TestScores scores;
    private final RuleBooks books;
    private final JdbcClient database;
    private final Clock clock;
    private GridCell community;
    private Caller author;
    private Caller approver;

    @Autowired
    RulePagesTests(
            People people, TestRules rules, TestScores scores, RuleBooks books, JdbcClient database, Clock clock) {
        this.people = people;
        this.rules = rules;
        this.scores = scores;
        this.books = books;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void hireTwo() {
        community = people.community();
        author = people.staff(StaffRole.PARTY_WORKER, community.id());
        approver = people.staff(StaffRole.DIRECTOR, community.id());
    }

    @Test
    void writesRulesInTheFormAndShowsThemAsTheyApply() {
        var form = TestRules.form(community.id());
        form.put("rate.PATROL", "1.5");
        form.put("rate.WISH", "4");
        form.put("method.WISH", "FIXED");
        form.put("cap.ALL..YEAR", "120");
        form.put("cap.KIND.PATROL.DAY", "6");
        form.put("cap.GRADE.D.MONTH", "8");
        var path = TestRules.path(author.form(HOME, form));

        assertThat(author.get(path).body())
                .contains("测试细则", "草稿", "1.5 分/小时", "4 分/次", "当年上限 120 分", "“巡查”当日上限 6 分", "D 级当月上限 8 分");
        assertThat(author.get(HOME).body()).contains("测试细则", "系统自带细则");
        assertThat(author.get(path + "/edit").body()).contains("1.5", "测试细则");
        assertThat(author.get(HOME + "/new").body())
                .contains("系统自带细则", today().plusDays(1).toString());
        assertThat(author.get(HOME + "/new?from=" + id(path)).body()).contains("测试细则");
    }

    /** Who works by them may read them, preview them and write their own after them, and no more. */
    @Test
    void showsTheRulesOfTheLevelAboveOnceTheyAreApproved() {
        var street = people.above(community);
        var path = TestRules.path(
                people.staff(StaffRole.PARTY_WORKER, street.id()).form(HOME, TestRules.form(street.id())));
        assertThat(author.get(path).status()).as("a draft").isEqualTo(404);
        var approved = HOME
                + "/"
                + rules.approved(
                        people.staff(StaffRole.PARTY_WORKER, street.id()),
                        people.staff(StaffRole.DIRECTOR, street.id()),
                        TestRules.form(street.id()));

        assertThat(author.get(approved).body()).contains("测试细则", "照着拟新版").doesNotContain("提交审核", "作废草稿", "/edit");
        assertThat(author.get(approved + "/preview").status()).isEqualTo(200);
        assertThat(author.get(HOME + "/new?from=" + id(approved)).body()).contains("测试细则");
        assertThat(author.get(approved + "/edit").status()).isEqualTo(404);
        assertThat(author.form(approved + "/submission", key()).status()).isEqualTo(404);
        var elsewhere = people.staff(StaffRole.PARTY_WORKER, people.community().id());
        assertThat(elsewhere.get(approved).status()).isEqualTo(404);
        assertThat(elsewhere.get(approved + "/preview").status()).isEqualTo(404);
        assertThat(elsewhere.get(HOME + "/new?from=" + id(approved)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "rate.*, '', 请填写",
        "rate.PATROL, 1.555, 两位小数",
        "rate.PATROL, -1, 两位小数",
        "grade.A, 201, 0 到 200",
        "nightFrom, 25:00, 应为时间",
        "effectiveFrom, 明天, 应为日期",
        "effectiveTo, 2089-01-01, 不早于",
        "cap.ALL..DAY, x, 整数",
        "title, '', 不超过 60",
        "publicityDays, 61, 0 到 60",
        "adjustCap, １０, 整数"
    })
    void keepsWhatWasTypedAndSaysWhatIsWrong(String field, String typed, String said) {
        var form = TestRules.form(community.id());
        form.put("note", "每年讨论一次");
        form.put(field, typed);
        var answer = author.form(HOME, form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(said, "每年讨论一次");
    }

    @Test
    void appliesOnlyWhatAnotherPersonHasApprovedAndOnlyFromItsDay() {
        var path = TestRules.path(author.form(HOME, TestRules.form(community.id())));
        author.form(path + "/submission", key());

        var seen = TestRules.seen(approver, path);
        assertThat(TestRules.approve(author, path, seen).status()).isEqualTo(409);
        assertThat(approver.get(path).body()).contains("通过", "退回");
        assertThat(TestRules.approve(approver, path, seen).status()).isEqualTo(302);
        assertThat(TestRules.approve(approver, path, seen).status()).isEqualTo(409);

        assertThat(books.inForce(community.id(), today()).id()).isEqualTo(1);
        assertThat(books.inForce(community.id(), LocalDate.of(2090, 1, 1)).id()).isEqualTo(id(path));
        assertThat(books.inForce(people.community().id(), LocalDate.of(2090, 1, 1))
                        .id())
                .isEqualTo(1);
    }

    @Test
    void appliesNothingThatItsAuthorChangedAfterItWasRead() {
        var form = TestRules.form(community.id());
        var path = TestRules.path(author.form(HOME, form));
        author.form(path + "/submission", key());
        var seen = TestRules.seen(approver, path);

        author.form(path + "/recall", key());
        form.put("rate.*", "100");
        form.putAll(key());
        assertThat(author.form(path, form).status()).isEqualTo(302);
        assertThat(author.form(path + "/submission", key()).status()).isEqualTo(302);

        var refused = TestRules.approve(approver, path, seen);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("细则在您打开后又改过");
        assertThat(approver.form(path + "/approval", key()).body()).contains("细则在您打开后又改过");
        assertThat(books.inForce(community.id(), LocalDate.of(2090, 1, 1)).id()).isEqualTo(1);

        assertThat(approver.get(path).body()).contains("100 分/小时");
        assertThat(TestRules.approve(approver, path).status()).isEqualTo(302);
    }

    @Test
    void neverReachesBackToADayThatHasBegun() {
        var form = TestRules.form(community.id());
        form.put("effectiveFrom", today().toString());
        var path = TestRules.path(author.form(HOME, form));

        var refused = author.form(path + "/submission", key());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("不能追溯");
    }

    @Test
    void letsNobodyChangeWhatSomebodyElseWroteOrWhatIsDecided() {
        var path = TestRules.path(author.form(HOME, TestRules.form(community.id())));
        assertThat(approver.form(path, TestRules.form(community.id())).status()).isEqualTo(409);
        assertThat(approver.form(path + "/submission", key()).status()).isEqualTo(409);
        author.form(path + "/submission", key());
        assertThat(author.form(path, TestRules.form(community.id())).status()).isEqualTo(409);
        assertThat(author.form(path + "/recall", key()).status()).isEqualTo(302);
        assertThat(author.form(path + "/submission", key()).status()).isEqualTo(302);
        assertThat(approver.form(path + "/rejection", Map.of("reason", "巡查太低", "requestKey", Codes.next()))
                        .status())
                .isEqualTo(302);
        assertThat(author.get(path).body()).contains("未通过", "巡查太低");
        assertThat(author.form(path + "/withdrawal", key()).status()).isEqualTo(409);
    }

    @Test
    void decidesOnceHoweverManyPress() {
        var path = TestRules.path(author.form(HOME, TestRules.form(community.id())));
        author.form(path + "/submission", key());
        var directors = java.util.stream.IntStream.range(0, 4)
                .mapToObj(n -> people.staff(StaffRole.DIRECTOR, community.id()))
                .toList();

        var seen = TestRules.seen(approver, path);
        var answers = Race.of(
                16,
                n -> () -> Race.persist(
                        () -> directors
                                .get(n % 4)
                                .form(
                                        path + (n % 2 == 0 ? "/approval" : "/rejection"),
                                        Map.of("reason", "看过了", "seen", seen, "requestKey", Codes.next())),
                        answer -> answer.status()));
        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
    }

    @Test
    void numbersTheDraftsOfManyOneAfterTheOther() {
        var authors = java.util.stream.IntStream.range(0, 4)
                .mapToObj(n -> people.staff(StaffRole.PARTY_WORKER, community.id()))
                .toList();

        var answers = Race.of(
                12,
                n -> () -> Race.persist(
                        () -> authors.get(n % 4).form(HOME, TestRules.form(community.id())),
                        answer -> answer.status()));

        assertThat(answers).allMatch(answer -> answer.status() == 302);
        assertThat(database.sql("SELECT version FROM points_rule_book WHERE cell_id = ? ORDER BY version")
                        .param(community.id())
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void prefersTheNearestRulesAndTheLatestOfThem() {
        var above = people.above(community);
        var higher = people.staff(StaffRole.DIRECTOR, above.id());
        long district =
                rules.approved(higher, people.staff(StaffRole.DIRECTOR, above.id()), TestRules.form(above.id()));
        assertThat(books.inForce(community.id(), LocalDate.of(2090, 6, 1)).id()).isEqualTo(district);

        long own = rules.approved(author, approver, TestRules.form(community.id()));
        assertThat(books.inForce(community.id(), LocalDate.of(2090, 6, 1)).id()).isEqualTo(own);
        var later = TestRules.form(community.id());
        later.put("effectiveFrom", "2090-03-01");
        later.put("effectiveTo", "2090-06-30");
        long spring = rules.approved(author, approver, later);
        assertThat(books.inForce(community.id(), LocalDate.of(2090, 2, 28)).id())
                .isEqualTo(own);
        assertThat(books.inForce(community.id(), LocalDate.of(2090, 6, 30)).id())
                .isEqualTo(spring);
        assertThat(books.inForce(community.id(), LocalDate.of(2090, 7, 1)).id()).isEqualTo(own);
    }

    @Test
    void showsWhatTheLastMonthWouldHaveBeen() {
        var member = people.member(community.id());
        var start = clock.instant().minus(Duration.ofDays(3));
        for (int i = 0; i < 3; i++) {
            scores.score(member.residentId(), community.id(), "PATROL", 120, Grade.A, start.plus(Duration.ofHours(i)));
        }
        var form = TestRules.form(community.id());
        form.put("rate.PATROL", "2");
        form.put("cap.KIND.PATROL.MONTH", "9");
        var path = TestRules.path(author.form(HOME, form));

        var page = author.get(path + "/preview").body();
        assertThat(page).contains("3 项", "现在 6 分，会是 9 分", "（+3）", "“巡查”当月上限 9 分，此前已计 8 分");
        assertThat(database.sql("SELECT COUNT(*) FROM points_score WHERE resident_id = ? AND points = 2")
                        .param(member.residentId())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void scoresWorkByTheRulesOfItsDayAndKeepsTheCapsUnderManyAtOnce() {
        var form = TestRules.form(community.id());
        form.put("rate.PATROL", "3");
        form.put("cap.ALL..DAY", "20");
        long book = rules.approved(author, approver, form);
        rules.begin(book, today().minusDays(5));
        var member = people.member(community.id());
        var noon = today().minusDays(1).atTime(12, 0).atZone(Time.CHINA).toInstant();

        Race.of(24, n -> () -> scores.score(member.residentId(), community.id(), "PATROL", 60, Grade.A, noon));
        long before = scores.score(
                member.residentId(), community.id(), "PATROL", 60, Grade.A, noon.minus(Duration.ofDays(6)));

        assertThat(database.sql("SELECT SUM(points) FROM points_score WHERE resident_id = ? AND rule_id = ?")
                        .params(member.residentId(), book)
                        .query(Long.class)
                        .single())
                .isEqualTo(20);
        assertThat(member.get("/api/v1/points").json().path("points").asLong()).isEqualTo(21);
        assertThat(scores.find(before).ruleId()).isEqualTo(1);
        assertThat(member.get("/api/v1/points/rules").json().path("caps").toString())
                .contains("当日上限 20 分");
    }

    private static Map<String, String> key() {
        return new HashMap<>(Map.of("requestKey", Codes.next()));
    }

    private static long id(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }
}
