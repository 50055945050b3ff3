package cn.estation.wechat;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * The part {@code wechat} of the health page: how the last calls went. Asks the platform nothing. Without WeChat this node
 * is degraded, not down: it still serves whoever is signed in.
 */
@Component("wechatHealthIndicator")
class WechatHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private final Breaker breaker;

    WechatHealth(Breaker breaker) {
        this.breaker = breaker;
    }

    @Override
    public Health health() {
        var trouble = breaker.trouble();
        var since = breaker.troubleSince();
        if (trouble == null || since == null) {
            return Health.up().build();
        }
        return Health.status(DEGRADED)
                .withDetail("trouble", trouble)
                .withDetail("at", since.toString())
                .build();
    }
}
