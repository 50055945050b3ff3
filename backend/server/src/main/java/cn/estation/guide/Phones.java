package cn.estation.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Telephone numbers as guides write them, made ready to be tapped. */
public final class Phones {

    private static final Pattern NUMBER = Pattern.compile("(\\d[\\d -]{2,14}\\d)(?:转(\\d{1,6}))?");

    private Phones() {}

    /**
     * @param text as it is written
     * @param dial what a telephone dials, {@code tel:} and all; an extension follows after a pause
     */
    public record Phone(String text, String dial) {}

    /** The numbers in a text such as {@code 010-12345678转2、12345}. */
    public static List<Phone> of(String text) {
        var phones = new ArrayList<Phone>();
        var numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            var digits = numbers.group(1).replaceAll("[^0-9]", "");
            phones.add(new Phone(
                    numbers.group(), "tel:" + digits + (numbers.group(2) == null ? "" : "," + numbers.group(2))));
        }
        return List.copyOf(phones);
    }
}
