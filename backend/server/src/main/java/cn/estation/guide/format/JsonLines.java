package cn.estation.guide.format;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideJson;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Sha256;
import cn.estation.kernel.UnreadableFile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line: our own guides, as the export writes them, or items of the national exchange. */
public final class JsonLines {

    public static final int MOST_ROWS = 20_000;
    private static final int LONGEST_LINE = 256 * 1024;

    private static final Set<String> BESIDES = Set.of("code", "cell");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(100_000)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonLines() {}

    /**
     * Reads all rows; what is wrong with one is told in it and does not keep the others away.
     *
     * @throws UnreadableFile if it is not a file of such rows
     */
    public static List<Row> read(byte[] file, LocalDate today) {
        var lines = FileText.of(file).split("\r\n|\n|\r", -1);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                rows.add(row(i + 1, lines[i], today));
            }
            if (rows.size() > MOST_ROWS) {
                throw new UnreadableFile("一次最多导入 " + MOST_ROWS + " 行，请分成几个文件。");
            }
        }
        if (rows.isEmpty()) {
            throw new UnreadableFile("文件里没有内容，请检查后重新选择。");
        }
        if (rows.stream().noneMatch(row -> row.taken() || !row.code().isEmpty())) {
            throw new UnreadableFile(
                    "文件里没有一行是可以导入的事项。应为每行一个 JSON 对象，第一行的问题是：" + rows.getFirst().sentences());
        }
        return withoutRepeats(rows);
    }

    /** One guide as a line that {@link #read} takes. */
    public static String write(String code, GuideContent content) {
        var line = JSON.createObjectNode();
        line.put("code", code);
        line.setAll(GuideJson.write(content));
        return JSON.writeValueAsString(line);
    }

    private static Row row(int line, String text, LocalDate today) {
        if (text.length() > LONGEST_LINE) {
            return Row.refused(line, "", "", "整行", "这一行太长，不像是一个事项。");
        }
        try {
            var row = JSON.readTree(text);
            if (!row.isObject()) {
                return Row.refused(line, "", "", "整行", "这一行不是 JSON 对象。");
            }
            return NationalRow.fits(row) ? NationalRow.read(line, row, today) : own(line, row);
        } catch (JacksonException notJson) {
            return Row.refused(line, "", "", "整行", "这一行不是完整的 JSON，请检查引号、逗号和括号。");
        }
    }

    private static Row own(int line, JsonNode row) {
        var code = row.path("code").isString() ? row.path("code").asString().strip() : "";
        var title = row.path("title").isString() ? row.path("title").asString() : "";
        var shown = title.length() > 100 || !CleanText.isClean(title) ? "" : title;
        if (!code.matches("[0-9A-Za-z_.-]{4,64}")) {
            return Row.refused(line, "", shown, "code", "没有事项编码，或编码不是 4 到 64 位字母和数字。");
        }
        if (title.isBlank() || title.length() > 100) {
            return Row.refused(line, code, shown, "title", "事项名称应为 1 到 100 字。");
        }
        try {
            var content = GuideJson.read(row, BESIDES);
            return new Row(
                    line, code, title, Sha256.hex(GuideJson.write(content).toString()), content, false, List.of());
        } catch (GuideJson.Unreadable wrong) {
            return Row.refused(line, code, shown, "整行", "格式不对，" + cut(String.valueOf(wrong.getMessage())) + "。");
        }
    }

    /** The first of several rows with one code stands; the others are told of. */
    static List<Row> withoutRepeats(List<Row> rows) {
        var lines = new HashMap<String, Integer>();
        return rows.stream().map(row -> unlessRepeated(row, lines)).toList();
    }

    private static Row unlessRepeated(Row row, java.util.Map<String, Integer> lines) {
        if (row.code().isEmpty()) {
            return row;
        }
        var earlier = lines.putIfAbsent(row.code(), row.line());
        return earlier == null
                ? row
                : Row.refused(
                        row.line(),
                        row.code(),
                        row.title(),
                        "事项编码",
                        "与第 " + earlier + " 行编码相同，只收录了第 " + earlier + " 行。");
    }

    private static String cut(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() <= 120 ? line : line.substring(0, 120) + "…";
    }
}
