package cn.estation.guide;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people have asked before. Implemented by whoever keeps the questions. */
public interface PastQuestions {

    /** The questions asked since a moment, most often asked first; like questions are one entry. */
    List<Asked> since(Instant from, int most);

    /**
     * A question and how often it was asked.
     *
     * @param question without personal data
     * @param answeredWith the guide it was last answered with; null if it was not answered
     * @param communityId of whoever asked it last; null if it is not known
     */
    record Asked(
            String question,
            int times,
            @Nullable Long answeredWith,
            @Nullable Long communityId) {}
}
