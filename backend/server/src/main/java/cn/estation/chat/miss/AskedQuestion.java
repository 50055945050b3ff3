package cn.estation.chat.miss;

import cn.estation.privacy.Sealed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question as it is kept.
 *
 * @param person who asks: a resident is the same in every channel
 * @param conversation where it was said
 * @param communityId 0 if it is not known
 * @param question without numbers that belong to a person, sealed
 * @param standingId the version of the standing answer that was given
 * @param groupId 0 while it waits to be put with its like, null if it never will be
 */
public record AskedQuestion(
        long id,
        Channel channel,
        String person,
        String conversation,
        long communityId,
        @Nullable Long cellId,
        Sealed question,
        String questionIndex,
        Outcome outcome,
        @Nullable Long guideId,
        @Nullable Long versionId,
        @Nullable Long standingId,
        @Nullable Long chosenGuideId,
        @Nullable Instant chosenAt,
        @Nullable Long groupId,
        Instant askedAt) {

    static final String QUESTION = "chat_question.question";

    /** True if nothing answered it: nothing was found, or nothing of what was offered was taken. */
    public boolean missed() {
        return outcome == Outcome.MISS || (outcome == Outcome.CHOICES && chosenAt == null);
    }
}
