package cn.estation.chat.talk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bot says.
 *
 * @param text empty for silence: a person has the word
 * @param source the guide it relies on, pinned to its version
 * @param ask what is asked back, above the choices; empty if nothing is
 * @param choices what may be answered by number or by a tap
 */
public record Reply(Kind kind, String text, @Nullable Source source, String ask, List<Choice> choices) {

    public enum Kind {
        EMERGENCY,
        FEEDBACK,
        ACCOUNT,
        TALK,
        /** A guide, perhaps with a question about circumstances. */
        GUIDE,
        /** A further question about circumstances. */
        CIRCUMSTANCE,
        /** The personal card. */
        CARD,
        /** Where to go. */
        PLACE,
        CHOICES,
        /** What staff wrote once for everybody who asks this. */
        STANDING,
        /** About the hand-over to a person. */
        DESK,
        MISS,
        /** The bot is switched off. */
        OFF
    }

    public record Source(long guideId, long versionId, int version, String title) {

        public String citation() {
            return "依据：《%s》第 %d 版".formatted(title, version);
        }
    }

    /**
     * @param key what comes back with a tap
     * @param guideId the guide it stands for, if it stands for one
     */
    public record Choice(String key, String title, @Nullable Long guideId) {

        /** Taps on our lines come back with this in front of the guide's number. */
        public static final String GUIDE = "guide-";

        public static Choice guide(long guideId, String title) {
            return new Choice(GUIDE + guideId, title, guideId);
        }
    }

    public Reply {
        choices = List.copyOf(choices);
    }

    /** The same with something else said before it. */
    Reply after(String first) {
        return new Reply(kind, first + "\n\n" + text, source, ask, choices);
    }

    public static Reply of(Kind kind, String text) {
        return new Reply(kind, text, null, "", List.of());
    }

    public static Reply of(Kind kind, String text, @Nullable Source source) {
        return new Reply(kind, text, source, "", List.of());
    }

    /** Asks back. */
    public static Reply asking(Kind kind, String text, @Nullable Source source, String ask, List<Choice> choices) {
        return new Reply(kind, text, source, ask, choices);
    }

    /** Nothing is said: a person has the word. */
    public static Reply silent() {
        return of(Kind.DESK, "");
    }
}
