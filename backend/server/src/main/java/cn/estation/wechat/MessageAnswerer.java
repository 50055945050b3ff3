package cn.estation.wechat;

import org.jspecify.annotations.Nullable;

/**
 * Answers what people write to the official account.
 *
 * <p>Called once per message, inside the transaction that remembers the answer: what the answerer writes commits with
 * it, or not at all. It must not start a transaction of its own.
 */
public interface MessageAnswerer {

    /** The answer as text, or null when nothing is to be said. */
    @Nullable String answer(IncomingMessage message);
}
