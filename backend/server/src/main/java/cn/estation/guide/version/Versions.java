package cn.estation.guide.version;

import cn.estation.guide.content.Audience;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideTopic;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.PageQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads items and versions for the rest of the module, whoever may see them. */
@Service
public class Versions {

    private final GuideMapper guides;
    private final Contents contents;

    Versions(GuideMapper guides, Contents contents) {
        this.guides = guides;
        this.contents = contents;
    }

    /** How far all nodes should have followed: the number of the last change, and how often a rebuild was asked for. */
    public record Revision(long number, long rebuild) {}

    /** @throws NotFound if there is no such item */
    public GuideItem item(long guideId) {
        return Optional.ofNullable(guides.item(guideId)).orElseThrow(NotFound::new);
    }

    public Map<Long, GuideItem> items(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : guides.items(ids).stream().collect(java.util.stream.Collectors.toMap(GuideItem::id, item -> item));
    }

    public Optional<GuideItem> byCode(String code) {
        return Optional.ofNullable(guides.itemByCode(code));
    }

    /** The version residents see now. */
    public Optional<GuideVersion> published(long guideId) {
        return Optional.ofNullable(guides.published(guideId));
    }

    public List<GuideVersion> publishedOf(Collection<Long> guideIds) {
        return guideIds.isEmpty() ? List.of() : guides.publishedOf(guideIds);
    }

    public List<GuideVersion> published(@Nullable GuideTopic topic, @Nullable Audience audience, PageQuery query) {
        return guides.publishedPage(topic, audience, query.before(), query.limit());
    }

    /** The next published ones after an item, newest items first. */
    public List<GuideVersion> publishedAfter(long guideId, int most) {
        return guides.publishedPage(null, null, guideId, most);
    }

    public int publishedCount() {
        return guides.publishedCount();
    }

    /** The published or suspended version. */
    public Optional<GuideVersion> live(long guideId) {
        return Optional.ofNullable(guides.live(guideId));
    }

    /** The version that is being written or reviewed or waits for its day. */
    public Optional<GuideVersion> coming(long guideId) {
        return Optional.ofNullable(guides.coming(guideId));
    }

    public Optional<GuideVersion> find(long versionId) {
        return Optional.ofNullable(guides.selectById(versionId));
    }

    public Optional<GuideVersion> numbered(long guideId, int number) {
        return Optional.ofNullable(guides.numbered(guideId, number));
    }

    /** The latest two hundred, newest first. */
    public List<GuideVersion> of(long guideId) {
        return guides.versions(guideId);
    }

    public List<GuideMove> moves(long versionId) {
        return guides.moves(versionId);
    }

    /** Whether this actor saved any of the version's words. */
    public boolean wrote(long versionId, String actor) {
        return guides.wrote(versionId, actor);
    }

    /**
     * What the console's list is narrowed to.
     *
     * @param rule name of a rule that found something
     * @param stale only those that are perhaps out of date
     */
    public record Filter(
            @Nullable GuideStatus status,
            @Nullable GuideTopic topic,
            @Nullable String rule,
            boolean stale) {}

    public List<Overview> overview(Collection<Long> cells, Filter filter, PageQuery query) {
        return cells.isEmpty() ? List.of() : guides.overview(cells, filter, query.before(), query.limit());
    }

    /** How good the published guides of these places are on the whole. */
    public Library library(Collection<Long> cells) {
        return cells.isEmpty() ? new Library(0, 0, 0, 0, 0) : guides.library(cells);
    }

    /** @param score mean of the published guides, 0 to 100 */
    public record Library(int published, int score, int withErrors, int stale, int openReports) {}

    /** What a version says. */
    public GuideContent content(GuideVersion version) {
        return contents.of(version.id());
    }

    /** What some versions say, by version id. */
    public Map<Long, GuideContent> contents(Collection<Long> versionIds) {
        return contents.of(versionIds);
    }

    public Revision revision() {
        return guides.revision();
    }

    /** Items whose published state changed after this revision. */
    public List<Long> changedAfter(long revision) {
        return guides.changedAfter(revision);
    }

    public void askForRebuild() {
        guides.askForRebuild();
    }

    /** A row of the console's list: the item, where its coming and its live version stand, what the rules say of them. */
    public record Overview(
            long id,
            String name,
            long cellId,
            boolean demonstration,
            @Nullable Instant staleSince,
            @Nullable Long liveId,
            @Nullable Integer liveNumber,
            @Nullable GuideStatus liveStatus,
            @Nullable Long draftId,
            @Nullable Integer draftNumber,
            @Nullable GuideStatus draftStatus,
            int lintErrors,
            int lintWarnings,
            int score) {}
}
