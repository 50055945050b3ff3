package cn.estation.wechat;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The part {@code wechat} of the health page: how the last calls went. Asks the platform nothing. */
@Component("wechatHealthIndicator")
class WechatHealth implements HealthIndicator {

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
        return Health.down()
                .withDetail("trouble", trouble)
                .withDetail("at", since.toString())
                .build();
    }
}
