package cn.estation.guide.version;

import java.util.Set;

/** Where a version of a guide is in its life. What is published never changes; it is only replaced or suspended. */
public enum GuideStatus {
    DRAFT("草稿"),
    REVIEW("待审核"),
    SCHEDULED("待生效"),
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
    public Set<GuideStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(REVIEW);
            case REVIEW -> Set.of(DRAFT, SCHEDULED, PUBLISHED);
            case SCHEDULED -> Set.of(DRAFT, PUBLISHED);
            case PUBLISHED -> Set.of(SUSPENDED, SUPERSEDED);
            case SUSPENDED -> Set.of(SUPERSEDED);
            case SUPERSEDED -> Set.of();
        };
    }

    /** True while the words may still change or wait for their day. */
    public boolean coming() {
        return this == DRAFT || this == REVIEW || this == SCHEDULED;
    }
}
