package cn.estation.guide.search;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What somebody who is typing may want.
 *
 * @param name the title or the other name of the guide that fits what was typed
 * @param begins whether the name begins with it
 * @param worth what the guide is worth from where they look
 */
public record Suggestion(long guideId, long versionId, String title, String name, boolean begins, double worth) {

    static final Comparator<Suggestion> BEST_FIRST = Comparator.comparing(Suggestion::begins)
            .reversed()
            .thenComparing(Comparator.comparingDouble(Suggestion::worth).reversed())
            .thenComparing(suggestion -> suggestion.name().length())
            .thenComparing(Suggestion::guideId);

    static Stream<Suggestion> of(NameBook.Completion completion, Outlook outlook) {
        var entry = completion.entry();
        return entry.guides().stream()
                .filter(guide -> outlook.worth(guide) > 0)
                .map(guide -> new Suggestion(
                        guide.guideId(),
                        guide.versionId(),
                        guide.title(),
                        entry.text(),
                        completion.begins(),
                        outlook.worth(guide)));
    }
}
