package cn.estation.chat.figures;

import cn.estation.kernel.SafeCell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table for a spreadsheet. Text never becomes a formula: in a CSV file it begins with an apostrophe where it might, in a
 * workbook it is marked as text besides.
 */
final class Sheet {

    private final String name;
    private final List<List<?>> rows = new ArrayList<>();

    Sheet(String name, List<String> head) {
        this.name = name;
        rows.add(head);
    }

    void add(List<?> row) {
        rows.add(row);
    }

    /** With the mark by which Excel knows UTF-8. */
    byte[] csv() {
        var text = rows.stream()
                .map(row -> row.stream().map(Sheet::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(Object value) {
        return value instanceof Number number
                ? number.toString()
                : "\"" + SafeCell.out(String.valueOf(value)).replace("\"", "\"\"") + "\"";
    }

    /** One sheet, numbers as numbers, everything else as text. */
    byte[] xlsx() {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "estation", "1.0")) {
            var sheet = book.newWorksheet(name);
            for (int line = 0; line < rows.size(); line++) {
                for (int column = 0; column < rows.get(line).size(); column++) {
                    put(sheet, line, column, rows.get(line).get(column));
                }
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static void put(Worksheet sheet, int line, int column, Object value) {
        if (value instanceof Number number) {
            sheet.value(line, column, number);
        } else {
            sheet.inlineString(
                    line, column, SafeCell.out(String.valueOf(value)).replaceAll("[\\p{Cntrl}&&[^\t\n]]", ""));
        }
    }
}
