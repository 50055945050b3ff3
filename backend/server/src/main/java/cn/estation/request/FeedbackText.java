package cn.estation.request;

import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.privacy.Mask;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

/** What people write to us: how much of it, and how it looks to those who need not know every number in it. */
final class FeedbackText {

    static final int LONGEST = 1000;

    /** One visible character may be made of many; nobody needs more than this. */
    private static final int MOST_POINTS = 4 * LONGEST;

    private static final Pattern NUMBER = Pattern.compile("[0-9０-９]{7,18}[XxＸｘ]?");
    private static final int IDENTITY_NUMBER = 15;

    private FeedbackText() {}

    /** @throws BadInput if there is nothing to read, too much of it, or characters that are not text */
    static String checked(String typed) {
        var text = typed.replace("\r\n", "\n").strip();
        if (text.codePoints().noneMatch(FeedbackText::isVisible)) {
            throw new BadInput("请写下您要说的事。");
        }
        if (!CleanText.isClean(text)) {
            throw new BadInput("内容里有无法保存的特殊字符，请删除后再试。");
        }
        if (text.codePointCount(0, text.length()) > MOST_POINTS || characters(text) > LONGEST) {
            throw new BadInput("内容请控制在 " + LONGEST + " 个字以内。");
        }
        return text;
    }

    /** The text with phones and identity numbers masked. */
    static String masked(String text) {
        return NUMBER.matcher(text).replaceAll(number -> {
            var digits = CleanText.normalize(number.group());
            return digits.length() >= IDENTITY_NUMBER ? Mask.identityNumber(digits) : Mask.phone(digits);
        });
    }

    /** The beginning of a text, never cutting through a character. */
    static String beginning(String text, int most) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = characters.next(most);
        return end == BreakIterator.DONE || end == text.length() ? text : text.substring(0, end) + "…";
    }

    private static int characters(String text) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int count = 0;
        while (characters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    private static boolean isVisible(int point) {
        return !Character.isWhitespace(point)
                && !Character.isSpaceChar(point)
                && Character.getType(point) != Character.FORMAT
                && Character.getType(point) != Character.CONTROL;
    }
}
