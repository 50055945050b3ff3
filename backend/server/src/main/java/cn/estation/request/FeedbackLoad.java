package cn.estation.request;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.kernel.DistrictPart;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads 投诉建议 from {@code feedback.json}, as if staff had written down what somebody said. */
@Component
class FeedbackLoad implements DistrictPart {

    private final Feedback feedback;
    private final Grid grid;

    FeedbackLoad(Feedback feedback, Grid grid) {
        this.feedback = feedback;
        this.grid = grid;
    }

    @Override
    public String name() {
        return "feedback";
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public void load(JsonNode content) {
        for (var said : content.path("feedback")) {
            var community = grid.findByCode(said.path("community").asString())
                    .map(GridCell::id)
                    .orElseThrow(() -> new IllegalStateException("feedback.json names an unknown community"));
            var code = said.path("code").asString();
            var sender = new Feedback.Sender("district-file:" + code, null, null, null);
            feedback.submit(
                    sender, community, RequestSource.STAFF, said.path("text").asString());
        }
    }
}
