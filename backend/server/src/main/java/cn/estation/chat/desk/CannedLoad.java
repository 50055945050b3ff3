package cn.estation.chat.desk;

import cn.estation.grid.Grid;
import cn.estation.kernel.DistrictPart;
import cn.estation.kernel.Ids;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads canned replies from {@code canned.json}. */
@Component
class CannedLoad implements DistrictPart {

    private final CannedMapper canned;
    private final Grid grid;
    private final Ids ids;

    CannedLoad(CannedMapper canned, Grid grid, Ids ids) {
        this.canned = canned;
        this.grid = grid;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "canned";
    }

    @Override
    public int order() {
        return 71;
    }

    @Override
    public void load(JsonNode content) {
        for (var reply : content.path("replies")) {
            long community = grid.findByCode(reply.path("community").asString())
                    .orElseThrow(() -> new IllegalStateException("canned.json names an unknown community"))
                    .id();
            var title = reply.path("title").asString();
            if (canned.of(List.of(community)).stream()
                    .noneMatch(one -> one.title().equals(title))) {
                canned.insert(new CannedMapper.Canned(
                        ids.next(), community, title, reply.path("text").asString()));
            }
        }
    }
}
