package cn.estation.chat.mending;

import cn.estation.chat.miss.PastWordings;
import cn.estation.guide.GuideHit;
import cn.estation.guide.GuideQuery;
import cn.estation.guide.GuideSearch;
import cn.estation.guide.Trial;
import cn.estation.kernel.BackgroundJob;
import cn.estation.kernel.Ids;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the questions of the last thirty days again, of the bot as it is and as it would be, and keeps those whose answer
 * would be another one. Tries whatever was proposed and not tried yet, so it may run again from the start.
 */
@Component
class Replaying implements BackgroundJob {

    static final String KIND = "chat-replay";

    private static final Duration LOOKING_BACK = Duration.ofDays(30);

    /** Different wordings; at 100,000 questions a month far more than there are. */
    private static final int MOST = 50_000;

    private static final int KEPT = 200;
    private static final int STEP = 100;

    private final MendingMapper mendings;
    private final PastWordings past;
    private final Standing standing;
    private final GuideSearch search;
    private final Vault vault;
    private final Ids ids;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Replaying(
            MendingMapper mendings,
            PastWordings past,
            Standing standing,
            GuideSearch search,
            Vault vault,
            Ids ids,
            TransactionTemplate transaction,
            Clock clock) {
        this.mendings = mendings;
        this.past = past;
        this.standing = standing;
        this.search = search;
        this.vault = vault;
        this.ids = ids;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Progress progress) {
        mendings.toReplay().forEach(mending -> replay(mending, progress));
    }

    /** What answers a question: a standing answer or a guide of which the bot is sure; title empty for neither. */
    private record Said(String key, String title) {
        static final Said NOTHING = new Said("", "");
    }

    private record Change(PastWordings.Wording wording, Replayed.Effect effect, Said before, Said after) {}

    private void replay(Mending mending, Progress progress) {
        var wordings = past.wordings(clock.instant().minus(LOOKING_BACK), MOST);
        progress.total(wordings.size());
        var changes = new ArrayList<Change>();
        try (var trial = search.trial(addition(mending))) {
            int done = 0;
            for (var wording : wordings) {
                compare(mending, wording, trial, changes);
                if (++done % STEP == 0) {
                    progress.done(done);
                }
            }
        }
        progress.done(wordings.size());
        transaction.executeWithoutResult(status -> keep(mending, wordings.size(), changes));
    }

    private static Trial.Addition addition(Mending mending) {
        var guide = mending.guideId();
        return switch (mending.kind()) {
            case ALIAS -> Trial.Addition.ofWords(required(guide), mending.wordList());
            case FAQ -> Trial.Addition.ofWords(required(guide), List.of(mending.question()));
            case SYNONYM -> Trial.Addition.ofSynonyms(mending.wordList());
            case STANDING -> new Trial.Addition(List.of(), java.util.Map.of(), null);
        };
    }

    private static long required(@Nullable Long guide) {
        if (guide == null) {
            throw new IllegalStateException("words for no guide");
        }
        return guide;
    }

    private void compare(Mending mending, PastWordings.Wording wording, Trial trial, List<Change> changes) {
        var query = new GuideQuery(wording.text(), 1, wording.communityId() == 0 ? null : wording.communityId());
        var before = standing.find(wording.text(), wording::communityId)
                .map(Replaying::said)
                .orElseGet(() -> said(search.search(query)));
        var after = mending.kind() == MendingKind.STANDING
                ? standing.findWith(standing.answer(mending), wording.text(), wording.communityId())
                        .map(Replaying::said)
                        .orElseGet(() -> said(search.search(query)))
                : standing.find(wording.text(), wording::communityId)
                        .map(Replaying::said)
                        .orElseGet(() -> said(trial.search(query)));
        if (!before.key().equals(after.key())) {
            changes.add(new Change(wording, effect(before, after), before, after));
        }
    }

    private static Replayed.Effect effect(Said before, Said after) {
        if (before.equals(Said.NOTHING)) {
            return Replayed.Effect.MENDED;
        }
        return after.equals(Said.NOTHING) ? Replayed.Effect.LOST : Replayed.Effect.CHANGED;
    }

    private static Said said(Standing.Answer answer) {
        return new Said("standing:" + answer.mending().id(), answer.mending().question());
    }

    private static Said said(List<GuideHit> hits) {
        return hits.stream()
                .filter(GuideHit::confident)
                .findFirst()
                .map(hit -> new Said("guide:" + hit.guideId(), hit.title()))
                .orElse(Said.NOTHING);
    }

    /** Whoever is first keeps what came of it; on another node it came to the same. */
    private void keep(Mending mending, int replayed, List<Change> changes) {
        if (mendings.replayed(
                        mending.id(),
                        mending.edits(),
                        mending.fingerprint(),
                        clock.instant(),
                        replayed,
                        times(changes, true),
                        times(changes, false))
                == 0) {
            return;
        }
        mendings.forgetReplay(mending.id());
        changes.stream()
                .sorted((one, other) ->
                        Integer.compare(other.wording().times(), one.wording().times()))
                .limit(KEPT)
                .forEach(change -> mendings.addReplay(line(mending, change)));
    }

    private static int times(List<Change> changes, boolean mended) {
        return (int) changes.stream()
                .filter(change -> (change.effect() == Replayed.Effect.MENDED) == mended)
                .count();
    }

    private Replayed line(Mending mending, Change change) {
        long id = ids.next();
        return new Replayed(
                id,
                mending.id(),
                change.effect(),
                vault.seal(change.wording().text(), Replayed.QUESTION, id),
                change.wording().communityId(),
                change.wording().times(),
                change.before().title(),
                change.after().title());
    }
}
