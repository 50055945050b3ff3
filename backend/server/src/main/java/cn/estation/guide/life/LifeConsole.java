package cn.estation.guide.life;

import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The checklists' entry in the console. */
@Configuration(proxyBeanMethods = false)
class LifeConsole {

    @Bean
    ConsolePage lifeEventsEntry() {
        return new ConsolePage("人生事件清单", "/console/life-events", Permission.EDIT_GUIDES, 120);
    }
}
