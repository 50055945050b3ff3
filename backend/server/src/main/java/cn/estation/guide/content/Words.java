package cn.estation.guide.content;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Residents' own words.
 *
 * @param aliases what they call it
 * @param plain the short text (明白卡) for each kind of reader it was written for
 */
public record Words(List<String> aliases, Map<Reader, String> plain) {

    public static final Words NONE = new Words(List.of(), Map.of());

    /** Who a short text is written for. */
    public enum Reader {
        ELDERLY("老年人"),
        YOUNG("年轻人"),
        NEWBORN("新生儿家庭");

        private final String title;

        Reader(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Words {
        aliases = Absent.list(aliases);
        var written = new EnumMap<Reader, String>(Reader.class);
        if (plain != null) {
            plain.forEach((reader, text) -> {
                if (!text.isBlank()) {
                    written.put(reader, text);
                }
            });
        }
        plain = java.util.Collections.unmodifiableMap(written);
    }

    /** Empty if nothing was written for them. */
    public String plainFor(Reader reader) {
        return plain.getOrDefault(reader, "");
    }
}
