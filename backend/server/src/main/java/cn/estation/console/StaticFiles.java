package cn.estation.console;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Where the pages' style sheets, scripts and pictures are, and nothing else: with Boot's own mapping of every address, each
 * link of a page is looked for in each archive of the class path, which costs more than all the rest of the page.
 */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {

    private static final CacheControl FOR_A_DAY = CacheControl.maxAge(Duration.ofDays(1));

    /** Only files lie directly in {@code /open/}; deeper are pages. */
    private static final List<String> OURS = List.of("/console/css/", "/console/js/", "/console/img/", "/open/");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (var folder : OURS) {
            // A changed file has a new address, so that no browser shows last week's style.
            registry.addResourceHandler(folder + "*")
                    .addResourceLocations("classpath:/static" + folder)
                    .setCacheControl(FOR_A_DAY)
                    .resourceChain(true)
                    .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        }
        registry.addResourceHandler("/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(FOR_A_DAY)
                .resourceChain(true);
    }
}
