package cn.estation.chat;

import java.util.Optional;

/** One thing the bot can do. Steps are asked in their order; the first that answers is the answer. */
interface Step {
    Optional<Reply> answer(Question question);
}
