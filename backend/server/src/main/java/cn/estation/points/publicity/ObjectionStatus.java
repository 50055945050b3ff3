package cn.estation.points.publicity;

import java.util.Set;

/** What became of an objection. */
public enum ObjectionStatus {
    OPEN("待答复"),
    UPHELD("成立"),
    DISMISSED("不成立");

    private final String title;

    ObjectionStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public Set<ObjectionStatus> successors() {
        return this == OPEN ? Set.of(UPHELD, DISMISSED) : Set.of();
    }
}
