package cn.estation.guide.content;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the guide holds and who keeps it true. Days are of Asia/Shanghai.
 *
 * @param assisted whether somebody helps with it or does it on one's behalf (帮代办)
 * @param reviewBy the day by which somebody looks at it again
 * @param owner login of the staff member who answers for it; never shown to residents
 * @param effectiveTo the last day it holds; none if it holds until further notice
 */
public record Upkeep(
        List<GuideTag> tags,
        boolean assisted,
        @Nullable LocalDate reviewBy,
        String owner,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Upkeep {
        tags = Absent.list(tags);
        owner = Absent.text(owner);
    }
}
