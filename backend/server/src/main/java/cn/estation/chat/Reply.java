package cn.estation.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bot says.
 *
 * @param source the guide it relies on, pinned to its version
 * @param choices what may have been meant, at most three
 */
record Reply(Kind kind, String text, @Nullable Source source, List<Choice> choices) {

    enum Kind {
        EMERGENCY,
        FEEDBACK,
        ACCOUNT,
        TALK,
        GUIDE,
        CHOICES,
        MISS
    }

    record Source(long guideId, long versionId, int version, String title) {

        String citation() {
            return "依据：《%s》第 %d 版".formatted(title, version);
        }
    }

    record Choice(long guideId, String title) {}

    static Reply of(Kind kind, String text) {
        return new Reply(kind, text, null, List.of());
    }
}
