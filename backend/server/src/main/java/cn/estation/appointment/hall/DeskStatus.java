package cn.estation.appointment.hall;

import java.util.Set;

/** Whether somebody sits at a desk and calls. */
public enum DeskStatus {
    CLOSED("未开"),
    OPEN("办理中"),
    PAUSED("暂停");

    private final String title;

    DeskStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<DeskStatus> successors() {
        return switch (this) {
            case CLOSED -> Set.of(OPEN);
            case OPEN -> Set.of(PAUSED, CLOSED);
            case PAUSED -> Set.of(OPEN, CLOSED);
        };
    }
}
