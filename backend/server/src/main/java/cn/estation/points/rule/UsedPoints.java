package cn.estation.points.rule;

import cn.estation.points.Work;

/** How much of a cap a member's earlier work has used: counted from the scores themselves, or as if in a preview. */
public interface UsedPoints {

    /** Points of the same member that the cap counts together with this work, without this work's own. */
    long within(Work work, Cap cap);
}
