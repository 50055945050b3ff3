package cn.estation.guide.desk;

import cn.estation.grid.Grid;
import cn.estation.guide.content.GuideJson;
import cn.estation.guide.version.Review;
import cn.estation.kernel.DistrictPart;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads guides from {@code guides.json}: published as they stand, for the place whose code they name. */
@Component
class GuideLoad implements DistrictPart {

    private static final Set<String> BESIDES = Set.of("code", "cell");

    private final Review review;
    private final Grid grid;

    GuideLoad(Review review, Grid grid) {
        this.review = review;
        this.grid = grid;
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
            load(guide, demonstration);
        }
    }

    private void load(JsonNode guide, boolean demonstration) {
        var code = guide.path("code").asString("");
        var cell = guide.path("cell").asString("");
        var place = grid.findByCode(cell)
                .orElseThrow(() -> new IllegalStateException("guides.json names an unknown place: " + cell));
        try {
            review.load(code, place.id(), demonstration, GuideJson.read(guide, BESIDES));
        } catch (GuideJson.Unreadable wrong) {
            throw new IllegalStateException("guides.json, guide " + code + ": " + wrong.getMessage(), wrong);
        }
    }
}
