package cn.estation.kernel;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

/** Redis is a cache and a gate, never the authority: without it the service is degraded, not down. */
@Component("redis")
class RedisHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private final RedisConnectionFactory redis;

    RedisHealth(RedisConnectionFactory redis) {
        this.redis = redis;
    }

    @Override
    public Health health() {
        try (var connection = redis.getConnection()) {
            connection.ping();
            return Health.up().build();
        } catch (RuntimeException away) {
            return Health.status(DEGRADED)
                    .withDetail("reason", away instanceof RedisConnectionFailureException ? "unreachable" : "refused")
                    .build();
        }
    }
}
