package cn.estation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatesTests {

    private static final Set<String> CLAIM_WAYS = Set.of(
            "WAITLISTED>OFFERED",
            "WAITLISTED>WITHDRAWN",
            "WAITLISTED>LAPSED",
            "WAITLISTED>CANCELLED",
            "OFFERED>CLAIMED",
            "OFFERED>WITHDRAWN",
            "OFFERED>LAPSED",
            "OFFERED>CANCELLED",
            "CLAIMED>CHECKED_IN",
            "CLAIMED>SUBMITTED",
            "CLAIMED>WITHDRAWN",
            "CLAIMED>LATE_WITHDRAWN",
            "CLAIMED>CANCELLED",
            "CLAIMED>NO_SHOW_PENDING",
            "CLAIMED>EXCUSED",
            "CHECKED_IN>CHECKED_OUT",
            "CHECKED_IN>AUTO_OUT",
            "CHECKED_IN>SUBMITTED",
            "CHECKED_IN>EVALUATED",
            "CHECKED_OUT>SUBMITTED",
            "CHECKED_OUT>EVALUATED",
            "AUTO_OUT>SUBMITTED",
            "AUTO_OUT>EVALUATED",
            "SUBMITTED>EVALUATED",
            "EVALUATED>SETTLED",
            "EVALUATED>REJECTED",
            "NO_SHOW_PENDING>CONTESTED",
            "NO_SHOW_PENDING>SUBMITTED",
            "NO_SHOW_PENDING>NO_SHOW",
            "CONTESTED>EXCUSED",
            "CONTESTED>NO_SHOW",
            "CONTESTED>SUBMITTED",
            "SETTLED>REVOKED");

    private static final Set<String> TASK_WAYS = Set.of(
            "DRAFT>REVIEW",
            "DRAFT>PUBLISHED",
            "DRAFT>CANCELLED",
            "REVIEW>DRAFT",
            "REVIEW>PUBLISHED",
            "REVIEW>CANCELLED",
            "PUBLISHED>SIGNUP_CLOSED",
            "PUBLISHED>RUNNING",
            "PUBLISHED>CANCELLED",
            "SIGNUP_CLOSED>PUBLISHED",
            "SIGNUP_CLOSED>RUNNING",
            "SIGNUP_CLOSED>CANCELLED",
            "RUNNING>DONE",
            "RUNNING>CANCELLED",
            "DONE>SETTLED");

    /** Every state is reached from a first one, and from every state an end is reached: none is forgotten. */
    @Test
    void everyStateIsReachedAndComesToAnEnd() {
        assertThat(reached(ClaimStatus.CLAIMED, ClaimStatus::successors, ClaimStatus.WAITLISTED))
                .containsExactlyInAnyOrder(ClaimStatus.values());
        assertThat(reached(TaskStatus.DRAFT, TaskStatus::successors)).containsExactlyInAnyOrder(TaskStatus.values());
        for (var status : ClaimStatus.values()) {
            assertThat(reached(status, ClaimStatus::successors))
                    .anyMatch(end -> end.successors().isEmpty());
        }
        for (var status : TaskStatus.values()) {
            assertThat(reached(status, TaskStatus::successors))
                    .anyMatch(end -> end.successors().isEmpty());
        }
    }

    @SafeVarargs
    private static <S> Set<S> reached(S first, java.util.function.Function<S, Set<S>> successors, S... others) {
        var all = new java.util.HashSet<S>(java.util.List.of(others));
        all.add(first);
        while (all.addAll(
                all.stream().flatMap(one -> successors.apply(one).stream()).toList())) {}
        return all;
    }

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
}
