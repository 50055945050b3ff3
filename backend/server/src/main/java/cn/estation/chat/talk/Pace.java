package cn.estation.chat.talk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Counts what one person sends in a minute, over all nodes; on this node alone while Redis is away. */
@Component
class Pace {

    private static final Duration REST = Duration.ofSeconds(5);

    private final StringRedisTemplate redis;
    private final ChatSettings settings;
    private final Clock clock;
    private final Cache<String, AtomicLong> here = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(2))
            .build();
    private volatile Instant restUntil = Instant.EPOCH;

    Pace(StringRedisTemplate redis, ChatSettings settings, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.clock = clock;
    }

    /** By how many messages this one is over the limit; 0 or less is fine. */
    long over(String person) {
        var key = "estation:chat:pace:" + person + ":" + clock.instant().getEpochSecond() / 60;
        return count(key) - settings.perMinute();
    }

    private long count(String key) {
        if (clock.instant().isAfter(restUntil)) {
            try {
                var count = redis.opsForValue().increment(key);
                redis.expire(key, Duration.ofMinutes(2));
                return count == null ? 0 : count;
            } catch (DataAccessException away) {
                restUntil = clock.instant().plus(REST);
            }
        }
        return here.get(key, unused -> new AtomicLong()).incrementAndGet();
    }
}
