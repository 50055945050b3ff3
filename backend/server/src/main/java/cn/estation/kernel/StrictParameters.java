package cn.estation.kernel;

import java.beans.PropertyEditorSupport;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
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

    /**
     * Where a converter refuses, Spring tries its own number editor, which reads hex and full width. Editors of ours come
     * before both.
     */
    @ControllerAdvice
    static class Editors {

        @InitBinder
        void numbers(WebDataBinder binder) {
            binder.registerCustomEditor(int.class, new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE, false));
            binder.registerCustomEditor(Integer.class, new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE, true));
            binder.registerCustomEditor(long.class, new Whole(Long.MIN_VALUE, Long.MAX_VALUE, false));
            binder.registerCustomEditor(Long.class, new Whole(Long.MIN_VALUE, Long.MAX_VALUE, true));
        }
    }

    private static final class Whole extends PropertyEditorSupport {

        private final long least;
        private final long most;
        private final boolean mayBeAbsent;

        Whole(long least, long most, boolean mayBeAbsent) {
            this.least = least;
            this.most = most;
            this.mayBeAbsent = mayBeAbsent;
        }

        @Override
        public void setAsText(String text) {
            if (text.isEmpty() && mayBeAbsent) {
                setValue(null);
                return;
            }
            if (!WHOLE.matcher(text).matches()) {
                throw new IllegalArgumentException("not a whole number");
            }
            long number = Long.parseLong(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException("number out of range");
            }
            if (most == Integer.MAX_VALUE) {
                setValue((int) number);
            } else {
                setValue(number);
            }
        }
    }
}
