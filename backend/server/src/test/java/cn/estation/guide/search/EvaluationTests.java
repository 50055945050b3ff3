package cn.estation.guide.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the evaluation says of files, good and bad. */
class EvaluationTests {

    private static final String DOCS = "a\t居住证办理\t在派出所办理。\r\n\r\nb\t\t低保由街道受理。\r\n";

    @TempDir
    private Path folder;

    @Test
    void measuresWithByteOrderMarksBlankLinesAndWindowsLineEnds() throws IOException {
        var figures = evaluation("\uFEFF" + DOCS, "\uFEFF居住证怎么办\ta\r\n\r\n低保找谁\tb\r\n")
                .measure(true);

        assertThat(figures)
                .containsOnlyKeys(
                        "recall_at_1",
                        "recall_at_3",
                        "recall_at_10",
                        "mrr_at_10",
                        "queries_per_second",
                        "p99_ms",
                        "confident_precision",
                        "confident_coverage")
                .containsEntry("recall_at_1", 1.0)
                .containsEntry("mrr_at_10", 1.0);
    }

    @Test
    void leavesOutTheFiguresOfConfidenceUnlessAskedForThem() throws IOException {
        assertThat(evaluation(DOCS, "居住证\ta").measure(false)).doesNotContainKey("confident_precision");
    }

    @ParameterizedTest
    @CsvSource({
        "只有一列,居住证|a,docs 第 1 行",
        "a|甲|乙|丙,居住证|a,docs 第 1 行",
        "a|甲|乙#a|丙|丁,居住证|a,docs 第 2 行",
        "a|甲|乙,没有编号,queries 第 1 行",
        "a|甲|乙,甲|a#乙|b,queries 里有 1 个问题的文档编号不在文档文件里：第 2 行 b"
    })
    void saysWhichLineIsWrong(String docs, String queries, String complaint) {
        assertThatThrownBy(() -> evaluation(lines(docs), lines(queries)))
                .isInstanceOf(Evaluation.Unreadable.class)
                .message()
                .contains(complaint);
    }

    private static String lines(String text) {
        return text.replace('|', '\t').replace('#', '\n');
    }

    private Evaluation evaluation(String docs, String queries) throws IOException {
        return new Evaluation(
                Files.writeString(folder.resolve("docs"), docs), Files.writeString(folder.resolve("queries"), queries));
    }
}
