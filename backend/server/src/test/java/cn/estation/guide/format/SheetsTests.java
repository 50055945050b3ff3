package cn.estation.guide.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.guide.GuideFixture;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.GuideContent;
import cn.estation.kernel.UnreadableFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetsTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    void whatItWritesItReadsAgainWordForWord() throws IOException {
        var guide = GuideFixture.content("测试事项");
        var rows = Sheets.read(written("TEST-0001", guide), codes -> Map.of("TEST-0001", guide), TODAY);
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().content()).isEqualTo(guide);
    }

    @Test
    void anEmptyTemplateSaysThatItIsEmpty() throws IOException {
        var out = new ByteArrayOutputStream();
        Sheets.template(out);
        refused(out.toByteArray(), "还没有填写内容");
    }

    @Test
    void theTemplateHasInstructionsAndChoices() throws IOException {
        var out = new ByteArrayOutputStream();
        Sheets.template(out);
        var parts = unzip(out.toByteArray());
        assertThat(parts.values().stream()
                        .map(SheetsTests::text)
                        .filter(part -> part.contains("<dataValidation ") && part.contains("type=\"list\"")))
                .isNotEmpty();
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(book.findSheet("填写说明").orElseThrow().read()).hasSizeGreaterThan(30);
        }
    }

    @Test
    void takesARowThatStaffFilledIn() throws IOException {
        var guide = content(row(Map.of(
                Column.CODE, "TEST-0001",
                Column.TITLE, "养犬登记",
                Column.TOPICS, "社区证明与活动、其他",
                Column.AUDIENCE, "个人",
                Column.PROMISED, "5个工作日",
                Column.CHANNELS, "窗口办\n网上办｜https://www.example.com/｜市服务网",
                Column.DOCUMENTS, "身份证\n免疫证|复印件|2|可以后补|当年的",
                Column.STEPS, "到窗口交材料\n审核｜核对信息")));
        assertThat(guide.handling().promised().days()).isEqualTo(5);
        assertThat(guide.access().onlineUrl()).isEqualTo("https://www.example.com/");
        assertThat(guide.documents())
                .extracting(Document::line)
                .containsExactly("身份证（原件 1 份）", "免疫证（复印件 2 份，可以后补）：当年的");
        assertThat(guide.steps().getFirst().name()).isEmpty();
        assertThat(guide.steps().getLast().name()).isEqualTo("审核");
        assertThat(guide.upkeep().effectiveFrom()).isEqualTo(TODAY);
    }

    @Test
    void anUpdateKeepsWhatTheSheetHasNoColumnFor() throws IOException {
        var known = GuideFixture.content("测试事项");
        var cells = Cells.of("TEST-0001", known);
        cells.put(Column.SUMMARY, "改过的说明。");
        var rows = Sheets.read(sheet(sheet -> fill(sheet, 1, cells)), codes -> Map.of("TEST-0001", known), TODAY);
        var guide = content(rows.getFirst());
        assertThat(guide.about().summary()).isEqualTo("改过的说明。");
        assertThat(guide.circumstances()).isEqualTo(known.circumstances());
        assertThat(guide.words().plain()).isEqualTo(known.words().plain());
        assertThat(guide.documents()).isEqualTo(known.documents());
    }

    @Test
    void anUpdateMayNotTakeADocumentFromUnderAQuestion() throws IOException {
        var known = GuideFixture.content("测试事项");
        var cells = Cells.of("TEST-0001", known);
        cells.put(Column.DOCUMENTS, "身份证");
        var rows = Sheets.read(sheet(sheet -> fill(sheet, 1, cells)), codes -> Map.of("TEST-0001", known), TODAY);
        assertThat(rows.getFirst().taken()).isFalse();
        assertThat(rows.getFirst().sentences()).contains("情形");
    }

    @Test
    void saysWhichCellIsWrongAndHowToMendIt() throws IOException {
        wrong(Map.of(Column.CODE, ""), "事项编码", "4 到 64 位");
        wrong(Map.of(Column.TITLE, ""), "事项名称", "必填");
        wrong(Map.of(Column.TOPICS, "不存在"), "主题", "不在可选范围内");
        wrong(Map.of(Column.AUDIENCE, "谁都行"), "服务对象", "个人");
        wrong(Map.of(Column.VISITS, "很多"), "到现场次数", "0 到 9");
        wrong(Map.of(Column.REVIEW_BY, "2026-02-30"), "复核日期", "不是日期");
        wrong(Map.of(Column.CHARGED, "也许"), "是否收费", "“是”或“否”");
        wrong(Map.of(Column.CHARGED, "否", Column.FEE_ITEMS, "工本费｜10元"), "是否收费", "应为“是”");
        wrong(Map.of(Column.DOCUMENTS, "身份证｜照片"), "申请材料", "原件");
        wrong(Map.of(Column.DOCUMENTS, "身份证｜原件｜100"), "申请材料", "1 到 99");
        wrong(Map.of(Column.SUMMARY, "长".repeat(1001)), "说明", "超过 1000 字");
        wrong(Map.of(Column.LAW, "一｜二｜三｜四｜五"), "设定依据", "最多 4 段");
    }

    @Test
    void aNumberThatExcelShortenedIsNotTakenForACode() throws IOException {
        var file = sheet(sheet -> {
            fill(sheet, 1, whole());
            sheet.value(1, Column.CODE.ordinal(), 440000000000123456L);
        });
        var row = Sheets.read(file, codes -> Map.of(), TODAY).getFirst();
        assertThat(row.taken()).isFalse();
        assertThat(row.sentences()).contains("文本格式");
    }

    @Test
    void aDayThatExcelKeepsAsANumberIsADay() throws IOException {
        var file = sheet(sheet -> {
            fill(sheet, 1, whole());
            sheet.value(1, Column.REVIEW_BY.ordinal(), LocalDate.of(2027, 6, 30));
        });
        assertThat(content(Sheets.read(file, codes -> Map.of(), TODAY).getFirst())
                        .upkeep()
                        .reviewBy())
                .isEqualTo(LocalDate.of(2027, 6, 30));
    }

    @Test
    void aFormulaIsNotTaken() throws IOException {
        var file = sheet(sheet -> {
            fill(sheet, 1, whole());
            sheet.formula(1, Column.SUMMARY.ordinal(), "HYPERLINK(\"http://example.com\",\"x\")");
        });
        var row = Sheets.read(file, codes -> Map.of(), TODAY).getFirst();
        assertThat(row.taken()).isFalse();
        assertThat(row.sentences()).contains("公式");
    }

    @Test
    void theSameCodeTwiceIsReported() throws IOException {
        var rows = Sheets.read(
                sheet(sheet -> {
                    fill(sheet, 1, whole());
                    fill(sheet, 2, whole());
                }),
                codes -> Map.of(),
                TODAY);
        assertThat(rows).extracting(Row::taken).containsExactly(true, false);
        assertThat(rows.getLast().line()).isEqualTo(3);
        assertThat(rows.getLast().sentences()).contains("与第 2 行编码相同");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", "＋1", "－1", "＠x", "|cmd", "%x"})
    void noCellBecomesAFormula(String text) throws IOException {
        var known = GuideFixture.content("测试事项");
        var guide = renamed(known, text);
        var file = written("TEST-0001", guide);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            for (var row : book.findSheet(Sheets.GUIDES).orElseThrow().read()) {
                row.stream().filter(Objects::nonNull).forEach(cell -> {
                    assertThat(cell.getType()).isNotEqualTo(CellType.FORMULA);
                    assertThat(cell.getText()).doesNotStartWith(text);
                });
            }
        }
        var back = content(
                Sheets.read(file, codes -> Map.of("TEST-0001", guide), TODAY).getFirst());
        assertThat(back.about().summary()).as("and comes back as it was").isEqualTo(text.strip());
    }

    @Test
    void aReportDoesNotCarryAFormulaEither() throws IOException {
        var out = new ByteArrayOutputStream();
        Sheets.report(out, List.of(new Sheets.Told(2, "=1", "@x", "不能导入", "+1", "=cmd|' /C calc'!A0")));
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var row = book.getFirstSheet().read().get(1);
            assertThat(row.stream().map(cell -> cell.getText()).skip(1))
                    .noneMatch(text -> "=@+".indexOf(text.charAt(0)) >= 0);
        }
    }

    @Test
    void refusesWhatIsNoWorkbookOfOurs() throws IOException {
        refused("不是表格".getBytes(StandardCharsets.UTF_8), "不是 .xlsx");
        refused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0}, ".xls");
        refused(new byte[] {'P', 'K', 3, 4, 9, 9, 9, 9}, "");
        refused(zip(Map.of("a.txt", new byte[1])), "不是 .xlsx");
        var template = new ByteArrayOutputStream();
        Sheets.template(template);
        var half = java.util.Arrays.copyOf(template.toByteArray(), template.size() / 2);
        refused(half, "");
        refused(workbook("别的表", sheet -> sheet.value(0, 0, "x")), "没有找到名为");
        refused(workbook(Sheets.GUIDES, sheet -> sheet.value(0, 0, "姓名")), "表头不认识");
        refused(workbook(Sheets.GUIDES, sheet -> sheet.value(0, 0, "事项编码")), "缺少");
    }

    @Test
    void refusesMacrosLinksAndFilesInside() throws IOException {
        refused(with("xl/vbaProject.bin", new byte[10]), "宏");
        refused(with("xl/externalLinks/externalLink1.xml", "<a/>".getBytes(StandardCharsets.UTF_8)), "外部链接");
        refused(with("xl/embeddings/oleObject1.bin", new byte[10]), "嵌入");
        refused(with("../../evil.txt", new byte[10]), "内部结构");
        refused(with("/etc/passwd", new byte[10]), "内部结构");
    }

    @Test
    void refusesABombBeforeItIsUnpacked() throws IOException {
        refused(with("xl/media/zeros.bin", new byte[80 * 1024 * 1024]), "解开后太大");
        refused(with("xl/sharedStrings2.xml", new byte[40 * 1024 * 1024]), "解开后太大");
        var many = new LinkedHashMap<>(unzip(filled()));
        for (int i = 0; i < 300; i++) {
            many.put("xl/part" + i + ".xml", new byte[0]);
        }
        refused(zip(many), "内部结构");
    }

    @Test
    void readsNoEntityFromOutside() throws IOException {
        var parts = new LinkedHashMap<>(unzip(filled()));
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            parts.computeIfPresent(
                    "xl/worksheets/sheet1.xml",
                    (name, part) -> text(part)
                            .replaceFirst(
                                    "<\\?xml[^>]*>",
                                    "<?xml version=\"1.0\" encoding=\"" + charset.name()
                                            + "\"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")
                            .replace("养犬登记", "&x;")
                            .getBytes(charset));
            var file = zip(parts);
            try {
                assertThat(Sheets.read(file, codes -> Map.of(), TODAY).toString())
                        .doesNotContain("root:");
            } catch (UnreadableFile refusal) {
                assertThat(refusal.sentence()).endsWith("。");
            }
        }
    }

    @Test
    void tooManyRowsAreRefusedAsAWhole() throws IOException {
        var file = sheet(sheet -> {
            for (int i = 1; i <= 5_001; i++) {
                sheet.value(i, 0, "TEST-" + i);
            }
        });
        refused(file, "最多导入 5000 行");
    }

    private static Map<Column, String> whole() {
        var cells = new java.util.EnumMap<Column, String>(Column.class);
        cells.put(Column.CODE, "TEST-0001");
        cells.put(Column.TITLE, "养犬登记");
        cells.put(Column.TOPICS, "其他");
        cells.put(Column.AUDIENCE, "个人");
        return cells;
    }

    private static void wrong(Map<Column, String> changed, String field, String sentence) throws IOException {
        var cells = whole();
        cells.putAll(changed);
        // Something else on the row, so that it is one.
        cells.putIfAbsent(Column.SUMMARY, "说明");
        var row = row(cells);
        assertThat(row.taken()).as(changed.toString()).isFalse();
        assertThat(row.fields()).isEqualTo(field);
        assertThat(row.sentences()).contains(sentence).endsWith("。");
    }

    private static Row row(Map<Column, String> cells) throws IOException {
        return Sheets.read(sheet(sheet -> fill(sheet, 1, cells)), codes -> Map.of(), TODAY)
                .getFirst();
    }

    private static void fill(Worksheet sheet, int line, Map<Column, String> cells) {
        cells.forEach((column, text) -> {
            if (!text.isEmpty()) {
                sheet.value(line, column.ordinal(), text);
            }
        });
    }

    private static byte[] filled() throws IOException {
        return sheet(sheet -> fill(sheet, 1, whole()));
    }

    private static byte[] sheet(Consumer<Worksheet> rows) throws IOException {
        return workbook(Sheets.GUIDES, sheet -> {
            for (var column : Column.values()) {
                sheet.value(0, column.ordinal(), column.title());
            }
            rows.accept(sheet);
        });
    }

    private static byte[] workbook(String name, Consumer<Worksheet> fill) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            var sheet = book.newWorksheet(name);
            fill.accept(sheet);
            sheet.finish();
        }
        return out.toByteArray();
    }

    private static byte[] written(String code, GuideContent guide) throws IOException {
        var out = new ByteArrayOutputStream();
        Sheets.write(out, List.of(new Sheets.Guide(code, guide)).iterator());
        return out.toByteArray();
    }

    private static GuideContent renamed(GuideContent guide, String summary) {
        var json = cn.estation.guide.content.GuideJson.write(guide).put("summary", summary);
        return cn.estation.guide.content.GuideJson.read(json, java.util.Set.of());
    }

    private static byte[] with(String name, byte[] part) throws IOException {
        var parts = new LinkedHashMap<>(unzip(filled()));
        parts.put(name, part);
        return zip(parts);
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> unzip(byte[] file) throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private static String text(byte[] part) {
        return new String(part, StandardCharsets.UTF_8);
    }

    private static void refused(byte[] file, String because) {
        assertThatThrownBy(() -> Sheets.read(file, codes -> Map.of(), TODAY))
                .isInstanceOfSatisfying(
                        UnreadableFile.class,
                        refusal ->
                                assertThat(refusal.sentence()).contains(because).endsWith("。"));
    }

    private static GuideContent content(Row row) {
        assertThat(row.sentences()).isEmpty();
        return Objects.requireNonNull(row.content());
    }
}
