package cn.estation.sandbox.wechat;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a template's field may hold, by the letters of its key: {@code thing1} is a thing. */
final class FieldRules {

    private static final Pattern KEY = Pattern.compile("([a-z_]+?)\\d+");
    private static final String HAN = "\\p{IsHan}";
    private static final String DAY = "\\d{4}(年\\d{1,2}月\\d{1,2}日|-\\d{1,2}-\\d{1,2}|/\\d{1,2}/\\d{1,2})";
    private static final String TIME = "([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?";

    private static final Map<String, Predicate<String>> RULES = Map.ofEntries(
            Map.entry("thing", longest(20)),
            Map.entry("number", matching("-?\\d{1,32}(\\.\\d+)?").and(longest(32))),
            Map.entry("letter", matching("[A-Za-z]{1,32}")),
            Map.entry("symbol", matching("[^\\p{L}\\p{N}\\s]{1,5}")),
            Map.entry("character_string", matching("[\\x20-\\x7e]{1,32}")),
            Map.entry("time", range("(" + DAY + " )?" + TIME)),
            Map.entry("date", range(DAY + "( " + TIME + ")?")),
            Map.entry("amount", matching("[¥￥$€£]?\\d{1,10}(\\.\\d+)?元?")),
            Map.entry("phone_number", matching("[\\d+\\-() ]{1,17}")),
            Map.entry(
                    "car_number",
                    matching(HAN + "?[A-Za-z0-9]{1,8}" + HAN + "?").and(longest(8))),
            Map.entry("name", matching("[\\x20-\\x7e]{1,20}").or(matching("[" + HAN + "·A-Za-z]{1,10}"))),
            Map.entry("phrase", matching(HAN + "{1,5}")),
            Map.entry("const", longest(20)));

    private FieldRules() {}

    static boolean allows(String key, String value) {
        var kind = KEY.matcher(key);
        return RULES.getOrDefault(kind.matches() ? kind.group(1) : key, longest(20))
                .test(value);
    }

    private static Predicate<String> longest(int characters) {
        return value -> value.codePointCount(0, value.length()) <= characters;
    }

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    private static Predicate<String> range(String pattern) {
        return matching(pattern + "(\\s?~\\s?" + pattern + ")?");
    }
}
