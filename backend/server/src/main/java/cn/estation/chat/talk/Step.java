package cn.estation.chat.talk;

import java.util.Optional;

/** One thing the bot can do. Steps are asked in their order; the first that answers is the answer. */
public interface Step {

    Optional<Reply> answer(Question question);

    /** True for what must work while the bot is switched off: help, complaints, and people. */
    default boolean alwaysOn() {
        return false;
    }
}
