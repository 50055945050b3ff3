package cn.estation.guide.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be done, for whom, on what conditions.
 *
 * @param eligibility who may have it (受理条件)
 * @param limits how many there are (数量限制); empty if there is no limit
 */
public record About(
        String title,
        ServiceKind kind,
        List<GuideTopic> topics,
        Audience audience,
        String summary,
        String eligibility,
        String limits) {

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public About {
        title = Absent.text(title);
        topics = Absent.list(topics);
        summary = Absent.text(summary);
        eligibility = Absent.text(eligibility);
        limits = Absent.text(limits);
    }

    /** The topic it stands under where there is room for one; other if it has none. */
    public GuideTopic topic() {
        return topics.isEmpty() ? GuideTopic.OTHER : topics.getFirst();
    }

    static @Nullable String missing(About about) {
        return about.kind == null ? "kind" : about.audience == null ? "audience" : null;
    }
}
