package cn.estation.mall.order;

import static cn.estation.mall.order.RedemptionStatus.CANCELLED_BY_MEMBER;
import static cn.estation.mall.order.RedemptionStatus.CANCELLED_BY_SHOP;
import static cn.estation.mall.order.RedemptionStatus.COLLECTED;
import static cn.estation.mall.order.RedemptionStatus.EXPIRED;
import static cn.estation.mall.order.RedemptionStatus.READY;
import static cn.estation.mall.order.RedemptionStatus.REFUSED;
import static cn.estation.mall.order.RedemptionStatus.RETURNED;
import static cn.estation.mall.order.RedemptionStatus.RETURN_ASKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedemptionStatusTests {

    /** The rule as it is written in the requirements, not as the code has it. */
    private static final Map<RedemptionStatus, Set<RedemptionStatus>> LEGAL = Map.of(
            READY, Set.of(COLLECTED, CANCELLED_BY_MEMBER, CANCELLED_BY_SHOP, EXPIRED),
            COLLECTED, Set.of(RETURN_ASKED),
            RETURN_ASKED, Set.of(RETURNED, REFUSED),
            CANCELLED_BY_MEMBER, Set.of(),
            CANCELLED_BY_SHOP, Set.of(),
            EXPIRED, Set.of(),
            RETURNED, Set.of(),
            REFUSED, Set.of());

    @Test
    void goesWhereTheRulesSayAndNowhereElse() {
        assertThat(LEGAL).containsOnlyKeys(RedemptionStatus.values());
        for (var from : RedemptionStatus.values()) {
            for (var to : RedemptionStatus.values()) {
                if (LEGAL.getOrDefault(from, Set.of()).contains(to)) {
                    assertThat(from.to(to)).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalStateException.class);
                }
            }
        }
    }

    @Test
    void holdsPointsAndUnitUntilBothAreGivenBack() {
        assertThat(Arrays.stream(RedemptionStatus.values()).filter(RedemptionStatus::isLive))
                .containsExactlyInAnyOrder(READY, COLLECTED, RETURN_ASKED, REFUSED);
    }

    @Test
    void everyStateHasAName() {
        assertThat(Arrays.stream(RedemptionStatus.values()).map(RedemptionStatus::title))
                .doesNotHaveDuplicates();
    }
}
