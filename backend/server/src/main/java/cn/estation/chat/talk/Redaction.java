package cn.estation.chat.talk;

import cn.estation.kernel.CleanText;
import java.util.regex.Pattern;

/** Makes of what people type what may be searched, kept and logged. */
public final class Redaction {

    static final int LONGEST = 500;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cn}]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Zs}]+");
    private static final String GAP = "[ -]?";
    private static final Pattern IDENTITY_NUMBER =
            Pattern.compile("(?<![0-9])[1-9](?:" + GAP + "[0-9]){16}" + GAP + "[0-9Xx](?![0-9])");
    private static final Pattern OLD_IDENTITY_NUMBER = Pattern.compile("(?<![0-9])[1-9][0-9]{14}(?![0-9])");
    private static final Pattern MOBILE =
            Pattern.compile("(?<![0-9])(?:(?:\\+|00)?86" + GAP + ")?1[3-9](?:" + GAP + "[0-9]){9}(?![0-9])");
    private static final Pattern LANDLINE = Pattern.compile("(?<![0-9])0[0-9]{2,3}" + GAP + "[2-9][0-9]{6,7}(?![0-9])");
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<![0-9])[0-9](?:" + GAP + "[0-9]){12,18}(?![0-9])");
    private static final Pattern MAIL = Pattern.compile("[0-9A-Za-z._%+-]+@[0-9A-Za-z.-]+");

    private Redaction() {}

    /** One form for the same words: NFKC, no invisible characters, single spaces, at most 500 characters. */
    public static String normalized(String text) {
        var cut = first(text, LONGEST * 2);
        var visible = INVISIBLE.matcher(CleanText.normalize(cut)).replaceAll("");
        return first(BLANKS.matcher(visible).replaceAll(" ").strip(), LONGEST);
    }

    /** The same without identity numbers, phones, cards and mail addresses. */
    public static String redacted(String normalized) {
        var text = MAIL.matcher(normalized).replaceAll("[邮箱]");
        text = IDENTITY_NUMBER.matcher(text).replaceAll("[证件号]");
        text = MOBILE.matcher(text).replaceAll("[电话]");
        text = LANDLINE.matcher(text).replaceAll("[电话]");
        text = OLD_IDENTITY_NUMBER.matcher(text).replaceAll("[证件号]");
        return LONG_NUMBER.matcher(text).replaceAll("[号码]");
    }

    private static String first(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
