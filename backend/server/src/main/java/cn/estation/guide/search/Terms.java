package cn.estation.guide.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The terms of a question, all single units or all pairs of neighbours, and what each weighs.
 *
 * <p>Where a part of the question may be said in other words, a text gets what its best wording earns, not their sum, and
 * another wording earns at most as much as the question's own: saying a thing twice is not saying more.
 */
final class Terms {

    /** What another wording is worth beside the question's own. */
    private static final double OTHER_WORDING = 0.9;

    private final Map<String, Integer> slots = new HashMap<>();
    private double[] weights = new double[64];
    private final int[] rest;
    private final List<Part> parts = new ArrayList<>();
    private final double total;

    private record Part(int[] own, List<int[]> others, double[] scales) {}

    /**
     * @param width 1 for single units, 2 for pairs
     * @param rarity what a term weighs
     */
    Terms(Question question, int width, ToDoubleFunction<String> rarity) {
        var remaining = of(question.units(), width);
        double all = weigh(remaining, rarity);
        var taken = new HashSet<String>();
        for (var concept : question.concepts()) {
            var own = of(question.units().subList(concept.from(), concept.to()), width);
            own.removeAll(taken);
            taken.addAll(own);
            part(own, concept, width, rarity);
        }
        remaining.removeAll(taken);
        rest = slots(remaining);
        total = all;
    }

    private void part(Set<String> own, Question.Concept concept, int width, ToDoubleFunction<String> rarity) {
        double ownWeight = weigh(own, rarity);
        var others = new ArrayList<int[]>();
        var scales = new ArrayList<Double>();
        for (var wording : concept.alternatives()) {
            var terms = of(wording, width);
            double weight = weigh(terms, rarity);
            if (weight > 0 && ownWeight > 0) {
                others.add(slots(terms));
                scales.add(OTHER_WORDING * Math.min(1, ownWeight / weight));
            }
        }
        parts.add(new Part(
                slots(own),
                others,
                scales.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** The different terms of a text, in order. */
    static Set<String> of(List<String> units, int width) {
        var terms = new LinkedHashSet<String>();
        for (int i = 0; i + width <= units.size(); i++) {
            var run = units.subList(i, i + width);
            if (!run.contains(SearchText.BREAK)) {
                terms.add(String.join("|", run));
            }
        }
        return terms;
    }

    /** Every term, of the question and of other wordings, with the place of its weight. */
    Map<String, Integer> slots() {
        return slots;
    }

    /** What the question's own terms weigh together. */
    double total() {
        return total;
    }

    /** The share of the question that a text earns which has each term to this degree, 0 to 1. */
    double share(double[] degrees) {
        if (total == 0) {
            return 0;
        }
        double sum = sum(rest, degrees);
        for (var part : parts) {
            double best = sum(part.own, degrees);
            for (int i = 0; i < part.others.size(); i++) {
                best = Math.max(best, part.scales[i] * sum(part.others.get(i), degrees));
            }
            sum += best;
        }
        return sum / total;
    }

    private double sum(int[] terms, double[] degrees) {
        double sum = 0;
        for (int slot : terms) {
            sum += degrees[slot] * weights[slot];
        }
        return sum;
    }

    private double weigh(Set<String> terms, ToDoubleFunction<String> rarity) {
        double sum = 0;
        for (var term : terms) {
            var slot = slots.get(term);
            if (slot == null) {
                slot = slots.size();
                slots.put(term, slot);
                if (slot == weights.length) {
                    weights = Arrays.copyOf(weights, 2 * slot);
                }
                weights[slot] = rarity.applyAsDouble(term);
            }
            sum += weights[slot];
        }
        return sum;
    }

    private int[] slots(Set<String> terms) {
        return terms.stream().mapToInt(slots::get).toArray();
    }
}
