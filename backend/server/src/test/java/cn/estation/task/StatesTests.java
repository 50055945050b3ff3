package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatesTests {

    private static final Set<String> CLAIM_WAYS = Set.of(
            "CLAIMED>CHECKED_IN",
            "CLAIMED>WITHDRAWN",
            "CLAIMED>CANCELLED",
            "CLAIMED>ABSENT",
            "CHECKED_IN>VERIFIED",
            "CHECKED_IN>REJECTED");

    private static final Set<String> TASK_WAYS =
            Set.of("DRAFT>PUBLISHED", "DRAFT>CANCELLED", "PUBLISHED>CANCELLED", "PUBLISHED>SETTLED");

    @Test
    void claimsMoveOnlyAsAgreed() {
        for (var from : ClaimStatus.values()) {
            for (var to : ClaimStatus.values()) {
                if (CLAIM_WAYS.contains(from + ">" + to)) {
                    assertThat(from.to(to)).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalStateException.class);
                }
            }
        }
    }

    @Test
    void tasksMoveOnlyAsAgreed() {
        for (var from : TaskStatus.values()) {
            for (var to : TaskStatus.values()) {
                if (TASK_WAYS.contains(from + ">" + to)) {
                    assertThat(from.to(to)).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalStateException.class);
                }
            }
        }
    }

    @Test
    void everyStateHasAName() {
        assertThat(Arrays.stream(ClaimStatus.values()).map(ClaimStatus::title)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(TaskStatus.values()).map(TaskStatus::title)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "HOURLY, 120, 1, 2, 2 小时 × 1 分/小时 = 2 分",
        "HOURLY, 90, 1, 1, 1 小时 30 分钟 × 1 分/小时 = 1 分（不足 1 分不计）",
        "HOURLY, 90, 2, 3, 1 小时 30 分钟 × 2 分/小时 = 3 分",
        "HOURLY, 59, 1, 0, 59 分钟 × 1 分/小时 = 0 分（不足 1 分不计）",
        "HOURLY, 1440, 1000, 24000, 24 小时 × 1000 分/小时 = 24000 分",
        "FIXED, 30, 5, 5, 1 次 × 5 分/次 = 5 分",
        "FIXED, 600, 5, 5, 1 次 × 5 分/次 = 5 分"
    })
    void pointsExplainThemselves(PointsRule rule, int minutes, int rate, int points, String arithmetic) {
        assertThat(rule.points(minutes, rate)).isEqualTo(points);
        assertThat(rule.arithmetic(minutes, rate)).isEqualTo(arithmetic);
    }
}
