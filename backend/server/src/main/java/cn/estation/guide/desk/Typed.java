package cn.estation.guide.desk;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/**
 * The editor's form as it was typed: text by path, {@code documents[2].name}. Nothing is lost of it, whether it makes
 * sense or not; rows come, go and change places without their words being understood.
 */
final class Typed {

    private static final Pattern INDEX = Pattern.compile("([0-9]{1,3})\\].*", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(.+)\\[([0-9]{1,3})]");
    private static final int MOST_ROWS = 60;

    private final Map<String, List<String>> texts = new LinkedHashMap<>();

    private Typed() {}

    static Typed of(MultiValueMap<String, String> sent) {
        var typed = new Typed();
        sent.forEach((path, values) -> typed.texts.put(
                path,
                values.stream()
                        .map(value -> value.replace("\r\n", "\n").strip())
                        .toList()));
        return typed;
    }

    static Typed of(GuideContent content) {
        var typed = new Typed();
        typed.put("", GuideJson.write(content));
        return typed;
    }

    private void put(String path, JsonNode node) {
        if (path.equals("aliases")) {
            var lines = node.valueStream().map(JsonNode::asString).toList();
            texts.put(path, List.of(String.join("\n", lines)));
        } else if (path.equals("topics") || path.equals("tags")) {
            texts.put(path, node.valueStream().map(JsonNode::asString).toList());
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                put(path + "[" + i + "]", node.get(i));
            }
        } else if (node.isObject()) {
            node.propertyStream()
                    .forEach(field ->
                            put(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue()));
        } else {
            texts.put(path, List.of(node.isNull() ? "" : node.asString()));
        }
    }

    /** What stands there; empty if nothing does. */
    public String text(String path) {
        return texts.getOrDefault(path, List.of()).stream().findFirst().orElse("");
    }

    public List<String> all(String path) {
        return texts.getOrDefault(path, List.of());
    }

    /** A ticked box. */
    public boolean ticked(String path) {
        return text(path).equals("true");
    }

    public boolean has(String path, String value) {
        return all(path).contains(value);
    }

    /** The paths of a list's rows, in order: {@code documents[0]}, {@code documents[3]}. */
    public List<String> rows(String list) {
        var indexes = new TreeSet<Integer>();
        for (var path : texts.keySet()) {
            if (path.startsWith(list + "[")) {
                var rest = INDEX.matcher(path.substring(list.length() + 1));
                if (rest.matches()) {
                    indexes.add(Integer.parseInt(rest.group(1)));
                }
            }
        }
        return indexes.stream().map(index -> list + "[" + index + "]").toList();
    }

    /** Does what a button says: {@code add:documents}, {@code remove:documents[2]}, {@code up:steps[1]}, {@code down:…}. */
    void shape(String order) {
        var parts = order.split(":", 2);
        if (parts.length < 2) {
            return;
        }
        switch (parts[0]) {
            case "add" -> add(parts[1]);
            case "remove" -> texts.keySet().removeIf(path -> path.startsWith(parts[1] + "."));
            case "up" -> swap(parts[1], -1);
            case "down" -> swap(parts[1], 1);
            default -> {}
        }
    }

    private void add(String list) {
        var rows = rows(list);
        if (rows.size() >= MOST_ROWS || list.length() > 100) {
            return;
        }
        int index = rows.isEmpty() ? 0 : index(rows.getLast()) + 1;
        var row = list + "[" + index + "]";
        texts.put(row + ".id", List.of(freshId(list)));
        var name = list.substring(list.lastIndexOf('.') + 1);
        if (name.equals("documents")) {
            texts.put(row + ".always", List.of("true"));
            texts.put(row + ".copies", List.of("1"));
        }
        if (name.equals("circumstances")) {
            add(row + ".options");
            add(row + ".options");
        }
    }

    /** A short name that no row of the list has. */
    private String freshId(String list) {
        var name = list.substring(list.lastIndexOf('.') + 1);
        var taken = rows(list).stream().map(row -> text(row + ".id")).toList();
        int number = 1;
        while (taken.contains(name.charAt(0) + Integer.toString(number))) {
            number++;
        }
        return name.charAt(0) + Integer.toString(number);
    }

    private void swap(String row, int by) {
        var match = ROW.matcher(row);
        if (!match.matches()) {
            return;
        }
        var rows = rows(match.group(1));
        int here = rows.indexOf(row);
        int there = here + by;
        if (here < 0 || there < 0 || there >= rows.size()) {
            return;
        }
        var other = rows.get(there);
        var moved = new LinkedHashMap<String, List<String>>();
        texts.forEach((path, values) -> moved.put(
                path.startsWith(row + ".")
                        ? other + path.substring(row.length())
                        : path.startsWith(other + ".") ? row + path.substring(other.length()) : path,
                values));
        texts.clear();
        texts.putAll(moved);
    }

    private static int index(String row) {
        return Integer.parseInt(row.substring(row.lastIndexOf('[') + 1, row.length() - 1));
    }

    /** Names of documents by short name, for the choices of a circumstance's effects. */
    public Map<String, String> documents() {
        return named("documents", "name");
    }

    /** Questions by short name, for the choice of what is asked next. */
    public Map<String, String> questions() {
        return named("circumstances", "question");
    }

    private Map<String, String> named(String list, String field) {
        var names = new LinkedHashMap<String, String>();
        for (var row : rows(list)) {
            var name = text(row + "." + field);
            names.put(text(row + ".id"), name.isEmpty() ? "（还没有写）" : name);
        }
        return names;
    }

    /** Everything that was typed, for the idempotency of the form. */
    Map<String, List<String>> everything() {
        var all = new LinkedHashMap<>(texts);
        all.keySet().removeAll(List.of("requestKey", "_csrf"));
        return all;
    }

    List<String> values() {
        var values = new ArrayList<String>();
        texts.values().forEach(values::addAll);
        return values;
    }
}
