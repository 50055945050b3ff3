package cn.estation.task;

import java.time.Instant;

/** Tells what work will be worth, before it is done. Implemented by the module that keeps the rules. */
public interface ExpectedPoints {

    /**
     * Work as it is planned.
     *
     * @param kind a name of {@link TaskKind}
     * @param startsAt when the work begins; it decides the day it counts for and what of it is at night
     * @param grade A, B, C or D
     */
    record Planned(long communityId, String kind, int minutes, String grade, Instant startsAt, boolean emergency) {}

    /**
     * @param points before any cap
     * @param rule for example {@code 1 分/小时}
     * @param arithmetic for example {@code 2 小时 × 1 分/小时 × A 级 1.0 = 2 分}
     */
    record Expected(int points, String rule, String arithmetic) {}

    /** What it would be worth by the rules of the day it begins on. */
    Expected expected(Planned planned);

    /** For how many days the score of work that begins then is shown to the community before it is posted; 0 for none. */
    int shownDays(long communityId, Instant startsAt);
}
