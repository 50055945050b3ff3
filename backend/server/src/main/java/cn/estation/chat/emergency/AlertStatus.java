package cn.estation.chat.emergency;

import java.util.Set;

/** How far a call for help has come. */
enum AlertStatus {
    OPEN("没人接"),
    TAKEN("处理中"),
    CLOSED("已处理");

    private final String title;

    AlertStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<AlertStatus> next() {
        return switch (this) {
            case OPEN -> Set.of(TAKEN);
            case TAKEN -> Set.of(CLOSED);
            case CLOSED -> Set.of();
        };
    }
}
