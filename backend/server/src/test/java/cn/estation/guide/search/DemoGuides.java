package cn.estation.guide.search;

import cn.estation.guide.content.Faq;
import cn.estation.guide.content.GuideJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
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
        var content = GuideJson.read(guide, Set.of("code", "cell"));
        return new IndexedGuide(
                id,
                id * 100,
                content.title(),
                content.words().aliases(),
                content.faqs().stream().map(Faq::question).toList(),
                List.of(content.searchable()),
                0);
    }
}
