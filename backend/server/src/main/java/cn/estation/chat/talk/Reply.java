package cn.estation.chat.talk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bot says.
 *
 * @param source the guide it relies on, pinned to its version
 * @param choices what may have been meant, at most three
 */
public record Reply(Kind kind, String text, @Nullable Source source, List<Choice> choices) {

    public enum Kind {
        EMERGENCY,
        FEEDBACK,
        ACCOUNT,
        TALK,
        GUIDE,
        CHOICES,
        MISS
    }

    public record Source(long guideId, long versionId, int version, String title) {

        public String citation() {
            return "依据：《%s》第 %d 版".formatted(title, version);
        }
    }

    public record Choice(long guideId, String title) {}

    public static Reply of(Kind kind, String text) {
        return new Reply(kind, text, null, List.of());
    }
}
