package cn.estation.guide;

import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The guides residents may see. Everything shown is what was reviewed: a text changed behind our back is not shown. */
@Service
public class Guides {

    private static final Logger log = LoggerFactory.getLogger(Guides.class);

    private final GuideMapper guides;
    private final GuideParts parts;

    /** Contents of published versions never change, so they may be kept; whether one is still live is asked each time. */
    private final Cache<Long, GuideContent> contents =
            Caffeine.newBuilder().maximumSize(2_000).build();

    Guides(GuideMapper guides, GuideParts parts) {
        this.guides = guides;
        this.parts = parts;
    }

    /** The version that holds now; empty for drafts, suspended guides and what never was. */
    public Optional<PublishedGuide> published(long guideId) {
        return Optional.ofNullable(guides.published(guideId))
                .flatMap(version -> genuine(version).map(content -> view(version, content)));
    }

    Optional<Live> live(long guideId) {
        return Optional.ofNullable(guides.published(guideId))
                .flatMap(version -> genuine(version).map(content -> new Live(version, content)));
    }

    Page<GuideVersion> page(@Nullable GuideTopic topic, @Nullable Audience audience, PageQuery query) {
        var rows = guides.publishedPage(topic, audience, query.before(), query.limit());
        return Page.of(rows, query, GuideVersion::itemId);
    }

    record AliveHit(GuideHit hit, GuideVersion version) {}

    /** Hits that are still published, with the version that is now: the index may be half a second behind. */
    List<AliveHit> alive(List<GuideHit> hits) {
        if (hits.isEmpty()) {
            return List.of();
        }
        var versions = guides.publishedOf(hits.stream().map(GuideHit::guideId).toList()).stream()
                .collect(Collectors.toMap(GuideVersion::itemId, version -> version));
        return hits.stream()
                .filter(hit -> versions.containsKey(hit.guideId()))
                .map(hit -> new AliveHit(hit, Objects.requireNonNull(versions.get(hit.guideId()))))
                .toList();
    }

    /** The next published guides after an item, for the index. */
    List<Live> after(long itemId, int most) {
        var versions = guides.publishedPage(null, null, itemId, most);
        var all = parts.of(versions);
        return IntStream.range(0, versions.size())
                .mapToObj(i -> new Live(versions.get(i), all.get(i)))
                .toList();
    }

    /** A published version with all it says. */
    record Live(GuideVersion version, GuideContent content) {

        /** True if it still is, word for word, what was reviewed. */
        boolean genuine() {
            return content.digest().equals(version.digest());
        }
    }

    private Optional<GuideContent> genuine(GuideVersion version) {
        var kept = contents.getIfPresent(version.id());
        if (kept != null) {
            return Optional.of(kept);
        }
        var read = new Live(version, parts.of(version));
        if (!read.genuine()) {
            log.error("guide version {} is not what was published: digest differs; it is not shown", version.id());
            return Optional.empty();
        }
        contents.put(version.id(), read.content());
        return Optional.of(read.content());
    }

    private static PublishedGuide view(GuideVersion version, GuideContent content) {
        return new PublishedGuide(
                version.itemId(),
                version.id(),
                version.number(),
                content.title(),
                content.summary(),
                content.documents().stream().map(GuideDocument::line).toList(),
                content.steps(),
                content.place(),
                content.phone(),
                content.fee(),
                content.timeLimit(),
                content.hours(),
                content.onlineUrl(),
                content.eligibility(),
                content.handlingBody(),
                content.legalBasis().isEmpty() ? null : content.legalBasis(),
                content.effectiveFrom());
    }
}
