package cn.estation.guide.desk;

import cn.estation.guide.lint.Finding;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the rules found, each with the place in the editor's form where it is mended. */
public final class Notes {

    private static final Pattern ALIAS = Pattern.compile("aliases\\[[0-9]+]");
    private static final Pattern PATH = Pattern.compile("((?:fee\\.)?[a-zA-Z]+)((?:\\[[0-9]+])?)(.*)");
    private static final Pattern OPTION = Pattern.compile("\\.options\\[[0-9]+]");

    /** Lists that stand in a part of the form with another name. */
    private static final Map<String, String> PARTS = Map.of(
            "channels", "part-access",
            "fee.items", "part-fee",
            "documents", "part-documents",
            "circumstances", "part-circumstances",
            "steps", "part-steps",
            "results", "part-results",
            "faqs", "part-faqs",
            "legalBasis", "part-law");

    /** The first field of a row of each list: where a finding about the whole row is shown. */
    private static final Map<String, String> FIRST = Map.of(
            "channels", ".kind",
            "fee.items", ".name",
            "documents", ".name",
            "circumstances", ".question",
            "steps", ".text",
            "results", ".kind",
            "faqs", ".question",
            "legalBasis", ".law");

    private final List<Note> notes;

    private Notes(List<Note> notes) {
        this.notes = notes;
    }

    /** @param anchor id of an element of the editor's form */
    public record Note(Finding finding, String anchor) {}

    /** @param origins where in the form each row of the guide stands: {@code documents[0]} perhaps in {@code documents[3]} */
    static Notes of(List<Finding> findings, Map<String, String> origins) {
        return new Notes(findings.stream()
                .map(finding -> new Note(finding, anchor(moved(finding.field(), origins))))
                .toList());
    }

    /** Of words that are saved: their rows stand in the form one after the other. */
    static Notes of(List<Finding> findings) {
        return of(findings, Map.of());
    }

    public List<Note> all() {
        return notes;
    }

    /** Those about this part of the guide as the JSON format names it, and about what belongs to it. */
    public List<Note> at(String part) {
        return notes.stream()
                .filter(note -> note.finding().field().equals(part)
                        || note.finding().field().startsWith(part + "."))
                .toList();
    }

    private static String moved(String field, Map<String, String> origins) {
        var longest = origins.keySet().stream()
                .filter(row -> field.equals(row) || field.startsWith(row + "."))
                .max(java.util.Comparator.comparingInt(String::length));
        return longest.map(row -> origins.get(row) + field.substring(row.length()))
                .orElse(field);
    }

    /** The element of the form that a field of the JSON format is written in. */
    static String anchor(String field) {
        if (ALIAS.matcher(field).matches()) {
            return "aliases";
        }
        if (field.equals("promised") || field.equals("statutory")) {
            return field + ".days";
        }
        var path = PATH.matcher(field);
        if (!path.matches() || !PARTS.containsKey(path.group(1))) {
            return field;
        }
        var list = path.group(1);
        if (path.group(2).isEmpty()) {
            return PARTS.getOrDefault(list, field);
        }
        var row = list + path.group(2);
        var rest = path.group(3);
        if (list.equals("circumstances") && rest.startsWith(".options")) {
            var option = OPTION.matcher(rest);
            boolean one = option.lookingAt();
            return !one ? row + ".question" : rest.endsWith(".next") ? row + rest : row + option.group() + ".text";
        }
        return rest.isEmpty() || rest.equals(".id") ? row + FIRST.getOrDefault(list, "") : row + rest;
    }
}
