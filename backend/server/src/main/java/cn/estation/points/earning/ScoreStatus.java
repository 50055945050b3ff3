package cn.estation.points.earning;

import java.util.Set;

/** Where a score is on its way to the ledgers. */
public enum ScoreStatus {
    PENDING("公示中"),
    POSTED("已入账"),
    REVOKED("已撤销");

    private final String title;

    ScoreStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public Set<ScoreStatus> successors() {
        return switch (this) {
            case PENDING -> Set.of(POSTED, REVOKED);
            case POSTED -> Set.of(REVOKED);
            case REVOKED -> Set.of();
        };
    }

    /** This successor. */
    ScoreStatus to(ScoreStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalArgumentException(this + " does not become " + next);
        }
        return next;
    }
}
