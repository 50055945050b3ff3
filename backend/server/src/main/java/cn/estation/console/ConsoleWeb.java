package cn.estation.console;

import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/** The parts of Spring MVC that the console sets up its own way. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Site.class)
class ConsoleWeb {

    /** Sentences are Chinese whatever the browser asks for. */
    @Bean
    LocaleResolver localeResolver() {
        return new FixedLocaleResolver(Locale.SIMPLIFIED_CHINESE);
    }

    @Bean
    FlashMapManager flashMapManager() {
        return new Toasts();
    }
}
