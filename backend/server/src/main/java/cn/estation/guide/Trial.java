package cn.estation.guide;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The search as it would be with something added, beside the one that serves residents. Close it after use. */
public interface Trial extends AutoCloseable {

    /** Answers as {@link GuideSearch#search(GuideQuery)} would. */
    List<GuideHit> search(GuideQuery query);

    @Override
    void close();

    /**
     * What is tried out.
     *
     * @param synonyms groups of words that mean the same
     * @param words more of residents' own words, by guide
     * @param cellId the place for which and below which the synonyms hold; null for everywhere
     */
    record Addition(
            List<List<String>> synonyms,
            Map<Long, List<String>> words,
            @Nullable Long cellId) {

        public Addition {
            synonyms = List.copyOf(synonyms);
            words = Map.copyOf(words);
        }

        public static Addition ofSynonyms(List<String> group) {
            return new Addition(List.of(group), Map.of(), null);
        }

        public static Addition ofSynonyms(List<String> group, long cellId) {
            return new Addition(List.of(group), Map.of(), cellId);
        }

        /** As if the guide were also called this, or had this among its questions. */
        public static Addition ofWords(long guideId, List<String> words) {
            return new Addition(List.of(), Map.of(guideId, words), null);
        }
    }
}
