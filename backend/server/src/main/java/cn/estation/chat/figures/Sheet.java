package cn.estation.chat.figures;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A table for a spreadsheet. Text never becomes a formula: in a CSV file it begins with an apostrophe where it might, in a
 * workbook it is marked as text.
 */
final class Sheet {

    private static final String RISKY = "=+-@\t\r";

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
                : "\"" + safe(value).replace("\"", "\"\"") + "\"";
    }

    private static String safe(Object value) {
        var text = String.valueOf(value);
        boolean risky = !text.isEmpty()
                && RISKY.indexOf(text.strip().isEmpty() ? ' ' : text.strip().charAt(0)) >= 0;
        return risky || (!text.isEmpty() && RISKY.indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
    }

    /** The smallest workbook there is: one sheet, numbers as numbers, everything else as text. */
    byte[] xlsx() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                    <Default Extension="xml" ContentType="application/xml"/>\
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
                    </Types>""");
            put(zip, "_rels/.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                    <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>\
                    </Relationships>""");
            put(zip, "xl/_rels/workbook.xml.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                    <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>\
                    </Relationships>""");
            put(zip, "xl/workbook.xml", """
                    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
                    <sheets><sheet name="%s" sheetId="1" r:id="r1"/></sheets></workbook>""".formatted(escaped(name)));
            put(zip, "xl/worksheets/sheet1.xml", sheet());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private String sheet() {
        return rows.stream()
                .map(row -> row.stream().map(Sheet::xml).collect(Collectors.joining("", "<row>", "</row>")))
                .collect(Collectors.joining(
                        "",
                        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
                        "</sheetData></worksheet>"));
    }

    private static String xml(Object value) {
        return value instanceof Number number
                ? "<c><v>" + number + "</v></c>"
                : "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(String.valueOf(value))
                        + "</t></is></c>";
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t\n]]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void put(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml)
                .getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
