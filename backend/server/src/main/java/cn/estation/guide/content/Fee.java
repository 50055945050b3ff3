package cn.estation.guide.content;

import java.util.List;
import java.util.stream.Collectors;

/** What it costs (是否收费, 收费依据, 收费项目). */
public record Fee(boolean charged, String basis, boolean payOnline, List<Item> items) {

    /** It costs nothing. */
    public static final Fee NONE = new Fee(false, "", false, List.of());

    /**
     * One thing that is charged for.
     *
     * @param standard how much, in words: {@code 每证20元}
     * @param waiver who pays less or nothing; empty if nobody
     */
    public record Item(String name, String standard, String basis, String waiver) {

        @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
        public Item {
            name = Absent.text(name);
            standard = Absent.text(standard);
            basis = Absent.text(basis);
            waiver = Absent.text(waiver);
        }

        String line() {
            var line = name.isEmpty() ? standard : standard.isEmpty() ? name : name + " " + standard;
            return waiver.isEmpty() ? line : line + "（" + waiver + "）";
        }
    }

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Fee {
        basis = Absent.text(basis);
        items = Absent.list(items);
    }

    /** One line for residents. */
    public String text() {
        if (!charged) {
            return "不收费";
        }
        return items.isEmpty() ? "收费，以窗口公示为准" : items.stream().map(Item::line).collect(Collectors.joining("；"));
    }
}
