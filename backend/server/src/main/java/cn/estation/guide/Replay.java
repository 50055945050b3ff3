package cn.estation.guide;

import cn.estation.kernel.BackgroundJob;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Asks the questions of the last 30 days again, to see what an addition would change before it is live. */
@Service
public class Replay {

    private static final Duration LOOKING_BACK = Duration.ofDays(30);
    private static final int MOST = 5_000;

    private final GuideSearch search;
    private final ObjectProvider<PastQuestions> past;
    private final Clock clock;

    Replay(GuideSearch search, ObjectProvider<PastQuestions> past, Clock clock) {
        this.search = search;
        this.past = past;
        this.clock = clock;
    }

    /**
     * Asks them all of the search as it is and as it would be.
     *
     * @throws GuideSearch.NotReady if this node has not been able to read the guides yet
     */
    public Outcome of(Trial.Addition addition, BackgroundJob.Progress progress) {
        var asked = past.stream()
                .flatMap(source -> source.since(clock.instant().minus(LOOKING_BACK), MOST).stream())
                .toList();
        progress.total(asked.size());
        var outcome = new Outcome(asked.size(), new ArrayList<>(), new ArrayList<>());
        try (var trial = search.trial(addition)) {
            for (int i = 0; i < asked.size(); i++) {
                compare(asked.get(i), trial, outcome);
                if (i % 50 == 49) {
                    progress.done(i + 1);
                }
            }
        }
        progress.done(asked.size());
        return outcome;
    }

    private void compare(PastQuestions.Asked asked, Trial trial, Outcome into) {
        var query = new GuideQuery(asked.question(), 1, asked.communityId());
        var before = answer(search.search(query));
        var after = answer(trial.search(query));
        if (Objects.equals(guide(before), guide(after))) {
            return;
        }
        var change = new Change(asked.question(), asked.times(), title(before), title(after));
        (before == null ? into.answeredNow() : into.changed()).add(change);
    }

    private static @Nullable GuideHit answer(List<GuideHit> hits) {
        return hits.stream().filter(GuideHit::confident).findFirst().orElse(null);
    }

    private static @Nullable Long guide(@Nullable GuideHit hit) {
        return hit == null ? null : hit.guideId();
    }

    private static @Nullable String title(@Nullable GuideHit hit) {
        return hit == null ? null : hit.title();
    }

    /**
     * What would change.
     *
     * @param asked how many different questions were asked again
     * @param answeredNow questions without a sure answer so far that would get one
     * @param changed questions whose sure answer would be another one, or be lost
     */
    public record Outcome(int asked, List<Change> answeredNow, List<Change> changed) {}

    /** One question: the guide that is its sure answer now and the one that would be; null for none. */
    public record Change(
            String question,
            int times,
            @Nullable String before,
            @Nullable String after) {}
}
