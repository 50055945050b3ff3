package cn.estation.guide;

import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What residents read before they go anywhere. Open to everybody; every answer names guide and version. */
@RestController
class GuideController {

    private static final int LONGEST_QUESTION = 100;
    private static final int MOST_HITS = 20;

    private final Guides guides;
    private final GuideMapper rows;
    private final GuideSearch search;

    GuideController(Guides guides, GuideMapper rows, GuideSearch search) {
        this.guides = guides;
        this.rows = rows;
        this.search = search;
    }

    @GetMapping("/api/v1/guides")
    Page<Card> list(
            @RequestParam @Nullable GuideTopic topic, @RequestParam @Nullable Audience audience, PageQuery query) {
        return guides.page(topic, audience, query).map(Card::of);
    }

    @GetMapping("/api/v1/guides/{id}")
    Detail detail(@PathVariable Id id) {
        var live = guides.live(id.value()).orElseThrow(NotFound::new);
        var item = Optional.ofNullable(rows.item(id.value())).orElseThrow(NotFound::new);
        return Detail.of(live.version(), live.content(), item.demonstration());
    }

    /** The question may be put as people put it; nothing in it is syntax. */
    @GetMapping("/api/v1/guides/search")
    Found search(@RequestParam String q, @RequestParam(defaultValue = "10") int size) {
        if (q.isBlank() || !CleanText.isClean(q)) {
            throw new BadInput("请输入要找的事情，例如“身份证丢了”。");
        }
        if (q.codePointCount(0, q.length()) > LONGEST_QUESTION) {
            throw new BadInput("搜索内容请控制在 100 个字以内。");
        }
        if (size < 1 || size > MOST_HITS) {
            throw new BadInput("结果条数应在 1 到 20 之间。");
        }
        return new Found(guides.alive(search.search(q, size)).stream()
                .map(hit -> Hit.of(hit.hit(), hit.version()))
                .toList());
    }

    record Card(
            Id guideId,
            Id versionId,
            int version,
            String title,
            String summary,
            GuideTopic topic,
            String topicName,
            Audience audience,
            String audienceName) {

        static Card of(GuideVersion version) {
            return new Card(
                    Id.of(version.itemId()),
                    Id.of(version.id()),
                    version.number(),
                    version.title(),
                    version.summary(),
                    version.topic(),
                    version.topic().title(),
                    version.audience(),
                    version.audience().title());
        }
    }

    record Found(List<Hit> items) {}

    /** @param confident true if this one may be taken as the answer */
    record Hit(Id guideId, Id versionId, int version, String title, String summary, boolean confident) {
        static Hit of(GuideHit hit, GuideVersion version) {
            return new Hit(
                    Id.of(version.itemId()),
                    Id.of(version.id()),
                    version.number(),
                    version.title(),
                    version.summary(),
                    hit.confident());
        }
    }

    record Document(
            String name,
            GuideDocument.Form form,
            String formName,
            int copies,
            GuideDocument.Necessity necessity,
            String necessityName,
            String note) {

        static Document of(GuideDocument document) {
            return new Document(
                    document.name(),
                    document.form(),
                    document.form().title(),
                    document.copies(),
                    document.necessity(),
                    document.necessity().title(),
                    document.note());
        }
    }

    record Detail(
            Id guideId,
            Id versionId,
            int version,
            String title,
            GuideTopic topic,
            String topicName,
            Audience audience,
            String audienceName,
            String summary,
            String eligibility,
            String handlingBody,
            List<Document> documents,
            List<String> steps,
            String where,
            String hours,
            String phone,
            String onlineUrl,
            String fee,
            String statutoryLimit,
            String promisedLimit,
            @Nullable String legalBasis,
            LocalDate effectiveFrom,
            @Nullable Instant publishedAt,
            boolean demonstration) {

        static Detail of(GuideVersion version, GuideContent content, boolean demonstration) {
            return new Detail(
                    Id.of(version.itemId()),
                    Id.of(version.id()),
                    version.number(),
                    content.title(),
                    content.topic(),
                    content.topic().title(),
                    content.audience(),
                    content.audience().title(),
                    content.summary(),
                    content.eligibility(),
                    content.handlingBody(),
                    content.documents().stream().map(Document::of).toList(),
                    content.steps(),
                    content.place(),
                    content.hours(),
                    content.phone(),
                    content.onlineUrl(),
                    content.fee(),
                    content.statutoryLimit(),
                    content.promisedLimit(),
                    version.legalBasis(),
                    content.effectiveFrom(),
                    version.publishedAt(),
                    demonstration);
        }
    }
}
