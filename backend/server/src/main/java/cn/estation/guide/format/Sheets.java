package cn.estation.guide.format;

import cn.estation.guide.content.GuideContent;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.SafeCell;
import cn.estation.kernel.Sha256;
import cn.estation.kernel.Time;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** Excel: the template, the export, the rows that could not be taken, and the reading of what staff filled in. */
public final class Sheets {

    static final String GUIDES = "办事指南";
    private static final String HELP = "填写说明";
    private static final String CHOICES = "选项";
    private static final int MOST_ROWS = 5_000;
    private static final int MOST_COLUMNS = 100;
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

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
        ZipGuard.check(file);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            var sheet =
                    book.findSheet(GUIDES).orElseThrow(() -> new UnreadableFile("没有找到名为“" + GUIDES + "”的工作表，请用模板填写。"));
            var lines = lines(sheet);
            var codes = lines.stream()
                    .map(Filled.Line::code)
                    .filter(Sheets::validCode)
                    .distinct()
                    .toList();
            var contents = known.apply(codes);
            return JsonLines.withoutRepeats(lines.stream()
                    .map(line -> row(line.number(), line.cells(), contents.get(line.code()), today))
                    .toList());
        } catch (IOException | ExcelReaderException | UncheckedIOException | IllegalArgumentException broken) {
            throw new UnreadableFile("Excel 文件已损坏，无法打开，请重新保存后再导入。");
        }
    }

    private static List<Filled.Line> lines(Sheet sheet) throws IOException {
        var filled = new ArrayList<Filled.Line>();
        try (var stream = sheet.openStream()) {
            var lines = stream.iterator();
            if (!lines.hasNext()) {
                throw new UnreadableFile("工作表是空的，请用模板填写。");
            }
            var columns = columns(lines.next());
            while (lines.hasNext()) {
                var line = lines.next();
                var cells = cells(line, columns);
                if (cells.values().stream().anyMatch(Filled::something)) {
                    filled.add(new Filled.Line(line.getRowNum(), cells));
                }
                if (filled.size() > MOST_ROWS) {
                    throw new UnreadableFile("一次最多导入 " + MOST_ROWS + " 行，请分成几个文件。");
                }
            }
        }
        if (filled.isEmpty()) {
            throw new UnreadableFile("工作表里还没有填写内容。");
        }
        return filled;
    }

    private static Map<Integer, Column> columns(org.dhatim.fastexcel.reader.Row head) {
        if (head.getCellCount() > MOST_COLUMNS) {
            throw new UnreadableFile("列太多，请用最新的模板填写。");
        }
        var columns = new HashMap<Integer, Column>();
        for (int i = 0; i < head.getCellCount(); i++) {
            var title = head.getCellText(i).strip();
            if (title.isEmpty()) {
                continue;
            }
            var at = i + 1;
            columns.put(
                    i, Column.of(title).orElseThrow(() -> new UnreadableFile("第 " + at + " 列的表头不认识，请用最新的模板，不要改表头。")));
        }
        for (var column : Column.values()) {
            if (column.required() && !columns.containsValue(column)) {
                throw new UnreadableFile("缺少“" + column.title() + "”这一列，请用最新的模板填写。");
            }
        }
        return columns;
    }

    /** A cell's text, or what is wrong with it. */
    private record Filled(String text, String wrong) {
        boolean something() {
            return !text.isEmpty() || !wrong.isEmpty();
        }

        /** A row of the sheet; {@code number} from 1, as Excel shows it. */
        private record Line(int number, Map<Column, Filled> cells) {
            String code() {
                return cells.getOrDefault(Column.CODE, new Filled("", "")).text();
            }
        }
    }

    private static Map<Column, Filled> cells(org.dhatim.fastexcel.reader.Row line, Map<Integer, Column> columns) {
        var cells = new EnumMap<Column, Filled>(Column.class);
        columns.forEach((at, column) ->
                line.getOptionalCell(at).ifPresent(cell -> cells.put(column, filled(column, cell))));
        return cells;
    }

    private static Filled filled(Column column, Cell cell) {
        if (cell.getFormula() != null || cell.getType() == CellType.FORMULA) {
            return new Filled("", "是公式，请复制后选“粘贴为数值”。");
        }
        return switch (cell.getType()) {
            case EMPTY -> new Filled("", "");
            case ERROR -> new Filled("", "是错误值，请重新填写。");
            case NUMBER -> number(column, cell.asNumber());
            default -> {
                var text = SafeCell.in(cell.getText().replace("\r\n", "\n").strip());
                yield CleanText.isClean(text) ? new Filled(text, "") : new Filled("", "含有无法保存的特殊字符，请清理。");
            }
        };
    }

    private static Filled number(Column column, BigDecimal number) {
        if (column.isDay()) {
            boolean day = number.signum() > 0 && number.compareTo(BigDecimal.valueOf(2_958_465)) < 0;
            return day
                    ? new Filled(DAY_ZERO.plusDays(number.longValue()).toString(), "")
                    : new Filled("", "不是日期，应为 2026-01-01 的样子。");
        }
        var plain = number.stripTrailingZeros().toPlainString();
        // Excel keeps 15 digits of a number; what was typed after them is gone.
        return plain.replaceAll("\\D", "").length() > 15
                ? new Filled("", "被 Excel 当作数字，后几位已经变成 0。请把这一列设为文本格式后重新填写。")
                : new Filled(plain, "");
    }

    private static Row row(int line, Map<Column, Filled> cells, @Nullable GuideContent known, LocalDate today) {
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
