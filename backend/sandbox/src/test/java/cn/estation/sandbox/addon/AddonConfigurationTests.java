package cn.estation.sandbox.addon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AddonConfigurationTests {

    @Test
    void staysOutUnlessAPortIsGiven() {
        try (var server = server(Map.of())) {
            assertThat(server.getBean(Clock.class)).isNotInstanceOf(SettableClock.class);
            assertThat(server.getBean(DataSource.class)).isInstanceOf(DriverManagerDataSource.class);
        }
    }

    @Test
    void takesTheClockAndTheDatabaseInHand() {
        try (var server = server(Map.of("estation.addon.port", "0", "estation.addon.offset", "PT24H"))) {
            assertThat(server.getBean(Clock.class)).isInstanceOf(SettableClock.class);
            assertThat(server.getBean(DataSource.class)).isInstanceOf(SteppedDataSource.class);
            assertThat(server.getBean(SettableClock.class).offset()).hasHours(24);
        }
    }

    private static AnnotationConfigApplicationContext server(Map<String, Object> properties) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.getBeanFactory()
                .setConversionService(
                        org.springframework.boot.convert.ApplicationConversionService.getSharedInstance());
        context.register(Production.class);
        context.register(AutoConfigurations.getClasses(AutoConfigurations.of(AddonConfiguration.class)));
        context.refresh();
        return context;
    }

    @Configuration(proxyBeanMethods = false)
    static class Production {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        DataSource database() {
            return new DriverManagerDataSource();
        }
    }
}
