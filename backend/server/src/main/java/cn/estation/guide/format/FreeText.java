package cn.estation.guide.format;

import cn.estation.kernel.CleanText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What other systems put into one field as free text, taken apart. */
final class FreeText {

    private static final Set<String> NOTHING = Set.of(
            "", "无", "无w", "暂无", "没有", "空", "null", "none", "nil", "n/a", "-", "--", "—", "/", "\\", "无。", "暂无。", "[]");

    /** Service lines that are dialled without an area code; 12345 and the like, 95 and 96 lines, emergencies. */
    private static final String SHORT = "1[0-2]\\d{1,3}|9[56]\\d{3,4}";

    private static final Pattern PHONE = Pattern.compile("(?<![0-9.A-Za-z_])"
            + "(?:[(（]?\\s*(?<area>0\\d{2,3})\\s*[)）]?\\s*[-–—－]*\\s*(?<local>\\d{4}[ ]?\\d{3,4}|" + SHORT + ")"
            + "|(?<free>[48]00[- ]?\\d{3}[- ]?\\d{4})"
            + "|(?<mobile>1[3-9]\\d{9})"
            + "|(?<short>" + SHORT + ")"
            + "|(?<bare>[2-9]\\d{6,7}))"
            + "(?:\\s*(?:转|[-–—－])\\s*(?<ext>\\d{1,5})(?:[-–—－](?<ext2>\\d{1,3}))?)?(?![0-9@:：]|\\.\\d)");

    private static final Pattern ADDRESS = Pattern.compile("https?://[!-~]+");

    private static final Pattern LIMIT =
            Pattern.compile("^\\s*(?<days>\\d{1,4})\\s*个?\\s*[(（]?\\s*(?<unit>工作日|自然日|日历日|日|天)?\\s*[)）]?\\s*(?:内)?$");

    private static final Pattern WEEKDAYS =
            Pattern.compile("(?:周|星期)[一二三四五六日天](?:\\s*[至到~—–-]\\s*(?:周|星期)?[一二三四五六日天])?|工作日|每天|每日");
    private static final Pattern SPAN = Pattern.compile(
            "(?<h1>[01]?\\d|2[0-4])[:：](?<m1>[0-5]\\d)\\s*[-–—－~至到]+\\s*(?:下午|上午)?\\s*(?<h2>[01]?\\d|2[0-4])[:：](?<m2>[0-5]\\d)");
    private static final Pattern PLACE_LABEL = Pattern.compile("^\\s*(?:办理地点|窗口地址|咨询地址|受理地点|办公地址|地址|地点)\\s*[:：]\\s*");
    private static final Pattern NO_COUNTER = Pattern.compile("^无(?:线下|需)?.{0,6}(?:窗口|地点|现场)?$");

    private FreeText() {}

    /** The text without what means nothing; empty if it says that there is nothing. */
    static String of(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        var text = raw.replace('\u00a0', ' ')
                .replace('\u3000', ' ')
                .replace("\ufeff", "")
                .strip();
        return NOTHING.contains(text.toLowerCase(java.util.Locale.ROOT)) ? "" : text;
    }

    /** Yes, no, or nothing said. */
    static Optional<Boolean> yes(@Nullable String raw) {
        return switch (of(raw)) {
            case "是", "1", "支持", "有", "Y", "y", "true", "TRUE" -> Optional.of(true);
            case "否", "0", "不支持", "N", "n", "false", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /**
     * The telephone numbers in a text, in one form: {@code 020-12345678}, {@code 020-12345678转1}, {@code 12345}. Numbers
     * without an area code are given too; {@link #lacksAreaCode} tells which.
     */
    static List<String> phones(String text) {
        var found = new LinkedHashSet<String>();
        var plain = SPAN.matcher(ADDRESS.matcher(CleanText.normalize(text)).replaceAll(" "))
                .replaceAll(" ");
        var phones = PHONE.matcher(plain);
        while (phones.find()) {
            var number = number(phones);
            if (phones.group("ext") != null) {
                number += "转" + phones.group("ext");
                if (phones.group("ext2") != null) {
                    number += "-" + phones.group("ext2");
                }
            }
            found.add(number);
        }
        return List.copyOf(found);
    }

    private static String number(java.util.regex.Matcher phone) {
        if (phone.group("area") != null) {
            return phone.group("area") + "-" + phone.group("local").replace(" ", "");
        }
        if (phone.group("free") != null) {
            var digits = phone.group("free").replaceAll("\\D", "");
            return digits.substring(0, 3) + "-" + digits.substring(3, 6) + "-" + digits.substring(6);
        }
        for (var kind : List.of("mobile", "short", "bare")) {
            if (phone.group(kind) instanceof String number) {
                return number;
            }
        }
        throw new IllegalStateException(phone.group());
    }

    /** True for a land line that cannot be dialled from elsewhere. */
    static boolean lacksAreaCode(String phone) {
        return phone.matches("[2-9]\\d{6,7}(转.*)?");
    }

    /** A number of days and whether they are working days. */
    record Limit(int days, boolean workingDays) {}

    static Optional<Limit> limit(String text) {
        var match = LIMIT.matcher(CleanText.normalize(text));
        if (!match.matches()) {
            return Optional.empty();
        }
        var unit = match.group("unit");
        return Optional.of(new Limit(Integer.parseInt(match.group("days")), unit == null || unit.equals("工作日")));
    }

    /** Times of the day in a text, with the days of the week before them where they are named; empty if there are none. */
    static String hours(String text) {
        var plain = CleanText.normalize(text);
        var spans = SPAN.matcher(plain);
        var times = new ArrayList<String>();
        while (spans.find()) {
            times.add("%02d:%s-%02d:%s"
                    .formatted(
                            Integer.parseInt(spans.group("h1")),
                            spans.group("m1"),
                            Integer.parseInt(spans.group("h2")),
                            spans.group("m2")));
        }
        if (times.isEmpty()) {
            return "";
        }
        var days = WEEKDAYS.matcher(plain);
        var front = days.find() ? days.group().replaceAll("[~—–-]", "至").replace("到", "至") + " " : "";
        return front + String.join("、", times.stream().distinct().toList());
    }

    /**
     * Where to go: the address without its label, and without hours and telephone numbers that stand in brackets or after
     * the address. Empty where there is no counter.
     */
    static String place(String text) {
        var place = PLACE_LABEL.matcher(of(text)).replaceFirst("");
        if (NO_COUNTER.matcher(place).matches()) {
            return "";
        }
        // Brackets that hold only hours or a number say when and whom, not where.
        place = place.replaceAll("[（(][^（）()]*(?:\\d{1,2}[:：]\\d{2}|电话)[^（）()]*[)）]", "");
        var tail = Pattern.compile("[，,；;。\\s]*(?:咨询|联系|办公)?(?:电话号码|电话|受理时间|办理时间|办公时间|时间)\\s*[:：].*$", Pattern.DOTALL)
                .matcher(place);
        place = tail.replaceFirst("");
        return place.replaceAll("[。；;，,、\\s]+$", "").strip();
    }

    /** Words of residents: a list in one field, whatever it is divided by. */
    static List<String> words(String text) {
        var words = new LinkedHashSet<String>();
        for (var part : of(text).split("[，,、；;|｜\\s\\n]+")) {
            var word = of(part);
            if (word.length() >= 2) {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }

    /** A count; empty if it is none. */
    static OptionalInt count(String text) {
        var plain = CleanText.normalize(of(text)).replaceAll("次$", "");
        return plain.matches("\\d{1,3}") ? OptionalInt.of(Integer.parseInt(plain)) : OptionalInt.empty();
    }
}
