package cn.estation.task;

import java.util.Set;

/** Where a task stands. Whether it is full or over is derived from its numbers and times, never stored. */
enum TaskStatus {
    DRAFT("草稿"),
    PUBLISHED("已发布"),
    CANCELLED("已取消"),
    SETTLED("已结项");

    private final String title;

    TaskStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<TaskStatus> successors() {
        return switch (this) {
            case DRAFT -> Set.of(PUBLISHED, CANCELLED);
            case PUBLISHED -> Set.of(CANCELLED, SETTLED);
            case CANCELLED, SETTLED -> Set.of();
        };
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    TaskStatus to(TaskStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
