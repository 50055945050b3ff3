package cn.estation.identity.registration;

import java.util.Set;

/** Where a registration stands, and where it may go from there. */
public enum RegistrationStatus {
    SUBMITTED("已提交"),
    RECEIVED("已受理"),
    ACTIVE("在册"),
    SUSPENDED("暂停"),
    MOVE_ASKED("申请转出"),
    MOVED("已转出"),
    REJECTED("未通过"),
    ENDED("已结束");

    private final String title;

    RegistrationStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public Set<RegistrationStatus> successors() {
        return switch (this) {
            case SUBMITTED -> Set.of(RECEIVED, ENDED);
            case RECEIVED -> Set.of(ACTIVE, REJECTED, ENDED);
            case ACTIVE -> Set.of(SUSPENDED, MOVE_ASKED, ENDED);
            case SUSPENDED -> Set.of(ACTIVE, ENDED);
            case MOVE_ASKED -> Set.of(ACTIVE, SUSPENDED, MOVED, ENDED);
            case REJECTED, ENDED, MOVED -> Set.of();
        };
    }

    /** True while it keeps the resident from registering again. */
    public boolean open() {
        return !successors().isEmpty();
    }
}
