package cn.estation.points.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ScoreYearsTests {

    @Test
    void meansLastYearInJanuaryOnly() {
        assertThat(ScoreYears.meant(LocalDate.of(2026, 12, 31))).isEqualTo(2026);
        assertThat(ScoreYears.meant(LocalDate.of(2027, 1, 1))).isEqualTo(2026);
        assertThat(ScoreYears.meant(LocalDate.of(2027, 1, 31))).isEqualTo(2026);
        assertThat(ScoreYears.meant(LocalDate.of(2027, 2, 1))).isEqualTo(2027);
    }

    @Test
    void leavesThisYearAndLastToBeCorrected() {
        assertThat(ScoreYears.open(LocalDate.of(2027, 1, 5))).containsExactly(2027, 2026);
    }
}
