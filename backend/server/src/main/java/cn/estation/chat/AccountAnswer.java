package cn.estation.chat;

import java.util.Optional;

/** Answers questions about a resident's own account. Implemented by the module that keeps the account. */
public interface AccountAnswer {

    /** A sentence for the person, or nothing if the question is about something else. */
    Optional<String> answer(long residentId, String question);
}
