package cn.estation.kernel;

import java.text.Normalizer;

/** What counts as text that may be stored and shown. */
public final class CleanText {

    private CleanText() {}

    /** False for NUL and other control characters (line breaks and tabs are fine), halves of characters, non-characters. */
    public static boolean isClean(CharSequence text) {
        return text.codePoints().allMatch(CleanText::isClean);
    }

    private static boolean isClean(int point) {
        if (point == '\n' || point == '\r' || point == '\t') {
            return true;
        }
        return !Character.isISOControl(point)
                && Character.getType(point) != Character.SURROGATE
                && (point & 0xFFFE) != 0xFFFE
                && !(point >= 0xFDD0 && point <= 0xFDEF);
    }

    /** The form in which codes, phones and other id-like text are stored and compared: NFKC, trimmed. */
    public static String normalize(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }
}
