package cn.estation.kernel;

import java.util.regex.Pattern;

/**
 * Text in a cell of a spreadsheet stays text. What begins like a formula gets an apostrophe in front: full-width signs
 * too, because spreadsheet programmes take them for the plain ones, and whatever blanks stand before the sign (CWE-1236).
 */
public final class SafeCell {

    private static final int LONGEST = 32_000;

    /** Whatever a programme skips, then a sign that begins a formula, a command or another cell. */
    private static final Pattern FORMULA =
            Pattern.compile("(?s)'*(?:[\\s\\p{Z}\\p{Cf}\\x00]*[=+\\-@|%＝＋－＠]|[\\t\\r\\n]).*");

    private SafeCell() {}

    /** The text as it may stand in a cell, cut where a cell ends. */
    public static String out(String text) {
        var cell = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }

    /** The text of a cell that {@link #out} wrote. */
    public static String in(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell.substring(1)).matches() ? cell.substring(1) : cell;
    }
}
