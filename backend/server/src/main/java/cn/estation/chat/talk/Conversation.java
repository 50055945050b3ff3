package cn.estation.chat.talk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of what was just said.
 *
 * @param offered guides of the last reply, in their order, to be chosen by number
 * @param guideId the guide that was spoken of last
 * @param versionId the version that the questions about circumstances belong to, while they are being asked
 * @param path numbers of the options chosen so far, from 0
 * @param misses how many questions in a row had no answer
 * @param alertId the call for help that a place sent now belongs to
 */
public record Conversation(
        Awaiting awaiting,
        List<Long> offered,
        @Nullable Long guideId,
        @Nullable Long versionId,
        List<Integer> path,
        int misses,
        @Nullable Long alertId) {

    /** What the next message is expected to be. */
    public enum Awaiting {
        NOTHING,
        /** The words of a complaint or a suggestion. */
        FEEDBACK,
        /** The answer to a question about circumstances. */
        CIRCUMSTANCE,
        /** What staff shall read when they are back. */
        NOTE
    }

    /** Nothing is remembered. */
    public static final Conversation NONE =
            new Conversation(Awaiting.NOTHING, List.of(), null, null, List.of(), 0, null);

    public Conversation {
        offered = List.copyOf(offered);
        path = List.copyOf(path);
    }

    public boolean awaits(Awaiting what) {
        return awaiting == what;
    }
}
