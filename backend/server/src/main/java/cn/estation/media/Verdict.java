package cn.estation.media;

import java.util.Set;

/** Whether a picture may be seen by others. Until it has passed, only its owner and those who judge see it. */
public enum Verdict {
    /** The platform is looking at it. */
    PENDING("检查中"),
    /** A person has to look at it. */
    REVIEW("待人工查看"),
    PASSED("已通过"),
    REFUSED("未通过");

    private final String title;

    Verdict(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** What it may become. A person may change their mind; the platform is asked once. */
    Set<Verdict> next() {
        return switch (this) {
            case PENDING -> Set.of(REVIEW, PASSED, REFUSED);
            case REVIEW -> Set.of(PASSED, REFUSED);
            case PASSED -> Set.of(REFUSED);
            case REFUSED -> Set.of(PASSED);
        };
    }
}
