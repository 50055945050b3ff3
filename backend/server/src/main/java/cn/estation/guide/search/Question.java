package cn.estation.guide.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A question as it is compared with guides.
 *
 * @param units what is asked for, without the phrases around it
 * @param concepts the parts of it that may be said in other words
 * @param places where it is about
 */
record Question(List<String> units, List<Concept> concepts, Set<String> places) {

    private static final int SHORTEST_WORD = 2;
    private static final int MOST_ALTERNATIVES = 8;

    /** Units {@code from} up to {@code to} of the question, and what may stand there instead. */
    record Concept(int from, int to, List<List<String>> alternatives) {}

    static Question read(String text, Synonymy synonymy, Spelling spelling) {
        var core = SearchText.question(text);
        var units = spelling.inCharacters(SearchText.units(core));
        var concepts = concepts(units, synonymy);
        concepts.addAll(spelling.mistakes(units, List.copyOf(concepts)));
        return new Question(units, List.copyOf(concepts), Places.of(core));
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    /** What is asked for, in one form. */
    String core() {
        return String.join("", units);
    }

    /** What may stand for the whole of it. */
    Stream<String> inOtherWords() {
        return concepts.stream()
                .filter(concept -> concept.from() == 0 && concept.to() == units.size())
                .flatMap(concept -> concept.alternatives().stream())
                .map(units -> String.join("", units));
    }

    /** The number of units. */
    int length() {
        return (int)
                units.stream().filter(unit -> !unit.equals(SearchText.BREAK)).count();
    }

    /** The longest known words from left to right. */
    private static List<Concept> concepts(List<String> units, Synonymy synonymy) {
        var text = new StringBuilder();
        var starts = new ArrayList<Integer>();
        for (var unit : units) {
            starts.add(text.length());
            text.append(unit.equals(SearchText.BREAK) ? " " : unit);
        }
        starts.add(text.length());
        var concepts = new ArrayList<Concept>();
        for (int from = 0; from < units.size(); ) {
            int to = longest(text, starts, from, synonymy);
            if (to > from) {
                var others = synonymy.of(text.substring(starts.get(from), starts.get(to))).stream()
                        .limit(MOST_ALTERNATIVES)
                        .map(SearchText::units)
                        .toList();
                concepts.add(new Concept(from, to, others));
            }
            from = Math.max(to, from + 1);
        }
        return concepts;
    }

    /** The end of the longest word that begins at a unit; its beginning if there is none. */
    private static int longest(StringBuilder text, List<Integer> starts, int from, Synonymy synonymy) {
        int start = starts.get(from);
        for (int to = starts.size() - 1; to > from; to--) {
            int characters = starts.get(to) - start;
            if (characters >= SHORTEST_WORD
                    && characters <= synonymy.longest()
                    && !synonymy.of(text.substring(start, starts.get(to))).isEmpty()) {
                return to;
            }
        }
        return from;
    }
}
