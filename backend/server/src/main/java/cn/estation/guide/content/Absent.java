package cn.estation.guide.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is not said is empty, never null: the records of this package read it so from JSON. */
final class Absent {

    private Absent() {}

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
