package cn.estation.chat.talk;

import java.util.Optional;

/** What people asked before and could not be told yet. */
public interface Owed {

    /** To be said with the answer to this question, this once; commits with it. */
    Optional<String> owed(Question question);
}
