package cn.estation.guide.format;

import cn.estation.guide.content.GuideContent;
import cn.estation.kernel.FilledSheet;
import cn.estation.kernel.SafeCell;
import cn.estation.kernel.Sha256;
import cn.estation.kernel.Time;
import cn.estation.kernel.UnreadableFile;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Excel: the template, the export, the rows that could not be taken, and the reading of what staff filled in. */
public final class Sheets {

    static final String GUIDES = "办事指南";
    private static final String HELP = "填写说明";
    private static final String CHOICES = "选项";
    private static final int MOST_ROWS = 5_000;

    private Sheets() {}

    /** A guide to be written out. */
    public record Guide(String code, GuideContent content) {}

    /** What there is to say of one row of an import. */
    public record Told(int line, String code, String title, String outcome, String field, String sentence) {}

    /** An empty sheet with instructions and choices. */
    public static void template(OutputStream into) throws IOException {
        write(into, List.<Guide>of().iterator());
    }

    /** Writes rows as they come, so that a large export needs no memory. */
    public static void write(OutputStream into, Iterator<Guide> guides) throws IOException {
        try (var book = new Workbook(into, "estation", "1.0")) {
            var sheet = book.newWorksheet(GUIDES);
            head(sheet);
            choices(book, sheet);
            int line = 1;
            while (guides.hasNext()) {
                var guide = guides.next();
                for (var cell : Cells.of(guide.code(), guide.content()).entrySet()) {
                    text(sheet, line, cell.getKey().ordinal(), cell.getValue());
                }
                line++;
                if (line % 200 == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
            help(book.newWorksheet(HELP));
        }
    }

    /** The rows about which something is to be said, with what to do about each. */
    public static void report(OutputStream into, List<Told> lines) throws IOException {
        try (var book = new Workbook(into, "estation", "1.0")) {
            var sheet = book.newWorksheet("逐行报告");
            var titles = List.of("行号", "事项编码", "事项名称", "结果", "哪一项", "问题和办法");
            var widths = List.of(8, 30, 36, 14, 18, 80);
            for (int i = 0; i < titles.size(); i++) {
                sheet.inlineString(0, i, titles.get(i));
                sheet.style(0, i).bold().fillColor("E8EEF7").set();
                sheet.width(i, widths.get(i));
            }
            sheet.freezePane(0, 1);
            int at = 1;
            for (var line : lines) {
                sheet.value(at, 0, line.line());
                text(sheet, at, 1, line.code());
                text(sheet, at, 2, line.title());
                text(sheet, at, 3, line.outcome());
                text(sheet, at, 4, line.field());
                text(sheet, at, 5, line.sentence());
                at++;
            }
            sheet.finish();
        }
    }

    /**
     * Reads the rows of a filled-in template.
     *
     * @param known what the guides with these codes say now, by code
     * @throws UnreadableFile if it is not such a file, or may not be read
     */
    public static List<Row> read(
            byte[] file, Function<List<String>, Map<String, GuideContent>> known, LocalDate today) {
        var lines = FilledSheet.read(file, GUIDES, List.of(Column.values()), MOST_ROWS);
        var codes = lines.stream()
                .map(line -> line.text(Column.CODE))
                .filter(Sheets::validCode)
                .distinct()
                .toList();
        var contents = known.apply(codes);
        return JsonLines.withoutRepeats(lines.stream()
                .map(line -> row(line.number(), line.cells(), contents.get(line.text(Column.CODE)), today))
                .toList());
    }

    private static Row row(
            int line, Map<Column, FilledSheet.Cell> cells, @Nullable GuideContent known, LocalDate today) {
        var texts = new EnumMap<Column, String>(Column.class);
        cells.forEach((column, filled) -> texts.put(column, filled.text()));
        var code = texts.getOrDefault(Column.CODE, "");
        var title = texts.getOrDefault(Column.TITLE, "");
        var shown = title.length() > 100 ? title.substring(0, 100) : title;
        for (var cell : cells.entrySet()) {
            if (!cell.getValue().wrong().isEmpty()) {
                return Row.refused(
                        line,
                        validCode(code) ? code : "",
                        shown,
                        cell.getKey().title(),
                        cell.getKey().title() + cell.getValue().wrong());
            }
        }
        if (!validCode(code)) {
            return Row.refused(line, "", shown, Column.CODE.title(), "事项编码应为 4 到 64 位字母、数字和横线。");
        }
        try {
            var content = Cells.read(texts, known, today);
            return new Row(line, code, title, digest(texts), content, false, List.of());
        } catch (Cells.WrongCell wrong) {
            return Row.refused(
                    line, code, shown, wrong.column().title(), wrong.column().title() + wrong.getMessage());
        }
    }

    private static boolean validCode(String code) {
        return code.matches("[0-9A-Za-z_.-]{4,64}");
    }

    private static String digest(Map<Column, String> texts) {
        return Sha256.hex(texts.entrySet().stream()
                .filter(cell -> !cell.getValue().isEmpty())
                .map(cell -> cell.getKey() + "=" + cell.getValue().length() + ":" + cell.getValue())
                .collect(Collectors.joining("\n")));
    }

    private static void head(Worksheet sheet) {
        for (var column : Column.values()) {
            int at = column.ordinal();
            sheet.inlineString(0, at, column.title());
            sheet.style(0, at)
                    .bold()
                    .wrapText(true)
                    .fillColor(column.required() ? "FCE4D6" : "E8EEF7")
                    .set();
            sheet.width(at, column.width());
            sheet.style(at).format("@").wrapText(true).verticalAlignment("top").set();
        }
        sheet.freezePane(2, 1);
    }

    private static void choices(Workbook book, Worksheet sheet) throws IOException {
        var lists = book.newWorksheet(CHOICES);
        int at = 0;
        for (var column : Column.values()) {
            if (column.choices().isEmpty()) {
                continue;
            }
            lists.inlineString(0, at, column.title());
            for (int i = 0; i < column.choices().size(); i++) {
                lists.inlineString(i + 1, at, column.choices().get(i));
            }
            var several = column == Column.TOPICS;
            sheet.range(1, column.ordinal(), MOST_ROWS, column.ordinal())
                    .validateWithList(lists.range(1, at, column.choices().size(), at))
                    .allowBlank(true)
                    .showErrorMessage(!several)
                    .errorTitle("请从下拉中选")
                    .error("请从下拉列表中选一项。");
            at++;
        }
        lists.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
        lists.finish();
    }

    private static void help(Worksheet sheet) throws IOException {
        var notes = List.of(
                "一行是一份办事指南，从第 2 行开始填写，不要改表头。橙色的列必填。",
                "导入后只生成草稿，由另一位同事审核后才发布。",
                "同一编码再次导入会更新草稿；同事改过的草稿不会被覆盖，会在报告里说明。",
                "情形、明白卡文字等不在表里的内容，更新时保持原样。");
        int line = 0;
        for (var note : notes) {
            sheet.inlineString(line++, 0, note);
        }
        line++;
        for (var column : Column.values()) {
            sheet.inlineString(line, 0, column.title());
            sheet.style(line, 0).bold().set();
            sheet.inlineString(line++, 1, column.help());
        }
        sheet.width(0, 18);
        sheet.width(1, 100);
        sheet.finish();
    }

    private static void text(Worksheet sheet, int line, int column, String text) {
        if (!text.isEmpty()) {
            sheet.inlineString(line, column, SafeCell.out(text));
        }
    }

    /** A name for a file of today. */
    public static String fileName(String what, java.time.Clock clock, String ending) {
        return what + "-" + LocalDate.ofInstant(clock.instant(), Time.CHINA) + ending;
    }
}
