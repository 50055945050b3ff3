package cn.estation.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table for a spreadsheet row by row, so that a long one needs no memory. Text never becomes a formula: in a CSV
 * file by {@link SafeCell}, in a workbook because it is marked as text.
 */
public final class Spreadsheet implements AutoCloseable {

    /** What the file is. */
    public enum Format {
        CSV("text/csv;charset=UTF-8", "csv"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

        private final String type;
        private final String ending;

        Format(String type, String ending) {
            this.type = type;
            this.ending = ending;
        }

        public String type() {
            return type;
        }

        public String ending() {
            return ending;
        }
    }

    private static final int FLUSHED = 1_000;

    private final @Nullable Writer csv;
    private final @Nullable Workbook book;
    private final @Nullable Worksheet sheet;
    private int rows;

    /** @param out stays open; whoever opened it closes it */
    public Spreadsheet(OutputStream out, Format format, String name, List<String> head) throws IOException {
        if (format == Format.CSV) {
            csv = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            book = null;
            sheet = null;
            // The mark by which Excel knows UTF-8.
            csv.write('\uFEFF');
        } else {
            csv = null;
            book = new Workbook(out, "estation", "1.0");
            sheet = book.newWorksheet(name);
        }
        row(head);
    }

    /** Numbers stay numbers, everything else is text. */
    public void row(List<?> cells) throws IOException {
        if (csv != null) {
            csv.write(cells.stream().map(Spreadsheet::cell).collect(Collectors.joining(",", "", "\r\n")));
        }
        if (sheet != null) {
            for (int column = 0; column < cells.size(); column++) {
                put(sheet, rows, column, cells.get(column));
            }
            if (rows % FLUSHED == FLUSHED - 1) {
                sheet.flush();
            }
        }
        rows++;
    }

    private static String cell(Object value) {
        return value instanceof Number number
                ? number.toString()
                : "\"" + SafeCell.out(String.valueOf(value)).replace("\"", "\"\"") + "\"";
    }

    private static void put(Worksheet sheet, int line, int column, Object value) {
        if (value instanceof Number number) {
            sheet.value(line, column, number);
        } else {
            sheet.inlineString(line, column, String.valueOf(value).replaceAll("[\\p{Cntrl}&&[^\t\n]]", ""));
        }
    }

    @Override
    public void close() throws IOException {
        if (csv != null) {
            csv.flush();
        }
        if (book != null) {
            book.finish();
        }
    }
}
