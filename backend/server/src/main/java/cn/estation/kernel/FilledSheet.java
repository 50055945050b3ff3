package cn.estation.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Reads a template that somebody filled in with Excel: text as it was typed, no formulas, nothing hidden in the file. */
public final class FilledSheet {

    private static final int MOST_COLUMNS = 100;
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    private FilledSheet() {}

    /** A column of the template, known by its title. */
    public interface Column {
        String title();

        boolean required();

        boolean isDay();
    }

    /** A cell's text, or what is wrong with it; one of the two is empty. */
    public record Cell(String text, String wrong) {
        static final Cell EMPTY = new Cell("", "");

        boolean something() {
            return !text.isEmpty() || !wrong.isEmpty();
        }
    }

    /** A row of the sheet; {@code number} from 1, as Excel shows it. Columns come in the order of the file. */
    public record Line<C extends Column>(int number, Map<C, Cell> cells) {

        /** What stands there; empty if nothing does, or something is wrong with it. */
        public String text(C column) {
            return cells.getOrDefault(column, Cell.EMPTY).text();
        }
    }

    /**
     * The rows of a sheet in which something stands.
     *
     * @param columns all that the template has
     * @param most rows
     * @throws UnreadableFile with what to do about it, if the file may not be read or is no such template
     */
    public static <C extends Column> List<Line<C>> read(byte[] file, String name, List<C> columns, int most) {
        ZipGuard.check(file);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            var sheet = book.findSheet(name).orElseThrow(() -> new UnreadableFile("没有找到名为“" + name + "”的工作表，请用模板填写。"));
            return lines(sheet, columns, most);
        } catch (IOException | ExcelReaderException | UncheckedIOException | IllegalArgumentException broken) {
            throw new UnreadableFile("Excel 文件已损坏，无法打开，请重新保存后再导入。");
        }
    }

    private static <C extends Column> List<Line<C>> lines(Sheet sheet, List<C> columns, int most) throws IOException {
        var filled = new ArrayList<Line<C>>();
        try (var stream = sheet.openStream()) {
            var rows = stream.iterator();
            if (!rows.hasNext()) {
                throw new UnreadableFile("工作表是空的，请用模板填写。");
            }
            var head = head(rows.next(), columns);
            while (rows.hasNext()) {
                var row = rows.next();
                var cells = new LinkedHashMap<C, Cell>();
                head.forEach((at, column) ->
                        row.getOptionalCell(at).ifPresent(cell -> cells.put(column, cell(column, cell))));
                if (cells.values().stream().anyMatch(Cell::something)) {
                    filled.add(new Line<>(row.getRowNum(), cells));
                }
                if (filled.size() > most) {
                    throw new UnreadableFile("一次最多导入 " + most + " 行，请分成几个文件。");
                }
            }
        }
        if (filled.isEmpty()) {
            throw new UnreadableFile("工作表里还没有填写内容。");
        }
        return filled;
    }

    private static <C extends Column> Map<Integer, C> head(Row head, List<C> columns) {
        if (head.getCellCount() > MOST_COLUMNS) {
            throw new UnreadableFile("列太多，请用最新的模板填写。");
        }
        var found = new HashMap<Integer, C>();
        for (int i = 0; i < head.getCellCount(); i++) {
            var title = head.getCellText(i).strip();
            if (title.isEmpty()) {
                continue;
            }
            var at = i + 1;
            found.put(
                    i,
                    columns.stream()
                            .filter(column -> column.title().equals(title))
                            .findFirst()
                            .orElseThrow(() -> new UnreadableFile("第 " + at + " 列的表头不认识，请用最新的模板，不要改表头。")));
        }
        for (var column : columns) {
            if (column.required() && !found.containsValue(column)) {
                throw new UnreadableFile("缺少“" + column.title() + "”这一列，请用最新的模板填写。");
            }
        }
        return found;
    }

    private static Cell cell(Column column, org.dhatim.fastexcel.reader.Cell cell) {
        if (cell.getFormula() != null || cell.getType() == CellType.FORMULA) {
            return new Cell("", "是公式，请复制后选“粘贴为数值”。");
        }
        return switch (cell.getType()) {
            case EMPTY -> Cell.EMPTY;
            case ERROR -> new Cell("", "是错误值，请重新填写。");
            case NUMBER -> number(column, cell.asNumber());
            default -> {
                var text = SafeCell.in(cell.getText().replace("\r\n", "\n").strip());
                yield CleanText.isClean(text) ? new Cell(text, "") : new Cell("", "含有无法保存的特殊字符，请清理。");
            }
        };
    }

    private static Cell number(Column column, BigDecimal number) {
        if (column.isDay()) {
            boolean day = number.signum() > 0 && number.compareTo(BigDecimal.valueOf(2_958_465)) < 0;
            return day
                    ? new Cell(DAY_ZERO.plusDays(number.longValue()).toString(), "")
                    : new Cell("", "不是日期，应为 2026-01-01 的样子。");
        }
        var plain = number.stripTrailingZeros().toPlainString();
        // Excel keeps 15 digits of a number; what was typed after them is gone.
        return plain.replaceAll("\\D", "").length() > 15
                ? new Cell("", "被 Excel 当作数字，后几位已经变成 0。请把这一列设为文本格式后重新填写。")
                : new Cell(plain, "");
    }
}
