package cn.estation.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One actor's commands take turns: the first statement of each locks the actor's row. What one person does twice at once
 * is thereby done one after the other, and nobody waits for somebody else.
 */
@Service
public class Turns {

    private static final Logger log = LoggerFactory.getLogger(Turns.class);
    private static final int TRIES = 3;

    private final TurnMapper turns;
    private final TransactionTemplate transaction;
    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(50_000).build();

    Turns(TurnMapper turns, TransactionTemplate transaction) {
        this.turns = turns;
        this.transaction = transaction;
    }

    /**
     * Runs the command in a transaction of its own while holding the actor's turn. A deadlock undoes the whole command
     * and tries it again, three times at the most.
     */
    public <T extends @Nullable Object> T take(Actor actor, Supplier<T> command) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a command starts its own transaction");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(actor.actorKey(), command);
            } catch (PessimisticLockingFailureException deadlock) {
                if (attempt == TRIES) {
                    throw deadlock;
                }
                log.info("command of {} met a deadlock, trying again", actor.actorKey());
                pause(attempt);
            }
        }
    }

    @SuppressWarnings("NullAway") // the template returns what the command returned
    private <T extends @Nullable Object> T attempt(String actor, Supplier<T> command) {
        if (known.getIfPresent(actor) == null) {
            // Before the transaction, so that it needs no second connection.
            turns.introduce(actor);
            known.put(actor, true);
        }
        return transaction.execute(status -> {
            if (turns.lock(actor) == null) {
                turns.introduce(actor);
            }
            return command.get();
        });
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(20L, 50L * attempt + 20));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
