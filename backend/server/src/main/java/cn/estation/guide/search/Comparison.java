package cn.estation.guide.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Compares one question with guides.
 *
 * <p>A guide's score is a weighted mean of how much of the question it holds: as single characters and as pairs anywhere
 * (BM25), as pairs close together, and, the shorter the question, in its best name. Short questions are names or parts of
 * names, so for them single characters and titles count; long questions are sentences, so for them pairs and passages do,
 * and the length of the text they are found in.
 */
final class Comparison {

    /** BM25: how soon a term that is repeated stops counting. */
    private static final double SATURATION = 1.0;

    /** BM25 of names, which are short and say everything once. */
    private static final double NAME_SATURATION = 1.2;

    private static final double NAME_LENGTH = 0.5;

    /** A passage, in units, and how far apart passages begin. */
    private static final int PASSAGE = 40;

    private static final int STEP = 20;
    private static final double PASSAGE_WEIGHT = 0.13;
    private static final double NAME_ORDER = 0.5;

    /** Up to here all of a question may be looked for in a name, pairs or not. */
    private static final int SHORT = 4;

    /** What a text that speaks only of other places than the question keeps of its score. */
    private static final double ELSEWHERE = 0.75;

    private static final Pattern ASIDE = Pattern.compile("进度|结果查询|公告|公示");
    private static final double NEWS = 0.85;

    private final Question question;
    private final boolean asksForNews;
    private final Terms singles;
    private final Terms pairs;
    private final Statistics statistics;
    private final short[] local;
    private final int[] singleSlots;
    private final short[][] pairSlots;
    private final double[] otherwise;
    private final int[] asked;
    private final int[] numbers;
    private final int length;

    private final double[] singleCounts;
    private final double[] pairCounts;
    private final double[] degrees;
    private final int[] lastSeen;

    /**
     * What is known of all texts together.
     *
     * @param unitRarity by number
     */
    record Statistics(
            Lexicon lexicon,
            double meanLength,
            double meanNameLength,
            IntToDoubleFunction unitRarity,
            ToDoubleFunction<String> rarity) {}

    /**
     * How well a guide fits.
     *
     * @param score 0 to about 1
     * @param covered the share of the question's pairs that it holds at all
     * @param related false if it only happens to share single characters with the question
     */
    record Fit(double score, double covered, boolean related) {}

    Comparison(Question question, Statistics statistics) {
        this.question = question;
        this.statistics = statistics;
        singles = new Terms(question, 1, statistics.rarity());
        pairs = new Terms(question, 2, statistics.rarity());
        length = question.length();
        asksForNews = Pattern.compile("[查询看]|进度|结果|公告|公示|到哪")
                .matcher(String.join("", question.units()))
                .find();
        local = new short[statistics.lexicon().size()];
        singleSlots = new int[singles.slots().size() + 1];
        number(singles.slots());
        pairSlots = new short[singleSlots.length][singleSlots.length];
        pairs.slots().forEach((pair, slot) -> {
            int bar = pair.indexOf('|');
            int one = localOf(pair.substring(0, bar));
            int other = localOf(pair.substring(bar + 1));
            if (one > 0 && other > 0) {
                pairSlots[one][other] = (short) (slot + 1);
            }
        });
        otherwise = worth();
        asked = question.units().stream()
                .mapToInt(this::localOf)
                .filter(unit -> unit > 0)
                .toArray();
        numbers = question.units().stream()
                .filter(unit -> unit.length() > 1 && SearchText.isLatin(unit.charAt(0)))
                .mapToInt(this::localOf)
                .filter(unit -> unit > 0)
                .toArray();
        singleCounts = new double[singles.slots().size()];
        pairCounts = new double[pairs.slots().size()];
        degrees = new double[Math.max(singleCounts.length, pairCounts.length)];
        lastSeen = new int[pairCounts.length];
    }

    private void number(Map<String, Integer> slots) {
        short next = 1;
        for (var entry : slots.entrySet()) {
            int unit = statistics.lexicon().known(entry.getKey());
            if (unit != Lexicon.BREAK) {
                local[unit] = next;
                singleSlots[next++] = entry.getValue();
            }
        }
    }

    private int localOf(String unit) {
        return unit.equals(SearchText.BREAK) ? 0 : local[statistics.lexicon().known(unit)];
    }

    /** For each unit: 1 if the question has it, less if only another wording has, 0 for none. */
    private double[] worth() {
        var worth = new double[singleSlots.length];
        for (int i = 1; i < worth.length; i++) {
            worth[i] = 0.9;
        }
        question.units().forEach(unit -> worth[localOf(unit)] = 1);
        worth[0] = 0;
        return worth;
    }

    Fit with(GuideText text) {
        count(text.units);
        double lengthMatters = ramp(4, 10, 0.3, 0.85);
        double norm = SATURATION * (1 - lengthMatters + lengthMatters * text.length / statistics.meanLength());
        double score =
                singles.share(saturate(singleCounts, norm)) + pairWeight() * pairs.share(saturate(pairCounts, norm));
        double covered = pairs.total() > 0 ? pairs.share(present(pairCounts)) : singles.share(present(singleCounts));
        boolean related = covered > 0 || holdsANumber();
        if (brevity() > 0) {
            double best = 0;
            for (var name : text.names) {
                best = Math.max(best, aside(name) * name(name));
                related |= length <= SHORT && holdsAll(name);
            }
            score += brevity() * best;
        }
        return new Fit(place(text) * score / all(), covered, related);
    }

    /** What the best passage of a guide adds to its score. Costs more than all the rest, so only the best are asked. */
    double passage(GuideText text) {
        return place(text) * PASSAGE_WEIGHT * passage(text.units) / all();
    }

    private double all() {
        return 1 + pairWeight() + PASSAGE_WEIGHT + brevity() * (2 + NAME_ORDER);
    }

    private double brevity() {
        return ramp(5, 14, 1, 0);
    }

    private double pairWeight() {
        return ramp(5, 14, 1, 2);
    }

    private double place(GuideText text) {
        return Places.elsewhere(question.places(), text.places) ? ELSEWHERE : 1;
    }

    private boolean holdsANumber() {
        for (int unit : numbers) {
            if (singleCounts[singleSlots[unit]] > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsAll(GuideText.Name name) {
        var held = new boolean[singleSlots.length];
        for (int unit : name.units()) {
            held[local[unit]] = true;
        }
        for (int unit : asked) {
            if (!held[unit]) {
                return false;
            }
        }
        return asked.length == length;
    }

    /** A value that goes from one to another as the question's length does. */
    private double ramp(int from, int to, double atFrom, double atTo) {
        double way = Math.clamp((length - from) / (double) (to - from), 0.0, 1.0);
        return atFrom + way * (atTo - atFrom);
    }

    private void count(int[] units) {
        Arrays.fill(singleCounts, 0);
        Arrays.fill(pairCounts, 0);
        int before = 0;
        for (int unit : units) {
            int now = local[unit];
            if (now > 0) {
                singleCounts[singleSlots[now]]++;
                int pair = pairSlots[before][now];
                if (pair > 0) {
                    pairCounts[pair - 1]++;
                }
            }
            before = now;
        }
    }

    private double[] saturate(double[] counts, double norm) {
        for (int i = 0; i < counts.length; i++) {
            degrees[i] = counts[i] / (counts[i] + norm);
        }
        return degrees;
    }

    private double[] present(double[] counts) {
        for (int i = 0; i < counts.length; i++) {
            degrees[i] = counts[i] > 0 ? 1 : 0;
        }
        return degrees;
    }

    /** The share of the question's pairs in the passage that holds most of them. */
    private double passage(int[] units) {
        Arrays.fill(lastSeen, Integer.MIN_VALUE / 2);
        double best = 0;
        int before = 0;
        boolean fresh = false;
        for (int i = 0; i < units.length; i++) {
            int now = local[units[i]];
            int pair = pairSlots[before][now];
            if (pair > 0) {
                lastSeen[pair - 1] = i;
                fresh = true;
            }
            before = now;
            if (fresh && (i % STEP == STEP - 1 || i == units.length - 1)) {
                for (int slot = 0; slot < lastSeen.length; slot++) {
                    degrees[slot] = lastSeen[slot] > i - PASSAGE ? 1 : 0;
                }
                best = Math.max(best, pairs.share(degrees));
                fresh = false;
            }
        }
        return best;
    }

    /** How well a name fits a short question: its share that was asked for, what of the question it holds, and in order. */
    private double name(GuideText.Name name) {
        Arrays.fill(singleCounts, 0);
        double all = 0;
        double askedFor = 0;
        int found = 0;
        for (int i = 0; i < name.units().length; i++) {
            int unit = name.units()[i];
            if (unit == Lexicon.BREAK || seenBefore(name.units(), i)) {
                continue;
            }
            double weight = statistics.unitRarity().applyAsDouble(unit);
            all += weight;
            int now = local[unit];
            if (now > 0) {
                found++;
                askedFor += weight * otherwise[now];
            }
        }
        if (found == 0 || all == 0) {
            return 0;
        }
        for (int unit : name.units()) {
            if (local[unit] > 0) {
                singleCounts[singleSlots[local[unit]]] = 1;
            }
        }
        double norm = NAME_SATURATION
                * (1 - NAME_LENGTH + NAME_LENGTH * name.length() / Math.max(1, statistics.meanNameLength()));
        return askedFor / all + singles.share(saturate(singleCounts, norm)) + NAME_ORDER * inOrder(name.units());
    }

    /** Who names a thing wants the thing, not the news of it. */
    private double aside(GuideText.Name name) {
        return !asksForNews && ASIDE.matcher(name.text()).find() ? NEWS : 1;
    }

    private static boolean seenBefore(int[] units, int at) {
        for (int i = 0; i < at; i++) {
            if (units[i] == units[at]) {
                return true;
            }
        }
        return false;
    }

    /** The share of the question's units that stand in the name in the same order. */
    private double inOrder(int[] units) {
        if (asked.length == 0) {
            return 0;
        }
        var longest = new int[asked.length + 1];
        for (int unit : units) {
            int now = local[unit];
            if (now == 0) {
                continue;
            }
            int diagonal = 0;
            for (int j = 0; j < asked.length; j++) {
                int above = longest[j + 1];
                longest[j + 1] = asked[j] == now ? diagonal + 1 : Math.max(longest[j + 1], longest[j]);
                diagonal = above;
            }
        }
        return longest[asked.length] / (double) length;
    }

    List<String> pairTerms() {
        return List.copyOf(pairs.slots().keySet());
    }

    List<String> singleTerms() {
        return List.copyOf(singles.slots().keySet());
    }
}
