package cn.estation.points.rule;

import cn.estation.points.Work;
import java.time.LocalDate;
import java.util.List;

/** The scores of work that was done, for a look at what other rules would have made of it. */
public interface PastScores {

    /** Work with the points it got. */
    record Past(Work work, long points) {}

    /** What counts of these communities and days, in the order in which it was scored. */
    List<Past> scores(List<Long> communities, LocalDate from, LocalDate to, int most);
}
