package cn.estation.guide;

import cn.estation.guide.content.Faq;
import cn.estation.guide.search.IndexedGuide;
import cn.estation.guide.search.SearchIndex;
import cn.estation.guide.search.Synonymy;
import cn.estation.guide.version.GuideItem;
import cn.estation.guide.version.Versions;
import cn.estation.kernel.BackgroundJob;
import cn.estation.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Finds published guides by what people say.
 *
 * <p>Each node has an index of its own in memory, built before the node takes requests. It follows the database: at once
 * for what this node publishes, within half a second for what another node does.
 */
@Service
public class GuideSearch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GuideSearch.class);
    private static final int BATCH = 200;
    private static final long POLL_MILLIS = 500;

    private final Versions versions;
    private final Guides shelf;
    private final Outlooks outlooks;
    private final Object building = new Object();

    private volatile @Nullable SearchIndex index;
    private volatile @Nullable ScheduledExecutorService follower;
    private Versions.Revision known = new Versions.Revision(-1, -1);

    GuideSearch(Versions versions, Guides shelf, Outlooks outlooks) {
        this.versions = versions;
        this.shelf = shelf;
        this.outlooks = outlooks;
    }

    /**
     * The guides that fit, best first. At most the first 100 characters are read; nothing in them is syntax.
     *
     * @throws NotReady if this node has not been able to read the guides yet
     */
    public List<GuideHit> search(String text, int most) {
        return search(GuideQuery.of(text, most));
    }

    /**
     * The guides that fit, best first, with what is known of where the asker lives.
     *
     * @throws NotReady if this node has not been able to read the guides yet
     */
    public List<GuideHit> search(GuideQuery query) {
        return with(index -> ask(index, query, outlooks.words(query.communityId())));
    }

    /**
     * What may become of what somebody is typing, in characters, pinyin or initials; names that begin with it first.
     *
     * @throws NotReady if this node has not been able to read the guides yet
     */
    public List<GuideSuggestion> suggest(GuideQuery typed) {
        return with(index -> index.suggest(typed.text(), typed.most(), outlooks.of(typed.communityId())).stream()
                .map(found -> new GuideSuggestion(found.guideId(), found.versionId(), found.title(), found.name()))
                .toList());
    }

    /** The same for somebody of whom nothing is known. */
    public List<GuideSuggestion> suggest(String prefix, int most) {
        return suggest(GuideQuery.of(prefix, most));
    }

    /**
     * The search as it would be with something added.
     *
     * @throws NotReady if this node has not been able to read the guides yet
     */
    public Trial trial(Trial.Addition addition) {
        var copy = addition.words().isEmpty() ? null : copy(addition.words());
        return new Trial() {
            @Override
            public List<GuideHit> search(GuideQuery query) {
                var words = outlooks.words(query.communityId());
                if (outlooks.hold(addition.cellId(), query.communityId())) {
                    words = words.with(addition.synonyms());
                }
                return ask(query, words);
            }

            private List<GuideHit> ask(GuideQuery query, Synonymy words) {
                return copy == null
                        ? with(index -> GuideSearch.this.ask(index, query, words))
                        : GuideSearch.this.ask(copy, query, words);
            }

            @Override
            public void close() {
                if (copy != null) {
                    copy.close();
                }
            }
        };
    }

    private SearchIndex copy(Map<Long, List<String>> names) {
        var copy = new SearchIndex();
        with(SearchIndex::guides)
                .forEach(guide -> copy.put(guide.with(names.getOrDefault(guide.guideId(), List.of()))));
        copy.refresh();
        return copy;
    }

    private List<GuideHit> ask(SearchIndex index, GuideQuery query, Synonymy words) {
        return index.search(query.text(), query.most(), outlooks.of(query.communityId()), words).stream()
                .map(hit -> new GuideHit(
                        hit.guideId(), hit.versionId(), hit.title(), hit.score(), hit.likely(), hit.confident()))
                .toList();
    }

    private <T> T with(Function<SearchIndex, T> search) {
        while (true) {
            var current = index;
            if (current == null) {
                throw new NotReady();
            }
            try {
                return search.apply(current);
            } catch (SearchIndex.Closed replaced) {
                // A rebuilt index took its place between the two lines above.
                Thread.onSpinWait();
            }
        }
    }

    @TransactionalEventListener
    void on(GuidePublished event) {
        followSoon();
    }

    @TransactionalEventListener
    void on(GuideSuspended event) {
        followSoon();
    }

    /** Brings the index to what the database says now. */
    void follow() {
        synchronized (building) {
            var now = versions.revision();
            var current = index;
            if (current == null || now.rebuild() != known.rebuild()) {
                rebuild(now, Quiet.INSTANCE);
            } else if (now.number() != known.number()) {
                var changed = versions.changedAfter(known.number());
                if (changed.size() > BATCH) {
                    // One by one, an import of thousands would take minutes; read in batches it takes seconds.
                    rebuild(now, Quiet.INSTANCE);
                } else {
                    changed.forEach(guide -> renew(current, guide));
                    current.refresh();
                    known = now;
                }
            }
        }
        outlooks.follow();
        warm();
    }

    /** So that nobody waits for what is made when first asked for. */
    private void warm() {
        var current = index;
        if (current != null) {
            current.warm();
        }
    }

    /** Builds a new index beside the old one and swaps; searches go on meanwhile. Other nodes do the same. */
    public void rebuildEverywhere(BackgroundJob.Progress progress) {
        synchronized (building) {
            versions.askForRebuild();
            rebuild(versions.revision(), progress);
        }
        warm();
    }

    private void rebuild(Versions.Revision now, BackgroundJob.Progress progress) {
        progress.total(versions.publishedCount());
        var fresh = new SearchIndex();
        int done = 0;
        long last = Long.MAX_VALUE;
        for (var batch = shelf.after(last, BATCH); !batch.isEmpty(); batch = shelf.after(last, BATCH)) {
            var items = versions.items(
                    batch.stream().map(guide -> guide.version().itemId()).toList());
            batch.forEach(guide -> put(
                    fresh,
                    guide,
                    Objects.requireNonNull(items.get(guide.version().itemId()))));
            last = batch.getLast().version().itemId();
            done += batch.size();
            progress.done(done);
        }
        fresh.refresh();
        var old = index;
        index = fresh;
        known = now;
        if (old != null) {
            old.close();
        }
        log.info("search index built with {} guides", done);
    }

    private void renew(SearchIndex current, long guideId) {
        shelf.live(guideId)
                .ifPresentOrElse(live -> put(current, live, versions.item(guideId)), () -> current.remove(guideId));
    }

    private static void put(SearchIndex into, Guides.Live guide, GuideItem item) {
        var version = guide.version();
        if (!version.says(guide.content())) {
            log.error("guide version {} is not what was published: digest differs; it is not searched", version.id());
            into.remove(version.itemId());
            return;
        }
        var content = guide.content();
        into.put(new IndexedGuide(
                version.itemId(),
                version.id(),
                version.title(),
                content.words().aliases(),
                content.faqs().stream().map(Faq::question).toList(),
                List.of(content.searchable()),
                item.cellId()));
    }

    @Override
    public void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("guide-index").daemon().factory());
        follower = executor;
        followSafely();
        executor.scheduleWithFixedDelay(this::followSafely, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var executor = follower;
        if (executor != null) {
            executor.shutdownNow();
            follower = null;
        }
    }

    @Override
    public boolean isRunning() {
        return follower != null;
    }

    /** Before the web server opens its port. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void followSoon() {
        var executor = follower;
        if (executor != null) {
            executor.execute(this::followSafely);
        }
    }

    private void followSafely() {
        try {
            follow();
        } catch (RuntimeException away) {
            log.warn("search index could not follow the database, trying again: {}", away.toString());
        }
    }

    private enum Quiet implements BackgroundJob.Progress {
        INSTANCE;

        @Override
        public void total(int steps) {}

        @Override
        public void done(int steps) {}
    }

    /** This node's index is not built yet. */
    public static final class NotReady extends Refusal {
        NotReady() {
            super(HttpStatus.SERVICE_UNAVAILABLE, "search-not-ready", "搜索正在准备，请过几秒再试。");
        }
    }
}
