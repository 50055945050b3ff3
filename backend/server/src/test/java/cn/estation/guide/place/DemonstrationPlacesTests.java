package cn.estation.guide.place;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.grid.WeeklyHours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration's files fit each other: what one names, another has. */
class DemonstrationPlacesTests {

    private static final Path DEMO = Path.of("../sandbox/src/main/resources/demo");

    @Test
    void everyPointCanBeRead() throws IOException {
        var cells = cells();
        for (var point : read("service-points").path("points")) {
            var name = point.path("name").asString();
            assertThat(cells).as(name).contains(point.path("cell").asString());
            assertThat(WeeklyHours.read(point.path("hours").asString("")))
                    .as(name)
                    .isPresent();
            assertThat(point.path("counters")).as(name).isNotEmpty();
            assertThat(name).endsWith("（演示）");
            assertThat(Position.read(
                            point.path("longitude").asString(),
                            point.path("latitude").asString()))
                    .as(name)
                    .isNotNull();
            point.path("serves").forEach(cell -> assertThat(cells).contains(cell.asString()));
            for (var counter : point.path("counters")) {
                if (counter.has("hours")) {
                    assertThat(WeeklyHours.read(counter.path("hours").asString()))
                            .isPresent();
                }
            }
        }
    }

    @Test
    void countersHandleGuidesThatAreThere() throws IOException {
        var guides = new HashSet<String>();
        read("guides")
                .path("guides")
                .forEach(guide -> guides.add(guide.path("code").asString()));
        var counters = new HashSet<String>();
        read("service-points")
                .path("points")
                .forEach(point -> point.path("counters")
                        .forEach(counter -> counters.add(point.path("code").asString() + " "
                                + counter.path("code").asString())));
        for (var line : read("handling").path("counters")) {
            assertThat(counters)
                    .contains(line.path("point").asString() + " "
                            + line.path("counter").asString());
            line.path("guides").forEach(guide -> assertThat(guides).contains(guide.asString()));
        }
    }

    @Test
    void estatesHaveBuildingsThatAreThere() throws IOException {
        var cells = cells();
        for (var estate : read("estates").path("estates")) {
            assertThat(cells).contains(estate.path("community").asString());
            assertThat(estate.path("buildings")).isNotEmpty();
            estate.path("buildings").forEach(building -> assertThat(cells).contains(building.asString()));
        }
    }

    private static Set<String> cells() throws IOException {
        var codes = new HashSet<String>();
        read("grid").path("cells").forEach(cell -> collect(cell, codes));
        return codes;
    }

    private static void collect(JsonNode cell, Set<String> codes) {
        codes.add(cell.path("code").asString());
        cell.path("children").forEach(child -> collect(child, codes));
    }

    private static JsonNode read(String name) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(DEMO.resolve(name + ".json")));
    }
}
