package cn.estation.points.rule;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.points.Grade;
import cn.estation.points.PointsSource;
import cn.estation.points.Scoring;
import cn.estation.points.Work;
import cn.estation.points.lot.LotTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of the rules, without a database. */
class RuleBookTests {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final RuleBook.Rate HOURLY = new RuleBook.Rate(RuleBook.Method.HOURLY, 100);

    @Test
    void explainsHoursRateAndGrade() {
        var reckoned = book(100, 100, List.of()).reckon(work("PATROL", 120, Grade.A, "2026-11-21T09:00", false));

        assertThat(reckoned.points()).isEqualTo(2);
        assertThat(reckoned.arithmetic()).isEqualTo("2 小时 × 1 分/小时 × A 级 1.0 = 2 分");
    }

    @ParameterizedTest
    @CsvSource({
        "59, 100, A, 0",
        "60, 100, A, 1",
        "119, 100, A, 1",
        "90, 100, C, 1",
        "120, 150, A, 3",
        "30, 300, D, 0",
        "60, 300, D, 1",
        "75, 133, B, 1",
        "100000, 100000, A, 1000000",
        "1, 100, A, 0",
        "180, 50, A, 1"
    })
    void leavesOutWhatIsLessThanAPoint(int minutes, int hundredths, Grade grade, long points) {
        var rates = Map.of(RuleBook.REST, new RuleBook.Rate(RuleBook.Method.HOURLY, hundredths));
        assertThat(book(100, 100, rates, List.of())
                        .reckon(work("PATROL", minutes, grade, "2026-11-21T09:00", false))
                        .points())
                .isEqualTo(points);
    }

    @Test
    void saysThatAPartOfAPointIsLeftOut() {
        assertThat(book(100, 100, List.of())
                        .reckon(work("PATROL", 90, Grade.C, "2026-11-21T09:00", false))
                        .arithmetic())
                .isEqualTo("1 小时 30 分钟 × 1 分/小时 × C 级 0.8 = 1 分（不足 1 分不计）");
    }

    @Test
    void multipliesOnlyTheMinutesOfTheNight() {
        var book = book(150, 100, List.of());
        var late = work("PATROL", 240, Grade.A, "2026-11-21T20:00", false);

        assertThat(book.nightMinutes(late.startedAt(), 240)).isEqualTo(120);
        assertThat(book.reckon(late).points()).isEqualTo(5);
        assertThat(book.reckon(late).arithmetic()).isEqualTo("4 小时（其中夜间 2 小时按 1.5 倍） × 1 分/小时 × A 级 1.0 = 5 分");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T22:00, 60, 60", "2026-11-21T21:59, 2, 1", "2026-11-21T05:30, 60, 30", "2026-11-21T00:00, 60, 60",
        "2026-11-21T12:00, 600, 0", "2026-11-21T12:00, 660, 60", "2026-11-21T21:00, 1440, 480",
                "2026-11-21T06:00, 30, 0",
        "2026-12-31T23:30, 60, 60"
    })
    void findsTheNightOnBothSidesOfMidnight(String start, int minutes, int night) {
        assertThat(book(150, 100, List.of()).nightMinutes(at(start), minutes)).isEqualTo(night);
    }

    @Test
    void multipliesATimeThatIsMostlyAtNightAndACallUp() {
        var once = new RuleBook.Rate(RuleBook.Method.FIXED, 400);
        var book = book(150, 200, Map.of("EMERGENCY", once), List.of());

        assertThat(book.reckon(work("EMERGENCY", 60, Grade.A, "2026-11-21T23:00", true)))
                .satisfies(reckoned -> {
                    assertThat(reckoned.points()).isEqualTo(12);
                    assertThat(reckoned.arithmetic()).isEqualTo("1 次 × 4 分/次 × 夜间 1.5 × A 级 1.0 × 应急 2.0 = 12 分");
                });
        assertThat(book.reckon(work("EMERGENCY", 120, Grade.A, "2026-11-21T21:00", false))
                        .points())
                .isEqualTo(4);
    }

    @Test
    void givesAKindItsOwnRateAndOthersTheRest() {
        var book = book(100, 100, List.of());
        assertThat(book.rate("WISH")).isEqualTo(new RuleBook.Rate(RuleBook.Method.FIXED, 250));
        assertThat(book.rate("NEW_KIND")).isEqualTo(HOURLY);
        assertThat(book.rate("WISH").phrase()).isEqualTo("2.5 分/次");
    }

    @Test
    void saysWhichCapBitAndByHowMuch() {
        var book = book(100, 100, List.of(cap(Cap.Scope.GRADE, "D", Cap.Period.MONTH, 10)));
        var work = work("PATROL", 600, Grade.D, "2026-11-21T09:00", false);

        var score = Scoring.score(work, book, (any, cap) -> 8);
        assertThat(score.full()).isEqualTo(5);
        assertThat(score.points()).isEqualTo(2);
        assertThat(score.explanation())
                .isEqualTo("清扫楼道 10 小时 × 1 分/小时 × D 级 0.5 = 5 分；D 级当月上限 10 分，此前已计 8 分，少计 3 分，实计 2 分");
        assertThat(Scoring.score(work, book, (any, cap) -> 10).points()).isZero();
        assertThat(Scoring.score(work, book, (any, cap) -> 15).points()).isZero();
        assertThat(Scoring.score(work, book, (any, cap) -> 5).explanation()).doesNotContain("上限");
    }

    @Test
    void letsTheTightestOfSeveralCapsDecide() {
        var book = book(
                100,
                100,
                List.of(
                        cap(Cap.Scope.ALL, "", Cap.Period.ENTRY, 8),
                        cap(Cap.Scope.KIND, "PATROL", Cap.Period.DAY, 6),
                        cap(Cap.Scope.KIND, "WISH", Cap.Period.DAY, 1),
                        cap(Cap.Scope.ALL, "", Cap.Period.YEAR, 100)));
        var work = work("PATROL", 600, Grade.A, "2026-11-21T09:00", false);

        var score = Scoring.score(work, book, (any, cap) -> cap.period() == Cap.Period.YEAR ? 96 : 0);
        assertThat(score.points()).isEqualTo(4);
        assertThat(score.explanation()).endsWith("；当年上限 100 分，此前已计 96 分，少计 6 分，实计 4 分");
        assertThat(Scoring.score(work, book, (any, cap) -> 0).explanation())
                .endsWith("；“巡查”当日上限 6 分，此前已计 0 分，少计 4 分，实计 6 分");
    }

    @Test
    void countsCapsByTheDayMonthAndYearOfTheWork() {
        var day = LocalDate.of(2028, 2, 29);
        assertThat(Cap.Period.MONTH.first(day)).isEqualTo("2028-02-01");
        assertThat(Cap.Period.MONTH.last(day)).isEqualTo("2028-02-29");
        assertThat(Cap.Period.YEAR.last(day)).isEqualTo("2028-12-31");
        assertThat(Cap.Period.DAY.last(day)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({"100, 1.0", "85, 0.85", "80, 0.8", "150, 1.5", "5, 0.05", "200, 2.0", "0, 0.0"})
    void writesPerCentAsAFactor(int percent, String factor) {
        assertThat(RuleBook.factor(percent)).isEqualTo(factor);
    }

    @Test
    void keepsPointsUntilTheEndOfTheNextYear() {
        var terms = new LotTerms(1, 30, 30);
        assertThat(terms.expiresAt(LocalDate.of(2026, 1, 1))).isEqualTo(at("2028-01-01T00:00"));
        assertThat(terms.expiresAt(LocalDate.of(2026, 12, 31))).isEqualTo(at("2028-01-01T00:00"));
        assertThat(terms.warnAt(LocalDate.of(2026, 12, 31))).isEqualTo(at("2027-12-02T00:00"));
        assertThat(terms.leastAfterReturn(LocalDate.of(2026, 12, 31))).isEqualTo(at("2027-01-31T00:00"));
    }

    static Cap cap(Cap.Scope scope, String subject, Cap.Period period, long points) {
        return new Cap(scope, subject, period, points);
    }

    static RuleBook book(int night, int emergency, List<Cap> caps) {
        var wish = new RuleBook.Rate(RuleBook.Method.FIXED, 250);
        return book(night, emergency, Map.of(RuleBook.REST, HOURLY, "WISH", wish), caps);
    }

    private static RuleBook book(int night, int emergency, Map<String, RuleBook.Rate> rates, List<Cap> caps) {
        var row = new RuleBookRow(
                9,
                0,
                1,
                "测试",
                RuleStatus.APPROVED,
                LocalDate.of(2026, 1, 1),
                null,
                Rounding.DOWN,
                1320,
                360,
                night,
                emergency,
                1,
                30,
                30,
                0,
                15,
                200,
                "",
                "staff:1",
                Instant.EPOCH,
                Instant.EPOCH,
                "staff:2",
                Instant.EPOCH,
                "");
        return new RuleBook(row, rates, Map.of(Grade.A, 100, Grade.B, 100, Grade.C, 80, Grade.D, 50), caps);
    }

    static Work work(String kind, int minutes, Grade grade, String start, boolean emergency) {
        return new Work(new PointsSource("claim", 1), 1, 1, "清扫楼道", kind, minutes, grade, at(start), emergency);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CHINA).toInstant();
    }
}
