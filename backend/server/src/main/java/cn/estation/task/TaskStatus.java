package cn.estation.task;

import java.util.Set;

/** Where a task stands. Whether it is full is derived from its numbers, never stored. */
enum TaskStatus {
    DRAFT("草稿"),
    REVIEW("待审核"),
    PUBLISHED("已发布"),
    SIGNUP_CLOSED("认领截止"),
    RUNNING("进行中"),
    DONE("已结束"),
    SETTLED("已结项"),
    CANCELLED("已取消");

    private final String title;

    TaskStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<TaskStatus> successors() {
        return switch (this) {
            case DRAFT -> Set.of(REVIEW, PUBLISHED, CANCELLED);
            case REVIEW -> Set.of(DRAFT, PUBLISHED, CANCELLED);
            case PUBLISHED -> Set.of(SIGNUP_CLOSED, RUNNING, CANCELLED);
            case SIGNUP_CLOSED -> Set.of(PUBLISHED, RUNNING, CANCELLED);
            case RUNNING -> Set.of(DONE, CANCELLED);
            case DONE -> Set.of(SETTLED);
            case SETTLED, CANCELLED -> Set.of();
        };
    }

    /** True before anybody but staff sees it. */
    boolean unseen() {
        return this == DRAFT || this == REVIEW;
    }

    /** True while it is still to be done or being done. */
    public boolean on() {
        return this == PUBLISHED || this == SIGNUP_CLOSED || this == RUNNING;
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    TaskStatus to(TaskStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
