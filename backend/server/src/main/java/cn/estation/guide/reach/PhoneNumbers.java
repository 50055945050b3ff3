package cn.estation.guide.reach;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The telephone numbers in a text of a guide. */
public final class PhoneNumbers {

    private static final Pattern BETWEEN = Pattern.compile("[、，,；;/\\s]+");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

    private PhoneNumbers() {}

    /** As they are written, by their digits alone: two ways to write a number are one number. */
    public static Map<String, String> of(String text) {
        var numbers = new LinkedHashMap<String, String>();
        parts(text).forEach(part -> numbers.putIfAbsent(NO_DIGIT.matcher(part).replaceAll(""), part));
        numbers.remove("");
        return numbers;
    }

    /** What is written between the signs that part numbers, whether it is a number or not. */
    public static Stream<String> parts(String text) {
        return Arrays.stream(BETWEEN.split(text.strip())).filter(part -> !part.isEmpty());
    }
}
