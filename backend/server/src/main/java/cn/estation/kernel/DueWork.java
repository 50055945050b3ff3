package cn.estation.kernel;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a timer finds due, all of it, batch after batch, each in a transaction of its own. One that cannot be done does not
 * keep the others from it, and comes up again with the timer's next round.
 */
@Service
public class DueWork {

    private static final Logger log = LoggerFactory.getLogger(DueWork.class);

    private final TransactionTemplate transaction;

    DueWork(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /**
     * Does all that is due.
     *
     * @param what the step, for the log: {@code "expire redemption"}
     * @param first the place before all others
     * @param after the next few behind a place, in the order of their places; none at the end
     * @param place where one stands, which the log may name
     * @param step repeatable: another node may be at it too
     */
    public <T, K> void each(String what, K first, Function<K, List<T>> after, Function<T, K> place, Consumer<T> step) {
        for (var some = after.apply(first); !some.isEmpty(); some = after.apply(place.apply(some.getLast()))) {
            some.forEach(one -> apart(what, place.apply(one), () -> step.accept(one)));
        }
    }

    private void apart(String what, Object place, Runnable step) {
        try {
            transaction.executeWithoutResult(status -> step.run());
        } catch (PessimisticLockingFailureException busy) {
            log.info("{} {}: busy, again with the next round", what, place);
        } catch (RuntimeException failure) {
            log.error("{} {}: not done", what, place, failure);
        }
    }
}
