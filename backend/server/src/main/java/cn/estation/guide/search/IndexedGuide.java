package cn.estation.guide.search;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the index keeps of a guide.
 *
 * @param aliases what residents call it
 * @param body everything else worth finding it by: summary, documents, eligibility
 */
public record IndexedGuide(long guideId, long versionId, String title, List<String> aliases, String body) {
    public IndexedGuide {
        aliases = List.copyOf(aliases);
    }

    /** The same with more names. */
    public IndexedGuide with(List<String> names) {
        return names.isEmpty()
                ? this
                : new IndexedGuide(
                        guideId,
                        versionId,
                        title,
                        Stream.concat(aliases.stream(), names.stream()).toList(),
                        body);
    }
}
