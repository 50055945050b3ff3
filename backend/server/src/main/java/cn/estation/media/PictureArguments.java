package cn.estation.media;

import cn.estation.kernel.Actor;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives a handler the picture in the part {@code file} of what was sent. It is read here, before the command's transaction
 * begins, and only for somebody who still has room for one.
 */
@Component
class PictureArguments implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    static final String PART = "file";

    private final Uploads uploads;

    PictureArguments(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Ready.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws IOException, HttpMediaTypeNotSupportedException {
        var sent = request.getNativeRequest(MultipartRequest.class);
        if (sent == null) {
            throw new HttpMediaTypeNotSupportedException((MediaType) null, List.of(MediaType.MULTIPART_FORM_DATA));
        }
        var file = sent.getFile(PART);
        return uploads.read(sender(), file == null ? new byte[0] : file.getBytes());
    }

    private static Actor sender() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Actor actor) {
            return actor;
        }
        throw new IllegalStateException("a picture needs somebody who sends it");
    }
}
