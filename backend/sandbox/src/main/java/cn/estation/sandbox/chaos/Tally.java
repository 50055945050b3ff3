package cn.estation.sandbox.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each kind of command was done, and how often refused. */
public final class Tally {

    private final Map<String, long[]> counts = new TreeMap<>();

    public void count(String name, boolean done) {
        of(name)[done ? 0 : 1]++;
    }

    public void add(Tally other) {
        other.counts.forEach((name, theirs) -> {
            var sum = of(name);
            sum[0] += theirs[0];
            sum[1] += theirs[1];
        });
    }

    private long[] of(String name) {
        return counts.computeIfAbsent(name, any -> new long[2]);
    }

    /** Each kind as "name done/refused". */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(one -> "%s %d/%d".formatted(one.getKey(), one.getValue()[0], one.getValue()[1]))
                .collect(Collectors.joining("，"));
    }
}
