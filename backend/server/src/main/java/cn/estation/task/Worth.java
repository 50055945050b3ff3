package cn.estation.task;

import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a task is worth, in words, by the rules that two people made. A task has no say in it. */
@Component
class Worth {

    private final ExpectedPoints expected;
    private final Clock clock;

    Worth(ExpectedPoints expected, Clock clock) {
        this.expected = expected;
        this.clock = clock;
    }

    /**
     * What a form that is being filled in will be worth, as far as it is filled in.
     *
     * @param rule for example {@code 1 分/小时}, absent while the community is not chosen
     * @param arithmetic for the whole of it, absent until its times are there
     */
    record Preview(@Nullable String rule, @Nullable String arithmetic) {

        static final Preview NONE = new Preview(null, null);
    }

    /** For example {@code 1 分/小时}. */
    public String rule(VolunteerTask task) {
        return of(task).rule();
    }

    /** For the whole of it, shown at both ends: {@code 2 小时 × 1 分/小时 × A 级 1.0 = 2 分}. */
    String arithmetic(VolunteerTask task) {
        return of(task).arithmetic();
    }

    /** What follows once work is verified, for whoever did it: when its points come, or that there are none. */
    String afterwards(VolunteerTask task, int points) {
        if (points == 0) {
            return "按赋分细则不计分。";
        }
        int days = expected.shownDays(task.communityId(), task.startsAt());
        return days == 0 ? "得分按赋分细则随即计入。" : "得分公示 %d 天后入账。".formatted(days);
    }

    /** The same for several whose work was not counted one by one. */
    String afterwards(VolunteerTask task) {
        return afterwards(task, of(task).points());
    }

    /** What {@link #rule} and {@link #arithmetic} say, before there is a task. Times that are none, or make no sense together, count as not filled in. */
    Preview preview(long communityId, TaskKind kind, @Nullable LocalDateTime starts, @Nullable LocalDateTime ends) {
        int minutes = minutes(starts, ends);
        if (starts == null || minutes == 0) {
            return new Preview(of(communityId, kind, 60, clock.instant()).rule(), null);
        }
        var whole = of(communityId, kind, minutes, starts.atZone(Time.CHINA).toInstant());
        return new Preview(whole.rule(), whole.arithmetic());
    }

    private static int minutes(@Nullable LocalDateTime starts, @Nullable LocalDateTime ends) {
        if (starts == null || ends == null || !ends.isAfter(starts)) {
            return 0;
        }
        var length = Duration.between(starts, ends);
        return length.compareTo(DraftCheck.LONGEST) > 0 ? 0 : Math.toIntExact(length.toMinutes());
    }

    /** A time as a form sends it, nothing if it is none. */
    static @Nullable LocalDateTime typed(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private ExpectedPoints.Expected of(VolunteerTask task) {
        return of(task.communityId(), task.kind(), task.plannedMinutes(), task.startsAt());
    }

    private ExpectedPoints.Expected of(long communityId, TaskKind kind, int minutes, Instant starts) {
        return expected.expected(
                new ExpectedPoints.Planned(communityId, kind.name(), minutes, "A", starts, kind == TaskKind.EMERGENCY));
    }
}
