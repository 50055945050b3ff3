package cn.estation.wechat;

import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import me.chanjar.weixin.common.redis.BaseWxRedisOps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps access tokens in Redis, sealed, so that all nodes use the same; and a copy here, so that a node without Redis
 * goes on. Locks are this node's: stable tokens make a second fetch by another node harmless.
 */
@Component
class SharedTokens extends BaseWxRedisOps {

    private static final Logger log = LoggerFactory.getLogger(SharedTokens.class);
    private static final Duration REST = Duration.ofSeconds(5);

    private record Kept(String value, Instant until) {}

    private final StringRedisTemplate redis;
    private final Vault vault;
    private final Clock clock;
    private final Map<String, Kept> here = new ConcurrentHashMap<>();
    private final Map<String, Lock> locks = new ConcurrentHashMap<>();
    private volatile Instant restUntil = Instant.EPOCH;

    SharedTokens(StringRedisTemplate redis, Vault vault, Clock clock) {
        this.redis = redis;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("NullAway") // null means none, to the library
    public String getValue(String key) {
        return withRedis(() -> opened(key, redis.opsForValue().get(key)), () -> keptValue(key));
    }

    @Override
    public void setValue(String key, String value, int expire, TimeUnit unit) {
        var lifetime = Duration.ofNanos(unit.toNanos(expire));
        if (!lifetime.isPositive()) {
            return;
        }
        here.put(key, new Kept(value, clock.instant().plus(lifetime)));
        withRedis(
                () -> {
                    redis.opsForValue().set(key, vault.seal(value, key), lifetime);
                    return value;
                },
                () -> value);
    }

    /** Seconds left, or -2 for none. */
    @Override
    public Long getExpire(String key) {
        var left = withRedis(
                () -> opened(key, redis.opsForValue().get(key)) == null ? -2L : redis.getExpire(key),
                () -> keptSeconds(key));
        return left == null ? -2L : left;
    }

    @Override
    public void expire(String key, int expire, TimeUnit unit) {
        here.remove(key);
        withRedis(() -> redis.expire(key, Duration.ofNanos(unit.toNanos(expire))), () -> false);
    }

    @Override
    public Lock getLock(String key) {
        return locks.computeIfAbsent(key, unused -> new ReentrantLock());
    }

    private <T> @Nullable T withRedis(Supplier<@Nullable T> there, Supplier<@Nullable T> instead) {
        if (clock.instant().isBefore(restUntil)) {
            return instead.get();
        }
        try {
            return there.get();
        } catch (DataAccessException away) {
            restUntil = clock.instant().plus(REST);
            log.warn(
                    "Redis is away ({}), WeChat tokens are kept on this node",
                    away.getClass().getSimpleName());
            return instead.get();
        }
    }

    private @Nullable String opened(String key, @Nullable String sealed) {
        if (sealed == null) {
            return null;
        }
        try {
            return vault.open(sealed, key);
        } catch (IllegalStateException | IllegalArgumentException foreign) {
            return null;
        }
    }

    private @Nullable String keptValue(String key) {
        var kept = here.get(key);
        return kept == null || !kept.until().isAfter(clock.instant()) ? null : kept.value();
    }

    private Long keptSeconds(String key) {
        var kept = here.get(key);
        return kept == null
                ? -2L
                : Duration.between(clock.instant(), kept.until()).toSeconds();
    }
}
