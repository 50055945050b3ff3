package cn.estation.mall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RedemptionStatusTests {

    @Test
    void endsOnce() {
        for (var from : RedemptionStatus.values()) {
            for (var to : RedemptionStatus.values()) {
                if (from == RedemptionStatus.READY && to != RedemptionStatus.READY) {
                    assertThat(from.to(to)).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalStateException.class);
                }
            }
        }
    }

    @Test
    void everyStateHasAName() {
        assertThat(Arrays.stream(RedemptionStatus.values()).map(RedemptionStatus::title))
                .doesNotHaveDuplicates();
    }
}
