package cn.estation.guide.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration guides, read as the server reads them but without a database. */
final class DemoGuides {

    private DemoGuides() {}

    /** Guide 01 has id 1, and so on. */
    static List<IndexedGuide> all() {
        try (var file = DemoGuides.class.getResourceAsStream("/demo/guides.json")) {
            return JsonMapper.shared()
                    .readTree(file)
                    .path("guides")
                    .valueStream()
                    .map(DemoGuides::read)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static IndexedGuide read(JsonNode guide) {
        var code = guide.path("code").asString();
        long id = Long.parseLong(code.substring(code.lastIndexOf('-') + 1));
        var body = Stream.concat(
                Stream.of("summary", "eligibility", "handlingBody")
                        .map(field -> guide.path(field).asString("")),
                guide.path("documents")
                        .valueStream()
                        .map(document -> document.path("name").asString()));
        return new IndexedGuide(
                id,
                id * 100,
                guide.path("title").asString(),
                guide.path("aliases").valueStream().map(JsonNode::asString).toList(),
                body.collect(Collectors.joining(" ")));
    }
}
