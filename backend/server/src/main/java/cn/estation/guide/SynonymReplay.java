package cn.estation.guide;

import cn.estation.kernel.BackgroundJob;
import org.springframework.stereotype.Component;

/** Asks past questions with every group of synonyms that is being tried. */
@Component
public class SynonymReplay implements BackgroundJob {

    public static final String KIND = "guide-synonyms";

    private final Synonyms synonyms;
    private final Replay replay;

    SynonymReplay(Synonyms synonyms, Replay replay) {
        this.synonyms = synonyms;
        this.replay = replay;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Progress progress) {
        for (var group : synonyms.toReplay()) {
            synonyms.replayed(
                    group.id(), replay.of(Trial.Addition.ofSynonyms(group.words(), group.cellId()), progress));
        }
    }
}
