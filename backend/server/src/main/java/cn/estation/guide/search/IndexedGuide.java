package cn.estation.guide.search;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the index keeps of a guide.
 *
 * @param aliases what residents call it
 * @param questions what residents ask about it and the guide answers
 * @param texts everything else worth finding it by: summary, circumstances, documents, answers, department
 * @param cellId the place it is for; 0 for everywhere
 */
public record IndexedGuide(
        long guideId,
        long versionId,
        String title,
        List<String> aliases,
        List<String> questions,
        List<String> texts,
        long cellId) {

    public IndexedGuide {
        aliases = List.copyOf(aliases);
        questions = List.copyOf(questions);
        texts = List.copyOf(texts);
    }

    /** A guide that is for everybody. */
    public IndexedGuide(long guideId, long versionId, String title, List<String> aliases, String text) {
        this(guideId, versionId, title, aliases, List.of(), List.of(text), 0);
    }

    /** The same with more names. */
    public IndexedGuide with(List<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        var all = Stream.concat(aliases.stream(), names.stream()).toList();
        return new IndexedGuide(guideId, versionId, title, all, questions, texts, cellId);
    }
}
