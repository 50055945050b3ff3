package cn.estation.task;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What shows that a member came or left. Positions and photos are no evidence. */
enum Evidence {
    ROTATING_CODE("现场动态码"),
    STAFF_SCAN("工作人员扫码"),
    STAFF_LATER("工作人员事后确认"),
    OWN("本人说明"),
    AUTO("到点自动");

    private static final Set<String> SHOWS = Set.of("ROTATING_CODE", "STAFF_SCAN");

    private final String title;

    Evidence(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** True if it shows that the member was there at that moment. */
    static boolean shows(@Nullable String name) {
        return name != null && SHOWS.contains(name);
    }

    /** The grade one below, D at the least. */
    static String lower(String grade) {
        return switch (grade) {
            case "A" -> "B";
            case "B" -> "C";
            default -> "D";
        };
    }
}
