package cn.estation.appointment.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.kernel.BadInput;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ActivityStatesTests {

    @Test
    void everyPairOfActivityStatesIsAllowedOrNot() {
        for (var from : ActivityStatus.values()) {
            for (var to : ActivityStatus.values()) {
                if (from.successors().contains(to)) {
                    assertThat(from.to(to)).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalStateException.class);
                }
            }
        }
        assertThat(ActivityStatus.CANCELLED.successors()).isEmpty();
    }

    @Test
    void whatWasCalledOffStaysSo() {
        assertThat(SessionStatus.CANCELLED.successors()).isEmpty();
        assertThat(SessionStatus.GOING.successors()).containsExactly(SessionStatus.CANCELLED);
        assertThatThrownBy(() -> SessionStatus.GOING.to(SessionStatus.PLANNED))
                .isInstanceOf(IllegalStateException.class);
        assertThat(SessionStatus.PLANNED.to(SessionStatus.GOING)).isEqualTo(SessionStatus.GOING);
    }

    @Test
    void aSeriesGoesOnEveryWeekOrDay() {
        var first = LocalDate.of(2026, 12, 1);

        assertThat(Every.WEEK.from(first, 3, day -> false))
                .containsExactly(first, first.plusDays(7), first.plusDays(14));
        assertThat(Every.DAY.from(first, 2, day -> false)).containsExactly(first, first.plusDays(1));
        assertThat(Every.FORTNIGHT.from(first, 2, day -> false)).containsExactly(first, first.plusDays(14));
    }

    @Test
    void aHolidayIsMadeUpForAtTheEnd() {
        var first = LocalDate.of(2027, 9, 24);
        var holiday = LocalDate.of(2027, 10, 1);

        assertThat(Every.WEEK.from(first, 3, holiday::equals))
                .containsExactly(first, LocalDate.of(2027, 10, 8), LocalDate.of(2027, 10, 15));
    }

    @Test
    void refusesWhatMakesNoSense() {
        refused(0, 0, 0, "名额");
        refused(10, 11, 0, "长者");
        refused(10, 0, 11, "最少人数");
        assertThat(draft(10, 10, 10).places()).isEqualTo(10);
    }

    private static void refused(int places, int elders, int minimum, String says) {
        assertThatThrownBy(() -> draft(places, elders, minimum))
                .isInstanceOfSatisfying(
                        BadInput.class, no -> assertThat(no.sentence()).contains(says));
    }

    private static ActivityDraft draft(int places, int elders, int minimum) {
        var starts = Instant.parse("2026-12-01T01:00:00Z");
        return new ActivityDraft(
                1,
                "包饺子",
                "一起包饺子。",
                "活动室",
                "",
                null,
                starts,
                90,
                Every.WEEK,
                1,
                false,
                false,
                null,
                places,
                elders,
                24,
                starts.minusSeconds(86_400),
                60,
                120,
                minimum,
                60,
                "");
    }
}
