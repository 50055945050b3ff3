package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Routes.Route;
import cn.estation.kernel.Idempotent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API says what the running service does. */
@EstationTest
class OpenApiTests {

    private static final Path AGREED = Path.of("../../docs/openapi.json");

    private final Routes routes;
    private final People people;

    @Autowired
    OpenApiTests(Routes routes, People people) {
        this.routes = routes;
        this.people = people;
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        var described = new ArrayList<Route>();
        description()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(new Route(method.toUpperCase(Locale.ROOT), path.getKey()))));
        assertThat(described).containsExactlyInAnyOrderElementsOf(routes.under("/api/v1"));
    }

    @Test
    void everyCommandAsksForItsKey() {
        for (var route : routes.under("/api/v1")) {
            boolean asks = operation(route)
                    .path("parameters")
                    .valueStream()
                    .anyMatch(parameter -> parameter.path("name").asString().equals("Idempotency-Key"));
            assertThat(asks)
                    .as(route.toString())
                    .isEqualTo(routes.handler(route).hasMethodAnnotation(Idempotent.class));
        }
    }

    /** The kept description shows in a change what callers will notice. */
    @Test
    void isAsAgreed() throws IOException {
        var text = JsonMapper.builder()
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(sorted(description()))
                + "\n";
        if (Boolean.getBoolean("estation.accept-schema")) {
            Files.writeString(AGREED, text);
        }
        assertThat(Files.readString(AGREED))
                .as("docs/openapi.json; rewrite it with -Destation.accept-schema=true and read the change")
                .isEqualTo(text);
    }

    private JsonNode operation(Route route) {
        return description()
                .path("paths")
                .path(route.path())
                .path(route.method().toLowerCase(Locale.ROOT));
    }

    private JsonNode description() {
        var answer = people.stranger().get("/v3/api-docs/v1");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static Object sorted(JsonNode description) {
        var content = new JsonMapper().convertValue(description, java.util.TreeMap.class);
        content.remove("servers");
        return content;
    }
}
