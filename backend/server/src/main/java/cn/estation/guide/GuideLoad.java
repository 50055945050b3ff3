package cn.estation.guide;

import cn.estation.grid.Grid;
import cn.estation.kernel.DistrictPart;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads guides from {@code guides.json}: published as they stand, for the place whose code they name. */
@Component
class GuideLoad implements DistrictPart {

    private final GuideDesk desk;
    private final Grid grid;
    private final Clock clock;

    GuideLoad(GuideDesk desk, Grid grid, Clock clock) {
        this.desk = desk;
        this.grid = grid;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "guides";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public void load(JsonNode content) {
        boolean demonstration = content.path("demonstration").asBoolean(false);
        for (var guide : content.path("guides")) {
            var cell = guide.path("cell").asString();
            var place = grid.findByCode(cell)
                    .orElseThrow(() -> new IllegalStateException("guides.json names an unknown place: " + cell));
            desk.load(guide.path("code").asString(), place.id(), demonstration, read(guide));
        }
    }

    private GuideContent read(JsonNode guide) {
        return new GuideContent(
                text(guide, "title"),
                GuideTopic.valueOf(text(guide, "topic")),
                Audience.valueOf(text(guide, "audience")),
                text(guide, "summary"),
                text(guide, "eligibility"),
                text(guide, "handlingBody"),
                text(guide, "place"),
                text(guide, "hours"),
                text(guide, "phone"),
                text(guide, "onlineUrl"),
                text(guide, "fee"),
                text(guide, "statutoryLimit"),
                text(guide, "promisedLimit"),
                text(guide, "legalBasis"),
                guide.hasNonNull("effectiveFrom")
                        ? LocalDate.parse(text(guide, "effectiveFrom"))
                        : LocalDate.ofInstant(clock.instant(), Time.CHINA),
                guide.path("documents").valueStream().map(GuideLoad::document).toList(),
                texts(guide.path("steps")),
                texts(guide.path("aliases")));
    }

    private static GuideDocument document(JsonNode node) {
        return new GuideDocument(
                text(node, "name"),
                GuideDocument.Form.valueOf(node.path("form").asString("ORIGINAL")),
                node.path("copies").asInt(1),
                GuideDocument.Necessity.valueOf(node.path("necessity").asString("REQUIRED")),
                text(node, "note"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static List<String> texts(JsonNode nodes) {
        return nodes.valueStream().map(JsonNode::asString).toList();
    }
}
