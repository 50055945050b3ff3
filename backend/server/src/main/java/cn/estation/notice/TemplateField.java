package cn.estation.notice;

/** Makes a value fit the field of a subscription message: WeChat refuses the whole message for one that does not. */
final class TemplateField {

    private static final String NOTHING = "无";

    private TemplateField() {}

    /** @param field the template's name for it, for example {@code thing1}; the letters tell its kind */
    static String fit(String field, String value) {
        var line = value.replaceAll("\\s+", " ").strip();
        if (field.startsWith("number")) {
            var digits = line.replaceAll("[^0-9.-]", "");
            return digits.isEmpty() ? "0" : cut(digits, 32);
        }
        if (field.startsWith("character_string")) {
            var plain = line.replaceAll("[^\\x20-\\x7E]", "");
            return plain.isBlank() ? "-" : cut(plain, 32);
        }
        if (line.isEmpty()) {
            return NOTHING;
        }
        return cut(line, field.startsWith("phrase") ? 5 : 20);
    }

    private static String cut(String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length <= most) {
            return text;
        }
        boolean mayEnd = most == 20;
        return text.substring(0, text.offsetByCodePoints(0, mayEnd ? most - 1 : most)) + (mayEnd ? "…" : "");
    }
}
