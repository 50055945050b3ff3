package cn.estation.guide;

import java.util.Set;

/** Where a version of a guide is in its life. What is published never changes; it is only replaced or suspended. */
enum GuideStatus {
    DRAFT("草稿"),
    PUBLISHED("已发布"),
    SUSPENDED("已停用"),
    SUPERSEDED("已被新版取代");

    private final String title;

    GuideStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The states that may follow. A suspended guide returns as a new version, reviewed like any other. */
    Set<GuideStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(PUBLISHED);
            case PUBLISHED -> Set.of(SUSPENDED, SUPERSEDED);
            case SUSPENDED -> Set.of(SUPERSEDED);
            case SUPERSEDED -> Set.of();
        };
    }
}
