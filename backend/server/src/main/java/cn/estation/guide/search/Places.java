package cn.estation.guide.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The places a text speaks of, by the province or the like they belong to: names of provinces and cities, and places that are
 * called by a letter (A市, A7县), which belong to the one with that letter.
 */
final class Places {

    private static final Map<String, String> PROVINCES = read();
    private static final Pattern NAMED = Pattern.compile(PROVINCES.keySet().stream()
            .sorted((one, other) -> other.length() - one.length())
            .collect(Collectors.joining("|")));
    private static final Pattern LETTERED = Pattern.compile("(?<![a-z0-9])([a-z])\\d{0,2}(?=[市县区])");

    private Places() {}

    /** Where a normalized text is about; empty if it names no place we know. */
    static Set<String> of(String normalized) {
        var places = new HashSet<String>();
        for (var named = NAMED.matcher(normalized); named.find(); ) {
            places.add(Objects.requireNonNull(PROVINCES.get(named.group())));
        }
        for (var lettered = LETTERED.matcher(normalized); lettered.find(); ) {
            places.add(lettered.group(1));
        }
        return places;
    }

    /** Whether a text with these places is about somewhere else than was asked. */
    static boolean elsewhere(Set<String> asked, Set<String> said) {
        return !asked.isEmpty() && !said.isEmpty() && asked.stream().noneMatch(said::contains);
    }

    private static Map<String, String> read() {
        var provinces = new HashMap<String, String>();
        try (var file = Objects.requireNonNull(Places.class.getResourceAsStream("/guide/places.txt"));
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(names -> {
                        for (var name : names) {
                            provinces.put(name, names[0]);
                        }
                    });
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return Map.copyOf(provinces);
    }
}
