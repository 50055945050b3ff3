package cn.estation.chat.mending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.chat.miss.AskStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks every pair of states. */
class StatesTests {

    /** From here a person is told, or has been: never back to being told again but by asking again. */
    private static final Set<AskStatus> OVER =
            EnumSet.of(AskStatus.SENT, AskStatus.UNKNOWN, AskStatus.INBOX, AskStatus.TOLD);

    @ParameterizedTest
    @EnumSource
    void peopleAreToldAlongTheseWaysOnly(AskStatus from) {
        for (var to : AskStatus.values()) {
            if (from.next().contains(to)) {
                assertThat(from.to(to)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalStateException.class);
            }
        }
        if (OVER.contains(from)) {
            assertThat(from.next()).containsExactly(AskStatus.WAITING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStateOfTellingCanBeReached(AskStatus to) {
        assertThat(Arrays.stream(AskStatus.values())
                        .anyMatch(from -> from.next().contains(to)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void mendingsGoAlongTheseWaysOnly(MendingStatus from) {
        for (var to : MendingStatus.values()) {
            if (from.next().contains(to)) {
                assertThat(from.to(to)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalStateException.class);
            }
        }
        assertThat(from.next()).doesNotContain(MendingStatus.PROPOSED);
    }
}
