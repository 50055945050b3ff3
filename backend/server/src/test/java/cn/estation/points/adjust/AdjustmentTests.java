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
import cn.estation.points.Ledger;
import cn.estation.points.TestPoints;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class AdjustmentTests {

    private static final String HOME = "/console/points/adjustments";

    private final People people;
    private final TestPoints points;
    private final StaffResidents staffResidents;
    private final JdbcClient database;
    private GridCell community;
    private Caller member;
    private Caller proposer;
    private Caller approver;

    @Autowired
    AdjustmentTests(People people, TestPoints points, StaffResidents staffResidents, JdbcClient database) {
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
    void takesNoMoreThanThereIsAndChangesNothingThen() {
        points.give(member.residentId(), community.id(), 3);
        long id = propose(-4, "重复登记的一次");

        assertThat(decide(approver, id, "approval").body()).contains("还差 1 分");
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
