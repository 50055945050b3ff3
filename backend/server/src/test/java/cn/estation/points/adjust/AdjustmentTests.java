package cn.estation.points.adjust;

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
import cn.estation.kernel.Time;
import cn.estation.points.Accounts;
import cn.estation.points.Ledger;
import cn.estation.points.TestPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class AdjustmentTests {

    private static final String HOME = "/console/points/adjustments";

    private final People people;
    private final TestPoints points;
    private final StaffResidents staffResidents;
    private final JdbcClient database;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private GridCell community;
    private Caller member;
    private Caller proposer;
    private Caller approver;

    @Autowired
    AdjustmentTests(
            People people,
            TestPoints points,
            Accounts accounts,
            StaffResidents staffResidents,
            TransactionTemplate transaction,
            JdbcClient database,
            Clock clock) {
        this.accounts = accounts;
        this.transaction = transaction;
        this.clock = clock;
        this.people = people;
        this.points = points;
        this.staffResidents = staffResidents;
        this.database = database;
    }

    @BeforeEach
    void meet() {
        community = people.community();
        member = people.member(community.id());
        proposer = people.staff(StaffRole.PARTY_WORKER, community.id());
        approver = people.staff(StaffRole.DIRECTOR, community.id());
    }

    @Test
    void movesPointsOnceAnotherPersonHasApproved() {
        long id = propose(5, "补录十月的巡查");
        assertThat(points.balance(member.residentId())).isZero();
        assertThat(decide(proposer, id, "approval").status()).isEqualTo(409);
        assertThat(approver.get(HOME + "?status=PROPOSED").body()).contains("补录十月的巡查", "通过");

        assertThat(decide(approver, id, "approval").status()).isEqualTo(302);
        assertThat(decide(approver, id, "approval").status()).isEqualTo(409);
        assertThat(points.balance(member.residentId())).isEqualTo(5);
        assertThat(member.get("/api/v1/points/entries").body()).contains("经两名工作人员核定，手工调整 +5 分：补录十月的巡查");
        assertThat(approver.get(HOME).body()).contains("已通过");
    }

    @Test
    void correctsTheAppraisalScoreOfTheYearToo() {
        proposer.form(
                "/console/points/members/" + member.residentId() + "/adjustments",
                Map.of("book", "APPRAISAL", "points", "7", "reason", "补录上半年的学习", "requestKey", Codes.next()));
        decide(approver, newest(), "approval");

        assertThat(points.balance(member.residentId(), Ledger.APPRAISAL)).isEqualTo(7);
        assertThat(points.balance(member.residentId())).isZero();
    }

    @Test
    void correctsLastYearsScoreInLastYear() {
        assertThat(correct(thisYear() - 1, "9").status()).isEqualTo(302);
        long id = newest();
        assertThat(approver.get(HOME + "/" + id).body()).contains(thisYear() - 1 + " 年考评分");
        assertThat(decide(approver, id, "approval").status()).isEqualTo(302);

        assertThat(score(thisYear() - 1)).isEqualTo(9);
        assertThat(score(thisYear())).isZero();
        assertThat(member.get("/api/v1/points/entries?book=APPRAISAL")
                        .json()
                        .path("items")
                        .get(0)
                        .path("countsOn")
                        .asString())
                .isEqualTo(thisYear() - 1 + "-12-31");
        correct(thisYear() - 1, "-10");
        assertThat(decide(approver, newest(), "approval").body()).contains("该党员只有 9 分，不够减 10 分");
    }

    /** Proposed on the thirtieth of December, approved on the second of January. */
    @Test
    void correctsTheYearOfTheProposalThoughItIsApprovedInTheNext() {
        correct(thisYear(), "7");
        long id = newest();
        database.sql("UPDATE points_adjustment SET score_year = score_year - 1 WHERE id = ?")
                .param(id)
                .update();
        decide(approver, id, "approval");

        assertThat(score(thisYear() - 1)).isEqualTo(7);
        assertThat(score(thisYear())).isZero();
    }

    @Test
    void correctsNoYearThatIsLongOverOrHasNotBegun() {
        assertThat(correct(thisYear() - 2, "1").body()).contains("只能调整今年或去年的考评分");
        assertThat(correct(thisYear() + 1, "1").status()).isEqualTo(400);
    }

    @Test
    void findsAnAdjustmentThatWasPostedToAnotherYear() throws IOException {
        correct(thisYear() - 1, "9");
        decide(approver, newest(), "approval");
        var found = Files.readString(Path.of("../../sql/points/invariants/I8-adjustments-are-posted-as-approved.sql"));

        transaction.executeWithoutResult(status -> {
            assertThat(database.sql(found).query().listOfRows()).noneMatch(row -> row.containsValue(newest()));
            database.sql("UPDATE points_adjustment SET score_year = score_year + 1 WHERE id = ?")
                    .param(newest())
                    .update();
            assertThat(database.sql(found).query().listOfRows()).anyMatch(row -> row.containsValue(newest()));
            status.setRollbackOnly();
        });
    }

    private Answer correct(int year, String amount) {
        return proposer.form(
                "/console/points/members/" + member.residentId() + "/adjustments",
                Map.of(
                        "book",
                        "APPRAISAL",
                        "scoreYear",
                        Integer.toString(year),
                        "points",
                        amount,
                        "reason",
                        "补录年底的学习",
                        "requestKey",
                        Codes.next()));
    }

    private int thisYear() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear();
    }

    private long score(int year) {
        return accounts.standing(member.residentId()).years().stream()
                .filter(one -> one.year() == year)
                .mapToLong(Accounts.YearScore::score)
                .sum();
    }

    @Test
    void takesNoMoreThanThereIsAndChangesNothingThen() {
        points.give(member.residentId(), community.id(), 3);
        long id = propose(-4, "重复登记的一次");

        assertThat(decide(approver, id, "approval").body())
                .contains("该党员只有 3 分，不够减 4 分")
                .doesNotContain("您有");
        assertThat(status(id)).isEqualTo("PROPOSED");
        assertThat(points.balance(member.residentId())).isEqualTo(3);
    }

    @Test
    void keepsTheMonthUnderItsCapHoweverManyApproveAtOnce() {
        var ids = IntStream.range(0, 16)
                .mapToObj(n -> propose(20, "活动加分第" + n + "次"))
                .toList();
        var directors = IntStream.range(0, 4)
                .mapToObj(n -> people.staff(StaffRole.DIRECTOR, community.id()))
                .toList();

        var answers = Race.of(
                16,
                n -> () -> Race.persist(
                        () -> decide(directors.get(n % 4), ids.get(n), "approval"), answer -> answer.status()));
        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(10);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(6)
                .allSatisfy(answer -> assertThat(answer.body()).contains("本月手工调整上限 200 分"));
        assertThat(points.balance(member.residentId())).isEqualTo(200);
    }

    @Test
    void countsWhatWasTakenTowardsTheCapAsWell() {
        points.give(member.residentId(), community.id(), 300);
        decide(approver, propose(-150, "活动冒领的积分"), "approval");
        assertThat(decide(approver, propose(51, "补录十月的巡查"), "approval").status())
                .isEqualTo(409);
        assertThat(decide(approver, propose(50, "补录十月的巡查"), "approval").status())
                .isEqualTo(302);
    }

    @Test
    void isDecidedOnceWhetherApprovedRejectedOrTakenBack() {
        long id = propose(5, "补录十月的巡查");
        var answers = Race.of(
                12,
                n -> () -> Race.persist(
                        () -> n % 3 == 2
                                ? decide(proposer, id, "withdrawal")
                                : decide(approver, id, n % 3 == 0 ? "approval" : "rejection"),
                        answer -> answer.status()));
        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
        assertThat(points.balance(member.residentId())).isEqualTo(status(id).equals("APPROVED") ? 5 : 0);
    }

    @Test
    void isNobodysOwnToProposeOrToApprove() {
        staffResidents.link(() -> "system:tests", proposer.staffId(), member.residentId());
        assertThat(propose(proposer, 5, "补录十月的巡查").status()).isEqualTo(409);
        assertThat(propose(approver, 5, "补录十月的巡查").status()).isEqualTo(302);
        assertThat(decide(proposer, newest(), "approval").body()).contains("本人");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000001", "-1000001", "1.5", "", "九"})
    void acceptsNoAmountOutsideItsBounds(String amount) {
        var answer = proposer.form(
                "/console/points/members/" + member.residentId() + "/adjustments",
                Map.of("points", amount, "reason", "补录十月的巡查", "requestKey", Codes.next()));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void needsAReason() {
        assertThat(propose(proposer, 5, "补").status()).isEqualTo(400);
    }

    private long propose(long amount, String reason) {
        assertThat(propose(proposer, amount, reason).status()).isEqualTo(302);
        return newest();
    }

    private Answer propose(Caller who, long amount, String reason) {
        return who.form(
                "/console/points/members/" + member.residentId() + "/adjustments",
                Map.of("points", Long.toString(amount), "reason", reason, "requestKey", Codes.next()));
    }

    private static Answer decide(Caller who, long id, String act) {
        return who.form(HOME + "/" + id + "/" + act, Map.of("reason", "已核对", "requestKey", Codes.next()));
    }

    private long newest() {
        return database.sql("SELECT MAX(id) FROM points_adjustment WHERE resident_id = ?")
                .param(member.residentId())
                .query(Long.class)
                .single();
    }

    private String status(long id) {
        return database.sql("SELECT status FROM points_adjustment WHERE id = ?")
                .param(id)
                .query((row, number) -> java.util.Objects.requireNonNull(row.getString(1)))
                .single();
    }
}
