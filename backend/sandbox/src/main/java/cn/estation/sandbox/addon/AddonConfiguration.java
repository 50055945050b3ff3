package cn.estation.sandbox.addon;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Present only with {@code ESTATION_ADDON_PORT}, the loopback port on which tests steer it. */
@AutoConfiguration
@ConditionalOnProperty("estation.addon.port")
class AddonConfiguration {

    @Bean
    @Primary
    static SettableClock settableClock(@Value("${estation.addon.offset:PT0S}") Duration offset) {
        return new SettableClock(Clock.systemUTC(), offset);
    }

    @Bean
    static CrashPoint crashPoint() {
        return new CrashPoint(() -> Runtime.getRuntime().halt(137));
    }

    @Bean
    static BeanPostProcessor steppedDataSources(CrashPoint crashPoint) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source && !(bean instanceof SteppedDataSource)
                        ? new SteppedDataSource(source, crashPoint)
                        : bean;
            }
        };
    }

    @Bean
    ControlPort controlPort(@Value("${estation.addon.port}") int port, SettableClock clock, CrashPoint crashPoint)
            throws IOException {
        return new ControlPort(port, clock, crashPoint);
    }

    /** Among the pages for everybody, because nothing else is open to somebody who has not signed in. */
    @Bean("/open/bare-redemption")
    BareRedemption bareRedemption(DataSource database) {
        return new BareRedemption(database);
    }
}
