package cn.estation.console;

import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
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
    ConsolePage auditPage() {
        return new ConsolePage("操作日志", "/console/audit", Permission.READ_AUDIT, 910);
    }

    @Bean
    ConsolePage proofPage() {
        return new ConsolePage("数据核对", "/console/proof", Permission.RUN_PROOF, 920);
    }

    @Bean
    FlashMapManager flashMapManager() {
        return new Toasts();
    }
}
