package cn.estation.guide.desk;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideJson;
import cn.estation.kernel.CleanText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a guide of what was typed, or says by path what no guide can be made of. Rows left empty are left out. */
final class TypedGuide {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,4}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MOST_ALIASES = 60;
    private static final int LONGEST_ALIAS = 100;

    private static final List<String> TEXTS = List.of(
            "title",
            "summary",
            "eligibility",
            "limits",
            "handlingBody",
            "visitReason",
            "place",
            "hours",
            "phone",
            "complaintPhone",
            "rights",
            "duties",
            "owner");

    /** The longest that the tables hold; 500 for what is not named here. */
    private static final Map<String, Integer> LONGEST = Map.ofEntries(
            Map.entry("title", 100),
            Map.entry("summary", 4000),
            Map.entry("eligibility", 8000),
            Map.entry("limits", 1000),
            Map.entry("handlingBody", 200),
            Map.entry("place", 1000),
            Map.entry("hours", 1000),
            Map.entry("phone", 200),
            Map.entry("complaintPhone", 200),
            Map.entry("rights", 4000),
            Map.entry("duties", 4000),
            Map.entry("owner", 64),
            Map.entry("fee.basis", 1000),
            Map.entry("fee.items.name", 200),
            Map.entry("results.name", 200),
            Map.entry("steps.name", 100),
            Map.entry("steps.text", 4000),
            Map.entry("documents.note", 4000),
            Map.entry("faqs.answer", 4000),
            Map.entry("legalBasis.law", 300),
            Map.entry("legalBasis.number", 100),
            Map.entry("legalBasis.article", 200),
            Map.entry("legalBasis.text", 4000),
            Map.entry("plain", 2000),
            Map.entry("circumstances.question", 300),
            Map.entry("circumstances.options.text", 300));

    private final Typed typed;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final ObjectNode json = JsonMapper.shared().createObjectNode();

    private TypedGuide(Typed typed) {
        this.typed = typed;
    }

    /**
     * @param content none if there are errors
     * @param origins the row of the form that each row of the guide was read from: empty ones are left out
     */
    record Reading(@Nullable GuideContent content, Map<String, String> errors, Map<String, String> origins) {}

    static Reading read(Typed typed) {
        return new TypedGuide(typed).read();
    }

    private Reading read() {
        if (!typed.values().stream().allMatch(CleanText::isClean)) {
            errors.put("", "内容里有无法保存的特殊字符，请删除后再试。");
            return new Reading(null, errors, origins);
        }
        fields();
        lists();
        circumstances();
        if (!errors.isEmpty()) {
            return new Reading(null, errors, origins);
        }
        try {
            return new Reading(GuideJson.read(json, Set.of()), errors, origins);
        } catch (GuideJson.Unreadable wrong) {
            errors.put("", "有一项的选择不对，请检查各个下拉框后再试。");
            return new Reading(null, errors, origins);
        }
    }

    private void fields() {
        TEXTS.forEach(name -> text(json, name, name, name));
        if (typed.text("title").isEmpty()) {
            errors.put("title", "请写标题。");
        }
        List.of("kind", "audience", "bodyNature", "useLevel", "processing").forEach(this::single);
        choose("topics");
        choose("tags");
        aliases();
        json.put("visits", whole("visits", 0));
        limit("statutory");
        limit("promised");
        json.put("assisted", typed.ticked("assisted"));
        date("reviewBy", false);
        date("effectiveFrom", true);
        date("effectiveTo", false);
        var plain = json.putObject("plain");
        for (var reader : List.of("ELDERLY", "YOUNG", "NEWBORN")) {
            text(plain, reader, "plain." + reader, "plain");
        }
        var from = typed.text("effectiveFrom");
        var to = typed.text("effectiveTo");
        if (!errors.containsKey("effectiveTo") && !to.isEmpty() && to.compareTo(from) < 0) {
            errors.put("effectiveTo", "失效日期不能早于生效日期。");
        }
    }

    private void lists() {
        var fee = json.putObject("fee");
        fee.put("charged", typed.ticked("fee.charged"));
        fee.put("payOnline", typed.ticked("fee.payOnline"));
        text(fee, "basis", "fee.basis", "fee.basis");
        rows(fee.putArray("items"), "fee.items", List.of("name", "standard", "basis", "waiver"), List.of());
        rows(json.putArray("channels"), "channels", List.of("url", "note"), List.of("kind"));
        rows(json.putArray("results"), "results", List.of("name", "sample", "delivery"), List.of("kind"));
        rows(json.putArray("steps"), "steps", List.of("name", "text"), List.of());
        rows(json.putArray("faqs"), "faqs", List.of("question", "answer"), List.of());
        rows(json.putArray("legalBasis"), "legalBasis", List.of("law", "number", "article", "text"), List.of());
        documents();
    }

    private void documents() {
        var documents = json.putArray("documents");
        for (var row : typed.rows("documents")) {
            var words = List.of("name", "sourceNote", "blankForm", "sampleForm", "note");
            if (words.stream().allMatch(word -> typed.text(row + "." + word).isEmpty())) {
                continue;
            }
            var document = documents.addObject();
            from(row, "documents", documents.size());
            id(document, row);
            words.forEach(word -> text(document, word, row + "." + word, "documents." + word));
            List.of("form", "medium", "necessity", "source").forEach(one -> choice(document, one, row));
            document.put("copies", whole(row + ".copies", 1));
            document.put("always", typed.ticked(row + ".always"));
        }
    }

    private void circumstances() {
        var questions = json.putArray("circumstances");
        for (var row : typed.rows("circumstances")) {
            var options =
                    typed.rows(row + ".options").stream().filter(this::isOption).toList();
            if (typed.text(row + ".question").isEmpty() && options.isEmpty()) {
                continue;
            }
            var question = questions.addObject();
            from(row, "circumstances", questions.size());
            id(question, row);
            text(question, "question", row + ".question", "circumstances.question");
            var chosen = question.putArray("options");
            for (var option : options) {
                option(chosen.addObject(), option);
                from(option, "circumstances[" + (questions.size() - 1) + "].options", chosen.size());
            }
        }
    }

    private boolean isOption(String row) {
        return !typed.text(row + ".text").isEmpty()
                || !typed.rows(row + ".effects").isEmpty();
    }

    private void option(ObjectNode option, String row) {
        id(option, row);
        text(option, "text", row + ".text", "circumstances.options.text");
        var next = typed.text(row + ".next");
        option.put("next", next.isEmpty() ? null : next);
        var effects = option.putArray("effects");
        for (var one : typed.rows(row + ".effects")) {
            boolean ofDocument = typed.text(one + ".kind").endsWith("_DOCUMENT");
            var effect = effects.addObject();
            choice(effect, "kind", one);
            effect.put("document", ofDocument ? typed.text(one + ".document") : "");
            effect.put("text", "");
            if (!ofDocument) {
                text(effect, "text", one + ".text", "effects.text");
            }
        }
    }

    private void rows(ArrayNode into, String list, List<String> words, List<String> choices) {
        for (var row : typed.rows(list)) {
            boolean empty =
                    words.stream().allMatch(word -> typed.text(row + "." + word).isEmpty());
            if (empty && (choices.isEmpty() || typed.text(row + ".kind").isEmpty())) {
                continue;
            }
            var object = into.addObject();
            from(row, list, into.size());
            choices.forEach(choice -> choice(object, choice, row));
            words.forEach(word -> text(object, word, row + "." + word, list + "." + word));
        }
    }

    private void from(String row, String list, int number) {
        origins.put(list + "[" + (number - 1) + "]", row);
    }

    private void text(ObjectNode into, String name, String path, String limit) {
        var text = typed.text(path);
        int most = LONGEST.getOrDefault(limit, 500);
        if (text.length() > most) {
            errors.put(path, "最多 " + most + " 字，现在有 " + text.length() + " 字。");
        }
        into.put(name, text);
    }

    /** A choice from a list; what is not chosen keeps its usual value. */
    private void choice(ObjectNode into, String name, String row) {
        var chosen = typed.text(row + "." + name);
        if (!chosen.isEmpty()) {
            into.put(name, chosen);
        } else if (name.equals("kind")) {
            errors.put(row + ".kind", "请选择。");
        }
    }

    private void single(String path) {
        var chosen = typed.text(path);
        if (!chosen.isEmpty()) {
            json.put(path, chosen);
        } else if (path.equals("kind") || path.equals("audience")) {
            errors.put(path, "请选择。");
        }
    }

    private void choose(String path) {
        var chosen = json.putArray(path);
        typed.all(path).stream().filter(one -> !one.isEmpty()).distinct().forEach(chosen::add);
    }

    private void aliases() {
        var lines = Arrays.stream(typed.text("aliases").split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        if (lines.size() > MOST_ALIASES || lines.stream().anyMatch(line -> line.length() > LONGEST_ALIAS)) {
            errors.put("aliases", "最多 60 行，每行不超过 100 字。");
        }
        var aliases = json.putArray("aliases");
        lines.forEach(aliases::add);
    }

    private void limit(String name) {
        var limit = json.putObject(name);
        limit.put("days", whole(name + ".days", 0));
        var unit = typed.text(name + ".unit");
        limit.put("unit", unit.isEmpty() ? "WORKING_DAY" : unit);
        text(limit, "note", name + ".note", name + ".note");
    }

    private int whole(String path, int otherwise) {
        var text = typed.text(path);
        if (text.isEmpty()) {
            return otherwise;
        }
        int most = path.endsWith("days") ? 3650 : 99;
        if (!WHOLE.matcher(text).matches() || Integer.parseInt(text) > most) {
            errors.put(path, "请填 0 到 " + most + " 的整数。");
            return otherwise;
        }
        if (path.endsWith(".copies") && Integer.parseInt(text) == 0) {
            errors.put(path, "至少 1 份。");
        }
        return Integer.parseInt(text);
    }

    private void date(String path, boolean required) {
        var text = typed.text(path);
        if (text.isEmpty()) {
            if (required) {
                errors.put(path, "请选日期。");
            }
            json.putNull(path);
            return;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < 1949 || day.getYear() > 2199) {
                throw new DateTimeParseException("far away", text, 0);
            }
            json.put(path, text);
        } catch (DateTimeParseException wrong) {
            errors.put(path, "日期应写成 2026-01-31 的样子。");
        }
    }

    private void id(ObjectNode into, String row) {
        var typedId = typed.text(row + ".id");
        var id = typedId.isEmpty() ? "n" + row.replaceAll("[^0-9]+", "-").replaceAll("^-|-$", "") : typedId;
        if (!ID.matcher(id).matches()) {
            errors.put(row + ".id", "短名只能用字母、数字、- 和 _。");
        }
        into.put("id", id);
    }
}
