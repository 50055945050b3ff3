package cn.estation.wechat;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;

/** Text within what WeChat takes: 2,048 bytes, whole characters. */
public final class ReplyText {

    public static final int MOST_BYTES = 2048;
    private static final String CUT = "…";

    private ReplyText() {}

    /** The text, cut between characters as people see them where it is too long. */
    public static String fitted(String text) {
        return fitted(text, MOST_BYTES);
    }

    /** The same within so many bytes. */
    public static String fitted(String text, int bytes) {
        if (length(text) <= bytes) {
            return text;
        }
        int room = bytes - length(CUT);
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = 0;
        int used = 0;
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            used += length(text.substring(end, next));
            if (used > room) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + CUT;
    }

    /** Its length as WeChat counts: in bytes of UTF-8. */
    public static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
