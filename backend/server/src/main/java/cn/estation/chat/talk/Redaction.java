package cn.estation.chat.talk;

import cn.estation.kernel.CleanText;
import java.util.regex.Pattern;

/** Makes of what people type what may be searched, kept and logged. */
public final class Redaction {

    static final int LONGEST = 500;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cn}]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Zs}]+");
    /** What people put between digits. */
    private static final String GAP = "[ ._·•,、/~—–-]{0,3}";

    private static final String NUMERAL = "[0-9零〇一幺二两三四五六七八九]";
    private static final String NOT_AFTER = "(?<!" + NUMERAL + ")";
    private static final String NOT_BEFORE = "(?!" + GAP + "[0-9Xx零〇一幺二两三四五六七八九])";
    private static final Pattern IDENTITY_NUMBER = Pattern.compile(
            NOT_AFTER + "[1-9一幺二两三四五六七八九](?:" + GAP + NUMERAL + "){16}" + GAP + "[0-9Xx零〇一幺二两三四五六七八九]" + NOT_BEFORE);
    private static final Pattern OLD_IDENTITY_NUMBER =
            Pattern.compile(NOT_AFTER + "[1-9一幺二两三四五六七八九](?:" + GAP + NUMERAL + "){14}" + NOT_BEFORE);
    private static final Pattern MOBILE = Pattern.compile(NOT_AFTER + "(?:(?:\\+|00)?86" + GAP + ")?[1一幺]" + GAP
            + "[3-9三四五六七八九](?:" + GAP + NUMERAL + "){9}" + NOT_BEFORE);
    private static final Pattern LANDLINE = Pattern.compile(
            "(?<![0-9])\\(?0[0-9]{2,3}\\)?" + GAP + "[2-9](?:" + GAP + "[0-9]){6,7}(?!" + GAP + "[0-9])");
    private static final Pattern LONG_NUMBER =
            Pattern.compile("(?<![0-9])[0-9](?:" + GAP + "[0-9]){11,}(?![0-9])|(?<![0-9])[0-9]{8,}(?![0-9])");
    /** Cards of banks begin with 62 and are longer than identity numbers, or one digit shorter. */
    private static final Pattern CARD = Pattern.compile(
            "(?<![0-9])6" + GAP + "2(?:" + GAP + "[0-9]){14}(?:(?:" + GAP + "[0-9]){1,3})?" + NOT_BEFORE);

    private static final Pattern PERMIT = Pattern.compile("(?<![0-9A-Za-z])[A-Za-z]{1,2}[0-9]{7,9}(?![0-9A-Za-z])");
    private static final Pattern MAIL = Pattern.compile("[0-9A-Za-z._%+-]+@[0-9A-Za-z.-]+");

    /** Where somebody lives inside a building; the building itself may be said. */
    private static final Pattern ROOM = Pattern.compile(String.join(
            "|",
            "[0-9一二三四五六七八九十]{1,3} ?单元(?: ?[0-9一二三四五六七八九十零]{1,5} ?(?:室|号房|房间|房|户|号)?)?",
            "[0-9]{2,5} ?(?:室|号房|房间)",
            "(?<=号楼|栋|幢|座) ?[0-9]{3,5}(?![0-9层年])(?: ?(?:户|房|号))?",
            "(?<![0-9-])[0-9]{1,3}-(?:[0-9]{1,2}-)?[0-9]{3,4}(?![0-9-])"));

    private Redaction() {}

    /** One form for the same words: NFKC, no invisible characters, single spaces, at most 500 characters. */
    public static String normalized(String text) {
        var cut = first(text, LONGEST * 2);
        var visible = INVISIBLE.matcher(CleanText.normalize(cut)).replaceAll("");
        return first(BLANKS.matcher(visible).replaceAll(" ").strip(), LONGEST);
    }

    /** The same without identity numbers, permits, phones, cards, mail addresses and room numbers. */
    public static String redacted(String normalized) {
        var text = MAIL.matcher(normalized).replaceAll("[邮箱]");
        text = CARD.matcher(text).replaceAll("[号码]");
        text = IDENTITY_NUMBER.matcher(text).replaceAll("[证件号]");
        text = MOBILE.matcher(text).replaceAll("[电话]");
        text = LANDLINE.matcher(text).replaceAll("[电话]");
        text = OLD_IDENTITY_NUMBER.matcher(text).replaceAll("[证件号]");
        text = PERMIT.matcher(text).replaceAll("[证件号]");
        text = LONG_NUMBER.matcher(text).replaceAll("[号码]");
        return ROOM.matcher(text).replaceAll("[门牌]");
    }

    private static String first(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
