package cn.estation.guide.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which words may stand for which others: a general list of what people call public services, and what staff add to it.
 * Immutable.
 */
public final class Synonymy {

    private static final Synonymy GENERAL = read();

    private final Map<String, Set<String>> alternatives;
    private final int longest;

    private Synonymy(Map<String, Set<String>> alternatives) {
        this.alternatives = alternatives;
        this.longest =
                alternatives.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** The list that comes with the product. */
    public static Synonymy general() {
        return GENERAL;
    }

    /** The same with more groups; all words of a group stand for each other. */
    public Synonymy with(Collection<List<String>> groups) {
        if (groups.isEmpty()) {
            return this;
        }
        var all = new HashMap<String, Set<String>>();
        alternatives.forEach((word, others) -> all.put(word, new LinkedHashSet<>(others)));
        groups.forEach(group -> link(all, group, group));
        return new Synonymy(all);
    }

    Set<String> of(String word) {
        return alternatives.getOrDefault(word, Set.of());
    }

    /** All words it knows. */
    Set<String> words() {
        return alternatives.keySet();
    }

    /** The length of its longest word, in characters. */
    int longest() {
        return longest;
    }

    private static Synonymy read() {
        var all = new HashMap<String, Set<String>>();
        try (var file = Objects.requireNonNull(Synonymy.class.getResourceAsStream("/guide/synonyms.txt"));
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().map(String::strip).filter(Synonymy::says).forEach(line -> {
                var sides = line.split(">", 2);
                link(all, words(sides[0]), words(sides[sides.length - 1]));
            });
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return new Synonymy(all);
    }

    private static boolean says(String line) {
        return !line.isEmpty() && !line.startsWith("#");
    }

    private static List<String> words(String side) {
        return List.of(side.strip().split("\\s+"));
    }

    private static void link(Map<String, Set<String>> all, List<String> from, List<String> to) {
        var targets = to.stream().map(SearchText::normalize).toList();
        for (var word : from) {
            var known = all.computeIfAbsent(SearchText.normalize(word), any -> new LinkedHashSet<>());
            known.addAll(targets);
            known.remove(SearchText.normalize(word));
        }
    }
}
