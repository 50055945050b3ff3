package cn.estation.guide.content;

import cn.estation.guide.Circumstance;
import cn.estation.kernel.CleanText;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A guide as one flat JSON object, the format of district files. In memory its fields are grouped; the groups' component
 * names are the fields' names.
 */
public final class GuideJson {

    /** The same content gives the same text on every node and in every release: publication's digest depends on it. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    private static final List<Class<? extends Record>> GROUPS =
            List.of(About.class, Handling.class, Access.class, Standing.class, Words.class, Upkeep.class);

    private static final Set<String> LISTS = Set.of("fee", "results", "steps", "documents", "faqs", "circumstances");

    private static final Set<String> FIELDS = Stream.concat(
                    GROUPS.stream().flatMap(group -> names(group).stream()), LISTS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private GuideJson() {}

    /**
     * Reads a guide.
     *
     * @param besides names of fields that the caller reads itself
     * @throws Unreadable if a field is unknown, missing or not what it should be
     */
    public static GuideContent read(JsonNode guide, Set<String> besides) {
        var unknown = new HashSet<>(guide.propertyNames());
        unknown.removeAll(FIELDS);
        unknown.removeAll(besides);
        if (!unknown.isEmpty()) {
            throw new Unreadable("不认识的字段：" + unknown);
        }
        if (!clean(guide)) {
            throw new Unreadable("含有无法保存的特殊字符");
        }
        try {
            return content(guide);
        } catch (JacksonException wrong) {
            throw new Unreadable(wrong.getOriginalMessage());
        }
    }

    private static boolean clean(JsonNode node) {
        return node.isString()
                ? CleanText.isClean(node.stringValue())
                : node.valueStream().allMatch(GuideJson::clean);
    }

    private static GuideContent content(JsonNode guide) {
        var about = group(guide, About.class);
        var upkeep = group(guide, Upkeep.class);
        var missing = About.missing(about);
        if (missing != null || upkeep.effectiveFrom() == null) {
            throw new Unreadable("缺少字段：" + (missing == null ? "effectiveFrom" : missing));
        }
        return new GuideContent(
                about,
                group(guide, Handling.class),
                group(guide, Access.class),
                guide.hasNonNull("fee") ? JSON.treeToValue(guide.get("fee"), Fee.class) : Fee.NONE,
                list(guide, "results", Result.class),
                list(guide, "steps", Step.class),
                list(guide, "documents", Document.class),
                list(guide, "faqs", Faq.class),
                group(guide, Standing.class),
                group(guide, Words.class),
                upkeep,
                list(guide, "circumstances", Circumstance.class));
    }

    /** The same flat object again, its fields in a fixed order. */
    public static ObjectNode write(GuideContent content) {
        var flat = JSON.createObjectNode();
        for (Record group : List.of(content.about(), content.handling(), content.access())) {
            flat.setAll((ObjectNode) JSON.valueToTree(group));
        }
        flat.set("fee", JSON.valueToTree(content.fee()));
        flat.set("results", JSON.valueToTree(content.results()));
        flat.set("steps", JSON.valueToTree(content.steps()));
        flat.set("documents", JSON.valueToTree(content.documents()));
        flat.set("faqs", JSON.valueToTree(content.faqs()));
        for (Record group : List.of(content.standing(), content.words(), content.upkeep())) {
            flat.setAll((ObjectNode) JSON.valueToTree(group));
        }
        flat.set("circumstances", JSON.valueToTree(content.circumstances()));
        return flat;
    }

    static String text(GuideContent content) {
        return JSON.writeValueAsString(write(content));
    }

    private static <T extends Record> T group(JsonNode guide, Class<T> type) {
        var fields = JSON.createObjectNode();
        names(type).stream().filter(guide::has).forEach(name -> fields.set(name, guide.get(name)));
        return JSON.treeToValue(fields, type);
    }

    private static <T> List<T> list(JsonNode guide, String field, Class<T> type) {
        return guide.path(field)
                .valueStream()
                .map(node -> JSON.treeToValue(node, type))
                .toList();
    }

    private static List<String> names(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** A guide that is not in the format. The message says which field, in Chinese where it is ours. */
    public static final class Unreadable extends RuntimeException {
        Unreadable(String what) {
            super(what);
        }
    }
}
