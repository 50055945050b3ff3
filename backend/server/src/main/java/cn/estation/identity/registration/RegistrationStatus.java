package cn.estation.identity.registration;

import java.util.Set;

/** Where a registration stands, and where it may go from there. */
public enum RegistrationStatus {
    SUBMITTED("已提交"),
    RECEIVED("已受理"),
    ACTIVE("在册"),
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
            case ACTIVE -> Set.of(ENDED);
            case REJECTED, ENDED -> Set.of();
        };
    }

    /** True while it keeps the resident from registering again. */
    public boolean open() {
        return !successors().isEmpty();
    }
}
