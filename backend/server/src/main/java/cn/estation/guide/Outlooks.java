package cn.estation.guide;

import cn.estation.grid.Grid;
import cn.estation.guide.search.Outlook;
import cn.estation.guide.search.Synonymy;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * From where people look for guides: the guides of their community and of the places above it are for them, the nearest
 * first; what is often asked for comes a little earlier and what is in doubt later.
 */
@Component
class Outlooks {

    /** What each step nearer is worth. */
    private static final double NEARER = 0.03;

    private static final long EVERYWHERE = 0;
    private static final int BETWEEN_COUNTS = 20;

    private final Grid grid;
    private final SearchMapper guides;
    private final Synonyms synonyms;
    private final ObjectProvider<Popularity> popularity;

    /** The tree hardly ever changes. */
    private final Cache<Long, Map<Long, Double>> near = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private final Cache<Long, Synonymy> words = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private volatile List<Synonyms.Local> local = List.of();
    private volatile Map<Long, Integer> asks = Map.of();
    private volatile Set<Long> stale = Set.of();
    private int turn;
    private long revision = -1;

    Outlooks(Grid grid, SearchMapper guides, Synonyms synonyms, ObjectProvider<Popularity> popularity) {
        this.grid = grid;
        this.guides = guides;
        this.synonyms = synonyms;
        this.popularity = popularity;
    }

    /** From this community, or from nowhere in particular. */
    Outlook of(@Nullable Long communityId) {
        return new Outlook(cells(communityId), asks, stale);
    }

    /** What words mean there; from nowhere in particular, what they mean anywhere. */
    Synonymy words(@Nullable Long communityId) {
        return words.get(communityId == null ? EVERYWHERE : communityId, this::readWords);
    }

    private Synonymy readWords(long communityId) {
        var cells = cells(communityId == EVERYWHERE ? null : communityId).keySet();
        return Synonymy.general()
                .with(local.stream()
                        .filter(group -> cells.isEmpty() || cells.contains(group.cellId()))
                        .map(Synonyms.Local::words)
                        .toList());
    }

    /** Whether what holds in a place and below it holds for a community; from nowhere in particular, everything does. */
    boolean hold(@Nullable Long cellId, @Nullable Long communityId) {
        return cellId == null || communityId == null || cells(communityId).containsKey(cellId);
    }

    private Map<Long, Double> cells(@Nullable Long communityId) {
        return communityId == null ? Map.of() : near.get(communityId, this::read);
    }

    /** Reads what has changed; counts of questions only now and then. Called twice a second by one thread. */
    void follow() {
        stale = Set.copyOf(guides.stale());
        long now = synonyms.revision();
        if (now != revision) {
            local = synonyms.live();
            words.invalidateAll();
            revision = now;
        }
        if (turn++ % BETWEEN_COUNTS == 0) {
            var counted = new HashMap<Long, Integer>();
            popularity.forEach(
                    source -> source.recentAsks().forEach((guide, times) -> counted.merge(guide, times, Integer::sum)));
            asks = Map.copyOf(counted);
        }
    }

    private Map<Long, Double> read(long communityId) {
        var cells = new HashMap<Long, Double>();
        double worth = 1;
        for (long cell : grid.cell(communityId).lineage()) {
            cells.put(cell, worth);
            worth += NEARER;
        }
        return Map.copyOf(cells);
    }
}
