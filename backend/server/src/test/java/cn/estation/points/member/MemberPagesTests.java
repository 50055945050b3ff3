package cn.estation.points.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Id;
import cn.estation.kernel.Time;
import cn.estation.points.Accounts;
import cn.estation.points.Grade;
import cn.estation.points.Ledger;
import cn.estation.points.PointsSource;
import cn.estation.points.TestPoints;
import cn.estation.points.Work;
import cn.estation.points.earning.TestScores;
import cn.estation.points.statement.ScoreYears;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class MemberPagesTests {

    private final People people;
    private final TestScores scores;
    private final TestPoints points;
    private final MemberPages pages;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final Clock clock;
    private GridCell community;
    private Caller member;
    private Caller staff;

    @Autowired
    MemberPagesTests(
            People people,
            TestScores scores,
            TestPoints points,
            MemberPages pages,
            TransactionTemplate transaction,
            JdbcClient database,
            Clock clock) {
        this.people = people;
        this.scores = scores;
        this.points = points;
        this.pages = pages;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void serve() {
        community = people.community();
        member = people.member(community.id());
        staff = people.staff(StaffRole.PARTY_WORKER, community.id());
        scores.posted(member.residentId(), community.id(), 120);
    }

    @Test
    void showsBothScoresEveryEntryAndWhatExpiresWhen() {
        assertThat(staff.get("/console/points/members").body())
                .contains("/console/points/members/" + member.residentId());
        var card = staff.get("/console/points/members/" + member.residentId()).body();
        assertThat(card).contains("考评分", "2 分", "2 分有效至", "测试服务 2 小时 × 1 分/小时 × A 级 1.0 = 2 分", "提出手工调整");
    }

    @Test
    void showsPagesOfEntries() {
        for (int i = 0; i < 3; i++) {
            points.give(member.residentId(), community.id(), 1);
        }
        var page = staff.get("/console/points/members/" + member.residentId() + "?size=2")
                .body();
        assertThat(page).contains("显示更多");
    }

    @Test
    void exportsTextAsText() {
        scores.take(new Work(
                new PointsSource("test-work", member.residentId() + 1),
                member.residentId(),
                community.id(),
                "=HYPERLINK(1)",
                "PATROL",
                60,
                Grade.A,
                Instant.parse("2026-11-20T01:00:00Z"),
                false));
        var file = staff.get("/console/points/members/" + member.residentId() + "/export");
        assertThat(file.header("Content-Disposition")).contains("attachment");
        assertThat(file.body()).contains("\"'=HYPERLINK(1) 1 小时").doesNotContain("\"=HYPERLINK");
    }

    @Test
    void exportsTimesAsTheClockInChinaShowedThem() {
        assertThat(MemberPages.row(entryOf("2026-11-20T16:30:00Z")).getFirst()).isEqualTo("2026-11-21 00:30:00");
        assertThat(MemberPages.row(entryOf("2026-12-31T23:59:59.999Z")).getFirst())
                .isEqualTo("2027-01-01 07:59:59");
    }

    private static Accounts.Entry entryOf(String moment) {
        return new Accounts.Entry(
                1,
                Ledger.POINTS,
                0,
                false,
                1,
                1,
                "claim",
                1,
                "",
                "",
                "A",
                null,
                LocalDate.EPOCH,
                Instant.parse(moment));
    }

    @Test
    void exportsOneYearWhereOneIsNamed() {
        var path = "/console/points/members/" + member.residentId() + "/export?year=";
        int year = LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear();

        assertThat(staff.get(path + year).body()).contains("测试服务");
        assertThat(staff.get(path).body()).as("an empty field").contains("测试服务");
        assertThat(staff.get(path + (year - 1)).body()).contains("时间").doesNotContain("测试服务");
        assertThat(staff.get(path + "x").status()).isEqualTo(400);
    }

    /** Work of December that is posted in January. */
    @Test
    void exportsTheAppraisalScoreWithTheYearItBelongsTo() {
        int year = LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear();
        scores.score(
                member.residentId(),
                community.id(),
                "PATROL",
                180,
                Grade.A,
                LocalDate.of(year - 1, 12, 30).atStartOfDay(Time.CHINA).toInstant());
        var path = "/console/points/members/" + member.residentId() + "/export?year=";

        assertThat(staff.get(path + (year - 1)).body().lines().filter(line -> line.contains("测试服务 3 小时")))
                .hasSize(1)
                .allMatch(line -> line.contains(year - 1 + " 年考评分"));
        assertThat(staff.get(path + year).body().lines().filter(line -> line.contains("测试服务 3 小时")))
                .hasSize(1)
                .allMatch(line -> line.contains("兑换分"));
    }

    @Test
    void offersTheYearOfTheStatementAndOfTheScoreToCorrect() {
        int year = LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear();
        var path = "/console/points/members/" + member.residentId();
        var page = Jsoup.parse(staff.get(path).body());
        assertThat(page.select("#statementYear").val())
                .isEqualTo(Integer.toString(ScoreYears.meant(LocalDate.ofInstant(clock.instant(), Time.CHINA))));
        assertThat(page.select("#scoreYear option").eachAttr("value"))
                .containsExactly(Integer.toString(year), Integer.toString(year - 1));

        var issued = staff.form(
                path + "/statements", Map.of("year", Integer.toString(year - 1), "requestKey", Codes.next()));
        assertThat(staff.get(URI.create(issued.header("Location")).getPath()).body())
                .contains(year - 1 + " 年");
    }

    @Test
    void exportsAllOrSaysThatItIsTooMuch() {
        var keeper = new Staff(1, "测试", 1, List.of(new Staff.Grant(StaffRole.PARTY_WORKER, community.id())));
        var id = Id.of(member.residentId());
        int year = LocalDate.ofInstant(clock.instant(), Time.CHINA).getYear();

        transaction.executeWithoutResult(status -> {
            manyLines();
            assertThatThrownBy(() -> pages.export(keeper, id, null))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("超过 5000 行，请填写年度分次导出。");
            assertThatThrownBy(() -> pages.export(keeper, id, year)).isInstanceOf(BadInput.class);
            assertThat(pages.export(keeper, id, year - 1).getStatusCode().value())
                    .isEqualTo(200);
            status.setRollbackOnly();
        });
    }

    /** As many lines as nobody has, seen by this transaction alone. */
    private void manyLines() {
        var digits = "(SELECT 0 AS n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5"
                + " UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)";
        database.sql("INSERT INTO points_line (id, transaction_id, account_id, amount, sequence, balance)"
                        + " SELECT l.id - 1000000000000 + a.n + 10 * b.n + 100 * c.n + 1000 * d.n, l.transaction_id, l.account_id, 1,"
                        + " 10 + a.n + 10 * b.n + 100 * c.n + 1000 * d.n, 1"
                        + " FROM points_line l JOIN points_account o ON o.id = l.account_id, " + digits + " a, "
                        + digits
                        + " b, " + digits + " c, " + digits + " d"
                        + " WHERE o.owner_id = ? AND o.kind = 'MEMBER' AND o.ledger = 'POINTS' AND d.n < 5")
                .param(member.residentId())
                .update();
    }

    @Test
    void isForStaffOfTheMembersCommunity() {
        var path = "/console/points/members/" + member.residentId();
        assertThat(people.staff(StaffRole.PARTY_WORKER, people.community().id())
                        .get(path)
                        .status())
                .isEqualTo(404);
        assertThat(people.staff(StaffRole.SHOPKEEPER, community.id()).get(path).status())
                .isEqualTo(403);
        assertThat(staff.get("/console/points/members/" + people.resident().residentId())
                        .status())
                .isEqualTo(404);
    }
}
