package cn.estation.guide;

import cn.estation.grid.Grid;
import cn.estation.guide.content.Audience;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.version.GuideVersion;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
    private final Versions versions;
    private final GuideSearch search;
    private final Grid grid;
    private final Residents residents;
    private final ObjectProvider<SearchLog> log;
    private final String baseUrl;

    GuideController(
            Guides guides,
            Versions versions,
            GuideSearch search,
            Grid grid,
            Residents residents,
            ObjectProvider<SearchLog> log,
            @Value("${estation.base-url}") String baseUrl) {
        this.guides = guides;
        this.versions = versions;
        this.search = search;
        this.grid = grid;
        this.residents = residents;
        this.log = log;
        this.baseUrl = baseUrl;
    }

    @GetMapping("/api/v1/guides")
    Page<Card> list(
            @RequestParam @Nullable GuideTopic topic, @RequestParam @Nullable Audience audience, PageQuery query) {
        return guides.page(topic, audience, query).map(Card::of);
    }

    @GetMapping("/api/v1/guides/{id}")
    GuideDetail detail(@PathVariable Id id) {
        var live = guides.live(id.value()).orElseThrow(NotFound::new);
        return GuideDetail.of(versions.item(id.value()), live, baseUrl);
    }

    /** A version that residents once saw: what an answer, a card or a booking relied on. Its status says if it still holds. */
    @GetMapping("/api/v1/guides/{id}/versions/{number}")
    GuideDetail version(@PathVariable Id id, @PathVariable int number) {
        var version = guides.everPublished(id.value(), number).orElseThrow(NotFound::new);
        return GuideDetail.of(versions.item(id.value()), version, baseUrl);
    }

    /**
     * The question may be put as people put it; nothing in it is syntax.
     *
     * @param community guides of this community come first, those of others not at all; for a resident who is signed in,
     *     their own if it is not given
     */
    @GetMapping("/api/v1/guides/search")
    Found search(
            @RequestParam String q,
            @RequestParam(defaultValue = "10") int size,
            @RequestParam @Nullable Id community,
            @AuthenticationPrincipal @Nullable Resident resident,
            HttpServletRequest request) {
        var alive = guides.alive(search.search(query(q, size, community, resident)));
        return new Found(
                searchId(q, resident, request, alive),
                alive.stream().map(hit -> Hit.of(hit.hit(), hit.version())).toList());
    }

    private @Nullable Id searchId(
            String text, @Nullable Resident resident, HttpServletRequest request, List<Guides.AliveHit> alive) {
        var keeper = log.getIfAvailable();
        return keeper == null
                ? null
                : Id.of(keeper.searched(
                        text,
                        resident == null ? null : resident.id(),
                        request.getRemoteAddr(),
                        alive.stream().map(Guides.AliveHit::hit).toList()));
    }

    /** While somebody types: names of guides that what is typed may become, in characters, pinyin or initials. */
    @GetMapping("/api/v1/guides/suggest")
    Suggested suggest(
            @RequestParam String q,
            @RequestParam(defaultValue = "8") int size,
            @RequestParam @Nullable Id community,
            @AuthenticationPrincipal @Nullable Resident resident) {
        return new Suggested(search.suggest(query(q, size, community, resident)).stream()
                .map(found ->
                        new Suggestion(Id.of(found.guideId()), Id.of(found.versionId()), found.title(), found.name()))
                .toList());
    }

    private GuideQuery query(String q, int size, @Nullable Id community, @Nullable Resident resident) {
        if (q.isBlank() || !CleanText.isClean(q)) {
            throw new BadInput("请输入要找的事情，例如“身份证丢了”。");
        }
        if (q.codePointCount(0, q.length()) > LONGEST_QUESTION) {
            throw new BadInput("搜索内容请控制在 100 个字以内。");
        }
        if (size < 1 || size > MOST_HITS) {
            throw new BadInput("结果条数应在 1 到 20 之间。");
        }
        if (community != null) {
            return new GuideQuery(q, size, grid.community(community.value()).id());
        }
        return new GuideQuery(
                q,
                size,
                resident == null ? null : residents.communityOf(resident.id()).orElse(null));
    }

    record Suggested(List<Suggestion> items) {}

    /** @param name the title or the residents' own word that fits what was typed */
    record Suggestion(Id guideId, Id versionId, String title, String name) {}

    record Card(
            Id guideId,
            Id versionId,
            int version,
            String title,
            String summary,
            List<GuideDetail.Topic> topics,
            Audience audience,
            String audienceName,
            List<GuideDetail.Tag> tags,
            boolean assisted) {

        static Card of(Guides.Live live) {
            var about = live.content().about();
            return new Card(
                    Id.of(live.version().itemId()),
                    Id.of(live.version().id()),
                    live.version().number(),
                    about.title(),
                    about.summary(),
                    GuideDetail.topics(live.content()),
                    about.audience(),
                    about.audience().title(),
                    GuideDetail.tags(live.content()),
                    live.content().upkeep().assisted());
        }
    }

    /** @param searchId for {@code /api/v1/searches/{id}/opened}, when one of them is opened */
    record Found(@Nullable Id searchId, List<Hit> items) {}

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
}
