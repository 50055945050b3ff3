package cn.estation.guide.place;

import cn.estation.grid.Counter;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.kernel.DistrictPart;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Loads from {@code handling.json} which counter handles which guides, by their codes: {@code {"point": …, "counter": …,
 * "guides": […]}}. A guide that is not there is left out: the file of guides may be another one.
 */
@Component
class HandlingLoad implements DistrictPart {

    private static final Logger log = LoggerFactory.getLogger(HandlingLoad.class);

    private final HandlingMapper handling;
    private final ServicePoints points;

    HandlingLoad(HandlingMapper handling, ServicePoints points) {
        this.handling = handling;
        this.points = points;
    }

    @Override
    public String name() {
        return "handling";
    }

    @Override
    public int order() {
        return 32;
    }

    @Override
    public void load(JsonNode content) {
        for (var node : content.path("counters")) {
            var counter = counter(node);
            var already = new HashSet<Long>();
            handling.handledBy(List.of(counter.id())).forEach(one -> already.add(one.itemId()));
            for (var code : node.path("guides")) {
                var item = handling.itemOfCode(code.asString());
                if (item == null) {
                    log.warn("handling.json names a guide that is not loaded: {}", code.asString());
                } else if (already.add(item)) {
                    handling.handle(counter.id(), item);
                }
            }
        }
    }

    private Counter counter(JsonNode node) {
        var point = node.path("point").asString();
        var code = node.path("counter").asString();
        return points.findByCode(point).map(ServicePoint::id).map(points::counters).stream()
                .flatMap(List::stream)
                .filter(counter -> counter.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("handling.json names an unknown counter: " + point + " " + code));
    }
}
