package cn.estation.guide.search;

import java.util.Set;
import java.util.TreeSet;

/** What is left of a question when the phrases around it are gone, whatever the order of its words. */
public final class NormalForm {

    private NormalForm() {}

    /** The pairs of characters and the words of it, sorted; the whole where there is none. */
    public static Set<String> grams(String text) {
        var core = SearchText.question(text);
        var grams = new TreeSet<>(Terms.of(SearchText.units(core), 2));
        return grams.isEmpty() ? Set.of(core) : grams;
    }
}
