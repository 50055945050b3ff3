package cn.estation.guide.search;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How Chinese text sounds: pinyin without tones. */
final class Sounds {

    private static final Set<String> SYLLABLES = Arrays.stream(Pinyin.values())
            .map(Pinyin::getPinyinWithoutTone)
            .filter(syllable -> syllable.matches("[a-z]+"))
            .collect(Collectors.toUnmodifiableSet());

    private static final int LONGEST_SYLLABLE = 6;

    private Sounds() {}

    /** One syllable for each character; what is not Chinese stands for itself. */
    static List<String> of(String text) {
        var pinyin = HanLP.convertToPinyinList(text);
        var syllables = new ArrayList<String>(text.length());
        for (int i = 0; i < text.length(); i++) {
            var sound = pinyin.get(i);
            syllables.add(sound == Pinyin.none5 ? String.valueOf(text.charAt(i)) : sound.getPinyinWithoutTone());
        }
        return syllables;
    }

    /** The syllables of typed pinyin; empty if it is none. */
    static List<String> typed(String letters) {
        var after = new ArrayList<List<String>>();
        for (int end = 0; end <= letters.length(); end++) {
            after.add(end == 0 ? List.of() : best(letters, end, after));
        }
        return after.getLast();
    }

    /** The fewest syllables that spell the first letters. */
    private static List<String> best(String letters, int end, List<List<String>> before) {
        List<String> best = List.of();
        for (int start = Math.max(0, end - LONGEST_SYLLABLE); start < end; start++) {
            var last = letters.substring(start, end);
            boolean reached = start == 0 || !before.get(start).isEmpty();
            if (reached
                    && SYLLABLES.contains(last)
                    && (best.isEmpty() || before.get(start).size() + 1 < best.size())) {
                best = new ArrayList<>(before.get(start));
                best.add(last);
            }
        }
        return best;
    }
}
