package cn.estation.task;

import org.springframework.stereotype.Component;

/** What a task is worth, in words: by a rate of its own, or by the rules. */
@Component
class Worth {

    private final ExpectedPoints expected;

    Worth(ExpectedPoints expected) {
        this.expected = expected;
    }

    /** For example {@code 1 分/小时}. */
    public String rule(VolunteerTask task) {
        var rule = task.pointsRule();
        var points = task.points();
        return rule != null && points != null ? rule.phrase(points) : of(task).rule();
    }

    /** For the whole of it, shown at both ends: {@code 2 小时 × 1 分/小时 × A 级 1.0 = 2 分}. */
    String arithmetic(VolunteerTask task) {
        return of(task).arithmetic();
    }

    private ExpectedPoints.Expected of(VolunteerTask task) {
        return expected.expected(new ExpectedPoints.Planned(
                task.communityId(),
                task.kind().name(),
                task.plannedMinutes(),
                "A",
                task.startsAt(),
                task.emergency(),
                task.ownRate()));
    }
}
