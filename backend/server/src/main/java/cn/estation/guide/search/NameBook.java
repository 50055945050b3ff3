package cn.estation.guide.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All names of guides side by side, as they are written and as they sound, to be looked through for a part of one: for what
 * people type in pinyin or by initials, for what they write with a wrong character, and for suggestions while they type.
 */
final class NameBook {

    private static final String END = "\n";
    private static final int MOST_WORDS = 4;
    private static final int MOST_LOOKED_AT = 2_000;

    /** A name, its sound, and whose it is. */
    record Entry(String text, List<String> syllables, List<IndexedGuide> guides) {}

    /** A name that fits what is being typed, and whether it begins with it. */
    record Completion(Entry entry, boolean begins) {}

    private final List<Entry> entries;
    private final Page written;
    private final Page sounds;
    private final Page letters;
    private final Page initials;

    /** All names in one form, one after the other. */
    private record Page(String text, int[] starts) {

        static Page of(List<String> names) {
            var starts = new int[names.size()];
            var text = new StringBuilder(END);
            for (int i = 0; i < starts.length; i++) {
                starts[i] = text.length();
                text.append(names.get(i)).append(END);
            }
            return new Page(text.toString(), starts);
        }

        /** Calls for each place where a part is found, with the number of the name and where in it, until told to stop. */
        void find(String part, BiPredicate<Integer, Integer> stop) {
            int looked = 0;
            for (int at = text.indexOf(part); at >= 0 && looked < MOST_LOOKED_AT; at = text.indexOf(part, at + 1)) {
                int found = Arrays.binarySearch(starts, at);
                int name = found >= 0 ? found : Math.max(0, -found - 2);
                looked++;
                if (stop.test(name, Math.max(0, at - starts[name]))) {
                    return;
                }
            }
        }
    }

    NameBook(Collection<GuideText> guides) {
        var byName = new TreeMap<String, Entry>();
        for (var guide : guides) {
            for (var name : guide.called()) {
                byName.merge(
                        name.text(),
                        name,
                        (known, more) ->
                                new Entry(known.text(), known.syllables(), both(known.guides(), more.guides())));
            }
        }
        entries = List.copyOf(byName.values());
        written = Page.of(entries.stream().map(Entry::text).toList());
        sounds = Page.of(entries.stream()
                .map(entry -> " " + String.join(" ", entry.syllables()) + " ")
                .toList());
        letters = Page.of(entries.stream()
                .map(entry -> String.join("", entry.syllables()))
                .toList());
        initials = Page.of(entries.stream()
                .map(entry -> entry.syllables().stream()
                        .map(syllable -> syllable.substring(0, 1))
                        .collect(Collectors.joining()))
                .toList());
    }

    static Entry entry(String name, List<IndexedGuide> guides) {
        var text = SearchText.normalize(name).replace(" ", "");
        return new Entry(text, Sounds.of(text), guides);
    }

    private static List<IndexedGuide> both(List<IndexedGuide> some, List<IndexedGuide> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** What sounds like these syllables in some name. */
    Set<String> soundingLike(List<String> syllables) {
        var words = new LinkedHashSet<String>();
        var part = " " + String.join(" ", syllables) + " ";
        sounds.find(part, (name, at) -> {
            var entry = entries.get(name);
            var before = sounds.text().substring(sounds.starts()[name], sounds.starts()[name] + at);
            int from =
                    (int) before.chars().filter(character -> character == ' ').count();
            words.add(entry.text().substring(from, from + syllables.size()));
            return words.size() >= MOST_WORDS;
        });
        return words;
    }

    /** What has these initials in some name. */
    Set<String> abbreviatedTo(String letters) {
        var words = new LinkedHashSet<String>();
        initials.find(letters, (name, at) -> {
            var text = entries.get(name).text();
            if (at + letters.length() <= text.length()) {
                words.add(text.substring(at, at + letters.length()));
            }
            return words.size() >= MOST_WORDS;
        });
        return words;
    }

    /** What stands in some name between these two characters, with them. */
    Set<String> around(String first, String last) {
        var words = new LinkedHashSet<String>();
        written.find(first, (name, at) -> {
            var text = entries.get(name).text();
            if (at + 3 <= text.length() && text.startsWith(first, at) && text.startsWith(last, at + 2)) {
                words.add(text.substring(at, at + 3));
            }
            return words.size() >= MOST_WORDS;
        });
        return words;
    }

    /**
     * The names that what is being typed may become: names that begin with it first, then names that hold it; in characters,
     * pinyin or initials.
     *
     * @param wanted whether a guide may be suggested
     */
    List<Completion> completing(String typed, Predicate<IndexedGuide> wanted, int most) {
        var pages = SearchText.isLatin(typed.charAt(0)) ? List.of(letters, initials, written) : List.of(written);
        var beginning = new LinkedHashSet<Integer>();
        for (var page : pages) {
            // What is found is the end of the name before, except at the very beginning.
            page.find(END + typed, (name, at) -> !offer(at == 0 ? name : name + 1, beginning, wanted, most));
        }
        var holding = new LinkedHashSet<Integer>();
        for (var page : pages) {
            if (beginning.size() + holding.size() < most) {
                page.find(typed, (name, at) -> !offer(name, holding, wanted, most));
            }
        }
        holding.removeAll(beginning);
        return Stream.concat(
                        beginning.stream().map(name -> new Completion(entries.get(name), true)),
                        holding.stream().map(name -> new Completion(entries.get(name), false)))
                .toList();
    }

    private boolean offer(int name, Set<Integer> names, Predicate<IndexedGuide> wanted, int most) {
        if (entries.get(name).guides().stream().anyMatch(wanted)) {
            names.add(name);
        }
        return names.size() < most;
    }
}
