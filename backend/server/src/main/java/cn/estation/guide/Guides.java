package cn.estation.guide;

import cn.estation.guide.content.Access;
import cn.estation.guide.content.Audience;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideTag;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Result;
import cn.estation.guide.content.Step;
import cn.estation.guide.version.GuideItem;
import cn.estation.guide.version.GuideVersion;
import cn.estation.guide.version.Reviewed;
import cn.estation.guide.version.Versions;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The guides residents may see. Everything shown is what was reviewed: a text changed behind our back is not shown. */
@Service
public class Guides {

    private final Versions versions;

    private final Reviewed reviewed;

    Guides(Versions versions, Reviewed reviewed) {
        this.versions = versions;
        this.reviewed = reviewed;
    }

    /** The guide with this code in a district file. */
    public Optional<Long> withCode(String code) {
        return versions.byCode(code).map(GuideItem::id);
    }

    /** The version that holds now; empty for drafts, suspended guides and what never was. */
    public Optional<PublishedGuide> published(long guideId) {
        return live(guideId).map(live -> view(live, versions.item(guideId)));
    }

    /** Login of the staff member who answers for the guide; empty if nobody does or it is not published. */
    public Optional<String> ownerOf(long guideId) {
        return versions.published(guideId).map(GuideVersion::owner).filter(owner -> !owner.isEmpty());
    }

    Optional<Live> live(long guideId) {
        return versions.published(guideId).flatMap(this::genuine);
    }

    /** A version that residents saw once or see now: what answers, cards and bookings rely on. */
    Optional<Live> everPublished(long guideId, int number) {
        return versions.numbered(guideId, number)
                .filter(version -> !version.status().coming())
                .flatMap(this::genuine);
    }

    Page<Live> page(@Nullable GuideTopic topic, @Nullable Audience audience, PageQuery query) {
        var page = Page.of(versions.published(topic, audience, query), query, GuideVersion::itemId);
        reviewed.read(page.items());
        return new Page<>(
                page.items().stream()
                        .flatMap(version -> genuine(version).stream())
                        .toList(),
                page.next());
    }

    record AliveHit(GuideHit hit, GuideVersion version) {}

    /** Hits that are still published, with the version that is now: the index may be half a second behind. */
    List<AliveHit> alive(List<GuideHit> hits) {
        var now = versions.publishedOf(hits.stream().map(GuideHit::guideId).toList()).stream()
                .collect(Collectors.toMap(GuideVersion::itemId, version -> version));
        return hits.stream()
                .filter(hit -> now.containsKey(hit.guideId()))
                .map(hit -> new AliveHit(hit, Objects.requireNonNull(now.get(hit.guideId()))))
                .toList();
    }

    /** The next published guides after an item, for the index. */
    List<Live> after(long guideId, int most) {
        var rows = versions.publishedAfter(guideId, most);
        var contents = versions.contents(rows.stream().map(GuideVersion::id).toList());
        return rows.stream()
                .map(version -> new Live(version, Objects.requireNonNull(contents.get(version.id()))))
                .toList();
    }

    /** A published version with all it says. */
    record Live(GuideVersion version, GuideContent content) {}

    private Optional<Live> genuine(GuideVersion version) {
        return reviewed.content(version).map(content -> new Live(version, content));
    }

    private static PublishedGuide view(Live live, GuideItem item) {
        var version = live.version();
        var content = live.content();
        return new PublishedGuide(
                version.itemId(),
                version.id(),
                version.number(),
                content.title(),
                content.about().summary(),
                content.documents().stream()
                        .filter(Document::always)
                        .map(Document::line)
                        .toList(),
                content.steps().stream().map(Step::line).toList(),
                content.access().place(),
                content.access().phone(),
                content.fee().text(),
                content.handling().timeLimit(),
                content.access().hours(),
                content.access().onlineUrl(),
                content.about().eligibility(),
                content.handling().handlingBody(),
                content.standing().legalBasis().isEmpty()
                        ? null
                        : content.standing().lawText(),
                content.upkeep().effectiveFrom(),
                item.cellId(),
                content.about().topics().stream().map(GuideTopic::title).toList(),
                content.access().complaintPhone(),
                content.access().visits(),
                content.access().channels().stream().map(Access.Channel::line).toList(),
                content.results().stream().map(Result::line).toList(),
                content.faqs().stream()
                        .map(faq -> new PublishedGuide.Question(faq.question(), faq.answer()))
                        .toList(),
                plain(content),
                content.upkeep().tags().stream().map(GuideTag::title).toList(),
                content.upkeep().assisted(),
                content.circumstances(),
                item.stale());
    }

    private static Map<String, String> plain(GuideContent content) {
        return content.words().plain().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }
}
