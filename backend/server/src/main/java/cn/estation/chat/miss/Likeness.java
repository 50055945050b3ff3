package cn.estation.chat.miss;

import cn.estation.guide.QuestionForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Which group a question is most like, among all there are. Holds samples in memory only, and only what they share. */
final class Likeness {

    /** Found by trying on questions of residents: below it people would not call them the same. */
    static final double LIKE = 0.55;

    private record Entry(long group, int size) {}

    private final Map<String, List<Entry>> byGram = new HashMap<>();
    private int size;

    void add(long group, QuestionForm form) {
        var entry = new Entry(group, form.grams().size());
        form.grams()
                .forEach(gram -> byGram.computeIfAbsent(gram, unused -> new ArrayList<>(2))
                        .add(entry));
        size++;
    }

    int size() {
        return size;
    }

    /** The most alike; of several the oldest. Empty if none is alike enough. */
    OptionalLong nearest(QuestionForm form) {
        var shared = new HashMap<Entry, Integer>();
        for (var gram : form.grams()) {
            byGram.getOrDefault(gram, List.of()).forEach(entry -> shared.merge(entry, 1, Integer::sum));
        }
        Entry best = null;
        double most = LIKE;
        for (var candidate : shared.entrySet()) {
            var entry = candidate.getKey();
            double alike =
                    QuestionForm.likeness(candidate.getValue(), form.grams().size(), entry.size());
            boolean better = alike > most || (alike == most && (best == null || entry.group() < best.group()));
            if (better) {
                best = entry;
                most = alike;
            }
        }
        return best == null ? OptionalLong.empty() : OptionalLong.of(best.group());
    }
}
