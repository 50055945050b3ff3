package cn.estation.chat.mending;

import java.util.Set;

/** How far it is. */
public enum MendingStatus {
    PROPOSED("待审核"),
    /** Somebody else has seen what it changes; it holds once the guide is published with it. */
    CLEARED("已审核，等指南发布"),
    LIVE("已生效"),
    RETURNED("已退回"),
    WITHDRAWN("已撤下"),
    SUPERSEDED("有了新版");

    private final String title;

    MendingStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<MendingStatus> next() {
        return switch (this) {
            case PROPOSED -> Set.of(LIVE, CLEARED, RETURNED);
            case CLEARED -> Set.of(LIVE, RETURNED);
            case LIVE -> Set.of(WITHDRAWN, SUPERSEDED);
            case RETURNED, WITHDRAWN, SUPERSEDED -> Set.of();
        };
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    MendingStatus to(MendingStatus next) {
        if (!next().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
