package cn.estation.chat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about what is open to everybody, signed in or not. Implemented by the module that keeps it. */
public interface OpenAnswer {

    /**
     * A few lines for the person, or nothing if the question is about something else.
     *
     * @param communityId of whoever asks, absent if it is not known
     */
    Optional<String> answer(String question, @Nullable Long communityId);
}
