package cn.estation.guide.desk;

import cn.estation.guide.GuideSearch;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.kernel.BackgroundJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the console shows of guides: its entry, and the rebuilding of the search with its progress. */
@Configuration(proxyBeanMethods = false)
class GuideConsole {

    static final String INDEX_JOB = "guide-index";

    @Bean
    ConsolePage guidesEntry() {
        return new ConsolePage("办事指南", "/console/guides", Permission.EDIT_GUIDES, 100);
    }

    @Bean
    ConsolePage synonymsEntry() {
        return new ConsolePage("同义词", "/console/synonyms", Permission.EDIT_GUIDES, 110);
    }

    @Bean
    BackgroundJob guideIndexJob(GuideSearch search) {
        return new BackgroundJob() {
            @Override
            public String kind() {
                return INDEX_JOB;
            }

            @Override
            public void run(Progress progress) {
                search.rebuildEverywhere(progress);
            }
        };
    }
}
