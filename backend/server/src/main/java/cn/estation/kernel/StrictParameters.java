package cn.estation.kernel;

import java.util.regex.Pattern;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Numbers in paths, queries and forms are plain ASCII digits: no hex, no full width, no sign but minus. */
@Configuration(proxyBeanMethods = false)
class StrictParameters implements WebMvcConfigurer {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(
                String.class, Integer.class, (Converter<String, Integer>) text -> Math.toIntExact(whole(text)));
        registry.addConverter(String.class, Long.class, (Converter<String, Long>) StrictParameters::whole);
    }

    private static long whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new BadInput("数字格式不正确。");
        }
        return Long.parseLong(text);
    }
}
