package cn.estation.guide.search;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers for units, so that long texts are compared quickly. A Chinese character is its own number. */
final class Lexicon {

    /** The number of {@link SearchText#BREAK}. */
    static final int BREAK = 0;

    private static final int FIRST = 1 << 16;

    private final ConcurrentHashMap<String, Integer> others = new ConcurrentHashMap<>();

    synchronized int[] numbers(List<String> units) {
        return units.stream().mapToInt(this::number).toArray();
    }

    private int number(String unit) {
        if (unit.length() == 1) {
            return unit.charAt(0);
        }
        return unit.isEmpty() ? BREAK : others.computeIfAbsent(unit, any -> FIRST + others.size());
    }

    /** The number of a unit that was seen before; {@link #BREAK} if it never was. */
    int known(String unit) {
        return unit.length() == 1 ? unit.charAt(0) : others.getOrDefault(unit, BREAK);
    }

    /** Above every number. */
    int size() {
        return FIRST + others.size() + 1;
    }
}
