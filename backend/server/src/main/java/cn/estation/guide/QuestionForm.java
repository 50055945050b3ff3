package cn.estation.guide;

import cn.estation.guide.search.NormalForm;
import java.util.Set;

/**
 * A question as search reads it: without the phrases around what is asked, in no order. For those who put like questions
 * together.
 *
 * @param grams pairs of characters and words, sorted
 */
public record QuestionForm(Set<String> grams) {

    private static final int FEWEST_SHARED = 2;

    public static QuestionForm of(String text) {
        return new QuestionForm(NormalForm.grams(text));
    }

    /** The same text for every wording that differs in nothing but order and politeness. */
    public String canonical() {
        return String.join(" ", grams);
    }

    /** How alike two questions are, from 0 to 1 (the same). */
    public double likeness(QuestionForm other) {
        if (grams.equals(other.grams)) {
            return 1;
        }
        long shared = grams.stream().filter(other.grams::contains).count();
        return likeness(shared, grams.size(), other.grams.size());
    }

    /** The same from numbers alone, for those who count what is shared in an index. */
    public static double likeness(long shared, int ours, int theirs) {
        return shared < FEWEST_SHARED ? 0 : 2.0 * shared / (ours + theirs);
    }
}
