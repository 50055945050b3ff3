package cn.estation.mall.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which items are sold out everywhere, for a few seconds, known to all nodes. Redis empty or away means that nothing is
 * known: everything is then decided by the database alone, slower and the same.
 *
 * <p>What comes back must not be called gone. Whoever puts a unit on the shelf forgets the item before and after the commit
 * and leaves a mark; while the mark stands, nobody can remember the item as gone. A memory is accepted only shortly after
 * its stock was read, for less time than the mark stands: so no reading from before the commit can be remembered after it.
 */
@Component
public class Gone {

    private static final Logger log = LoggerFactory.getLogger(Gone.class);
    private static final String GONE = "estation:mall:gone:";
    private static final String BACK = "estation:mall:back:";
    private static final String KEPT_MILLIS = "3000";
    private static final String MARKED_MILLIS = "8000";
    private static final long READING_IS_GOOD_FOR = Duration.ofSeconds(2).toNanos();
    private static final long REST = Duration.ofSeconds(3).toNanos();

    private static final RedisScript<Long> REMEMBER = new DefaultRedisScript<>("""
            if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 1""", Long.class);
    private static final RedisScript<Long> FORGET = new DefaultRedisScript<>("""
            redis.call('SET', KEYS[2], '1', 'PX', ARGV[1])
            return redis.call('DEL', KEYS[1])""", Long.class);

    private final StringRedisTemplate redis;

    /** While Redis is away nobody waits for it. */
    private final AtomicLong restUntil = new AtomicLong(System.nanoTime());

    Gone(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** The name of an item that is sold out everywhere; empty if it is not, or nobody knows. */
    public Optional<String> name(long itemId) {
        if (resting()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(redis.opsForValue().get(GONE + itemId));
        } catch (DataAccessException away) {
            rest(away);
            return Optional.empty();
        }
    }

    /** The moment before the stock is read, for {@link #remember}. */
    public long now() {
        return System.nanoTime();
    }

    /** Remembers for a few seconds that an item is sold out, unless a unit may have come back meanwhile. */
    public void remember(long itemId, String name, long readSince) {
        if (resting() || System.nanoTime() - readSince > READING_IS_GOOD_FOR) {
            return;
        }
        try {
            redis.execute(REMEMBER, keys(itemId), name, KEPT_MILLIS);
        } catch (DataAccessException away) {
            rest(away);
        }
    }

    /** A unit comes back with this transaction. */
    public void comesBack(long itemId) {
        forget(itemId);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                forget(itemId);
            }
        });
    }

    /** Tried even while resting: to be silent here could call something gone that is not. */
    private void forget(long itemId) {
        try {
            redis.execute(FORGET, keys(itemId), MARKED_MILLIS);
        } catch (DataAccessException away) {
            rest(away);
        }
    }

    private boolean resting() {
        return System.nanoTime() - restUntil.get() < 0;
    }

    private void rest(DataAccessException away) {
        restUntil.set(System.nanoTime() + REST);
        log.info("Redis is away, what is sold out is looked up in the database: {}", away.getMessage());
    }

    private static List<String> keys(long itemId) {
        return List.of(GONE + itemId, BACK + itemId);
    }
}
