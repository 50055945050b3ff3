package cn.estation.identity.roll;

import cn.estation.kernel.CleanText;
import cn.estation.kernel.FilledSheet;
import cn.estation.kernel.SafeCell;
import cn.estation.kernel.UnreadableFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The Excel files of an import: the template, what was filled in, and the report row by row. */
final class RollFile {

    static final int MOST_ROWS = 5_000;

    private static final String SHEET = "党员名单";
    private static final int LONGEST_NAME = 40;
    private static final Pattern PHONE = Pattern.compile("1[0-9]{10}");

    enum Column implements FilledSheet.Column {
        NAME("姓名"),
        PHONE("手机号");

        private final String title;

        Column(String title) {
            this.title = title;
        }

        @Override
        public String title() {
            return title;
        }

        @Override
        public boolean required() {
            return true;
        }

        @Override
        public boolean isDay() {
            return false;
        }
    }

    /** Who stands in a row, or why nobody does; {@code wrong} is empty if somebody does. */
    record Person(int line, String name, String phone, String wrong) {
        @Override
        public String toString() {
            return "Person[line=" + line + "]";
        }
    }

    private RollFile() {}

    static void template(OutputStream into) throws IOException {
        try (var book = new Workbook(into, "estation", "1.0")) {
            var sheet = book.newWorksheet(SHEET);
            head(sheet, List.of("姓名", "手机号"), List.of(16, 20));
            sheet.style(0).format("@").set();
            sheet.style(1).format("@").set();
            sheet.finish();
            var help = book.newWorksheet("填写说明");
            int line = 0;
            for (var note : List.of(
                    "一行一名在职党员，从第 2 行开始填写，不要改表头。只填姓名和手机号，不要加别的列。",
                    "手机号为 11 位，用来和本人在小程序里绑定的号码核对；号码本身不保存。",
                    "已在本社区提交报到的，导入后即确认；还没有报到的，记入名单，等本人报到时核对。",
                    "导入不代替本人报到，也不代替本人同意。")) {
                help.inlineString(line++, 0, note);
            }
            help.width(0, 90);
            help.finish();
        }
    }

    /** @throws UnreadableFile if the file as a whole cannot be taken */
    static List<Person> read(byte[] file) {
        var people = new ArrayList<Person>();
        var seen = new HashSet<String>();
        for (var line : FilledSheet.read(file, SHEET, List.of(Column.values()), MOST_ROWS)) {
            var name = CleanText.normalize(line.text(Column.NAME));
            var phone = phone(line.text(Column.PHONE));
            people.add(new Person(line.number(), name, phone, wrong(line, name, phone, seen)));
        }
        return people;
    }

    private static String wrong(FilledSheet.Line<Column> line, String name, String phone, HashSet<String> seen) {
        for (var cell : line.cells().entrySet()) {
            if (!cell.getValue().wrong().isEmpty()) {
                return cell.getKey().title() + cell.getValue().wrong();
            }
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return "姓名没有填写或太长，请填写本人姓名。";
        }
        if (!PHONE.matcher(phone).matches()) {
            return "手机号应为 11 位数字，请核对。";
        }
        return seen.add(phone) ? "" : "这个手机号在名单里出现过，请留一行。";
    }

    private static String phone(String typed) {
        var plain = CleanText.normalize(typed).replaceAll("[\\s-]", "");
        return plain.replaceFirst("^\\+?86(?=1[0-9]{10}$)", "");
    }

    static void report(OutputStream into, List<UnitRollMapper.Kept> lines) throws IOException {
        try (var book = new Workbook(into, "estation", "1.0")) {
            var sheet = book.newWorksheet("逐行报告");
            head(sheet, List.of("行号", "姓名", "结果", "问题和办法"), List.of(8, 16, 14, 80));
            int at = 1;
            for (var line : lines) {
                sheet.value(at, 0, line.line());
                sheet.inlineString(at, 1, SafeCell.out(line.shown()));
                sheet.inlineString(at, 2, line.outcome().title());
                sheet.inlineString(at, 3, SafeCell.out(line.sentence()));
                at++;
            }
            sheet.finish();
        }
    }

    private static void head(Worksheet sheet, List<String> titles, List<Integer> widths) {
        for (int i = 0; i < titles.size(); i++) {
            sheet.inlineString(0, i, titles.get(i));
            sheet.style(0, i).bold().fillColor("E8EEF7").set();
            sheet.width(i, widths.get(i));
        }
        sheet.freezePane(0, 1);
    }
}
