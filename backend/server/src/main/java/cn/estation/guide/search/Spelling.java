package cn.estation.guide.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Finds what was meant where a question is spelled as nothing in any guide is: typed in pinyin or by initials, or with a
 * character that sounds like the right one or stands in its place.
 */
final class Spelling {

    /** In longer questions a pair that no guide has is where two words meet, not a mistake. */
    private static final int LONGEST_QUESTION = 14;

    private static final int LONGEST_WORD = 6;
    private static final int SHORTEST_LETTERS = 2;

    /** Two letters beside a phrase may be anything. */
    private static final int SHORTEST_NAME = 3;

    /** Initials of 我想办, 我要办, 怎么办, 怎么弄, 在哪办, 哪里办, 去哪办, 要什么; 办理, 补办, 申请, 怎么, 请问, 丢失, 丢了; 办, 补, 换. */
    private static final List<String> AROUND_A_NAME = List.of(
            "wxb", "wyb", "zmb", "zmn", "znb", "nlb", "qnb", "ysm", "bl", "bb", "sq", "zm", "qw", "ds", "dl", "b", "h");

    private final Predicate<String> written;
    private final Supplier<NameBook> names;

    /**
     * @param written whether some guide has this term, a unit or a pair
     * @param names asked only if something is spelled strangely
     */
    Spelling(Predicate<String> written, Supplier<NameBook> names) {
        this.written = written;
        this.names = names;
    }

    /** The question with characters in place of pinyin and initials that mean something here. */
    List<String> inCharacters(List<String> units) {
        var spelled = new ArrayList<String>();
        for (var unit : units) {
            if (isLetters(unit) && !written.test(unit)) {
                spelled.addAll(meant(unit));
            } else {
                spelled.add(unit);
            }
        }
        return spelled;
    }

    /** The parts of a question that may stand for something else, none of them within the parts that are known words. */
    List<Question.Concept> mistakes(List<String> units, List<Question.Concept> known) {
        var found = new ArrayList<Question.Concept>();
        if (units.size() <= LONGEST_QUESTION) {
            for (int from = 0; from < units.size(); from++) {
                int to = strange(units, from, known);
                if (to - from >= 2) {
                    mistakes(units, from, to, found);
                    from = to - 1;
                }
            }
        }
        return found;
    }

    private static boolean isLetters(String unit) {
        return unit.length() >= SHORTEST_LETTERS && unit.chars().allMatch(letter -> letter >= 'a' && letter <= 'z');
    }

    private List<String> meant(String letters) {
        var meant = sounding(Sounds.typed(letters));
        if (meant.isEmpty()) {
            meant = abbreviated(letters);
        }
        return meant.isEmpty() ? List.of(letters) : SearchText.units(meant);
    }

    /** The names that syllables spell, few and long rather than many and short. */
    private String sounding(List<String> syllables) {
        var best = new ArrayList<Spelled>();
        for (int to = 0; to <= syllables.size(); to++) {
            best.add(to == 0 ? Spelled.NOTHING : best.get(to - 1));
            for (int from = Math.max(0, to - LONGEST_WORD); to - from >= 2; from++) {
                var before = best.get(from);
                int length = to - from;
                if (before.worth() + length * length > best.get(to).worth()) {
                    var word = names.get().soundingLike(syllables.subList(from, to)).stream()
                            .findFirst();
                    if (word.isPresent()) {
                        best.set(to, before.and(word.get()));
                    }
                }
            }
        }
        return best.getLast().text();
    }

    /** @param worth the squares of the lengths of its words, added up */
    private record Spelled(String text, int worth) {
        static final Spelled NOTHING = new Spelled("", 0);

        Spelled and(String word) {
            return new Spelled(text + word, worth + word.length() * word.length());
        }
    }

    /** The name that has these initials, alone or between those of what people say around a name. */
    private String abbreviated(String letters) {
        var whole = first(letters);
        if (!whole.isEmpty()) {
            return whole;
        }
        for (var phrase : AROUND_A_NAME) {
            int rest = letters.length() - phrase.length();
            if (rest < SHORTEST_NAME) {
                continue;
            }
            var name = letters.startsWith(phrase) ? first(letters.substring(phrase.length())) : "";
            if (name.isEmpty() && letters.endsWith(phrase)) {
                name = first(letters.substring(0, rest));
            }
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    private String first(String initials) {
        return names.get().abbreviatedTo(initials).stream().findFirst().orElse("");
    }

    /** The end of the run of Chinese units from here on in which no guide has any two neighbours. */
    private int strange(List<String> units, int from, List<Question.Concept> known) {
        int to = from;
        while (to < units.size()
                && isChinese(units.get(to))
                && !isKnown(to, known)
                && (to == from || !written.test(units.get(to - 1) + "|" + units.get(to)))) {
            to++;
        }
        return to;
    }

    private static boolean isChinese(String unit) {
        return !unit.isEmpty() && Character.UnicodeScript.of(unit.codePointAt(0)) == Character.UnicodeScript.HAN;
    }

    private static boolean isKnown(int unit, List<Question.Concept> known) {
        return known.stream().anyMatch(concept -> concept.from() <= unit && unit < concept.to());
    }

    private void mistakes(List<String> units, int from, int to, List<Question.Concept> found) {
        var syllables = Sounds.of(String.join("", units.subList(from, to)));
        if (syllables.size() != to - from) {
            return;
        }
        for (int start = 0; start < syllables.size(); start++) {
            for (int end = Math.min(syllables.size(), start + LONGEST_WORD); end - start >= 2; end--) {
                var meant = meant(units.subList(from + start, from + end), syllables.subList(start, end));
                if (!meant.isEmpty()) {
                    found.add(new Question.Concept(
                            from + start,
                            from + end,
                            meant.stream().map(SearchText::units).toList()));
                    start = end - 1;
                    break;
                }
            }
        }
    }

    private Set<String> meant(List<String> units, List<String> syllables) {
        var words = new LinkedHashSet<String>();
        if (syllables.stream().noneMatch(syllable -> syllable.length() < 2)) {
            words.addAll(names.get().soundingLike(syllables));
        }
        if (words.isEmpty() && units.size() == 3) {
            words.addAll(names.get().around(units.getFirst(), units.getLast()));
        }
        words.remove(String.join("", units));
        return words;
    }
}
