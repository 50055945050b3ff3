package cn.estation.guide.format;

/**
 * Text in a cell stays text. A cell that begins like a formula gets an apostrophe in front, full-width signs too, because
 * spreadsheet programmes take them for the plain ones (CWE-1236).
 */
final class SafeCell {

    private static final String STARTS = "=+-@\t\r\n＝＋－＠|%";

    private SafeCell() {}

    /** The text as it may stand in a cell. */
    static String out(String text) {
        var cell = text.length() > 32_000 ? text.substring(0, 32_000) : text;
        return cell.isEmpty() || STARTS.indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell;
    }

    /** The text of a cell that {@link #out} wrote. */
    static String in(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && STARTS.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }
}
