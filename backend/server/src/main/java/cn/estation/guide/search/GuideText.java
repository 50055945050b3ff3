package cn.estation.guide.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A guide cut into units, once, for all questions to come. */
final class GuideText {

    /** A name of it, or a question it answers. */
    record Name(String text, int[] units, int length) {}

    final IndexedGuide guide;
    final int[] units;
    final int length;
    final List<Name> names;
    final Set<String> places;

    /** What its title and aliases name, without phrases around it. */
    final Set<String> cores;

    private @Nullable List<NameBook.Entry> called;

    /**
     * @param words the guide's, see {@link #words}
     */
    GuideText(IndexedGuide guide, List<String> words, Lexicon lexicon) {
        this.guide = guide;
        units = lexicon.numbers(words);
        length = length(units);
        names = Stream.of(Stream.of(guide.title()), guide.aliases().stream(), guide.questions().stream())
                .flatMap(name -> name)
                .map(name -> name(name, lexicon))
                .filter(name -> name.length > 0)
                .toList();
        cores = Stream.concat(Stream.of(guide.title()), guide.aliases().stream())
                .map(name -> String.join("", SearchText.units(SearchText.question(name))))
                .collect(Collectors.toUnmodifiableSet());
        places = Places.of(parts(guide).collect(Collectors.joining(" ")));
    }

    /** All units of a guide in order. They are many: whoever has them indexed lets go of them. */
    static List<String> words(IndexedGuide guide) {
        var words = new ArrayList<String>();
        parts(guide).forEach(part -> {
            words.addAll(SearchText.units(part));
            words.add(SearchText.BREAK);
        });
        return words;
    }

    private static Stream<String> parts(IndexedGuide guide) {
        return Stream.of(
                        Stream.of(guide.title()),
                        guide.aliases().stream(),
                        guide.questions().stream(),
                        guide.texts().stream())
                .flatMap(part -> part)
                .map(SearchText::normalize);
    }

    /** Its title and aliases as they are written and sound. */
    synchronized List<NameBook.Entry> called() {
        if (called == null) {
            called = Stream.concat(Stream.of(guide.title()), guide.aliases().stream())
                    .map(name -> NameBook.entry(name, List.of(guide)))
                    .filter(entry -> !entry.text().isEmpty())
                    .toList();
        }
        return called;
    }

    private static Name name(String text, Lexicon lexicon) {
        var normalized = SearchText.normalize(text);
        var units = lexicon.numbers(SearchText.units(normalized));
        return new Name(normalized, units, length(units));
    }

    private static int length(int[] units) {
        int length = 0;
        for (int unit : units) {
            length += unit == Lexicon.BREAK ? 0 : 1;
        }
        return length;
    }
}
