package cn.estation.media;

import cn.estation.kernel.NotFound;
import cn.estation.media.store.Store;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Gives a picture to somebody who may have it, so that a browser can do nothing with it but show or save it. */
@Component
class Serving {

    private static final Logger log = LoggerFactory.getLogger(Serving.class);
    private static final Duration PUBLIC_FOR = Duration.ofDays(7);

    private final Store store;

    Serving(Store store) {
        this.store = store;
    }

    /**
     * The answer with the picture in it.
     *
     * @param known the {@code If-None-Match} of the request, if there is one
     * @throws NotFound if its file is gone
     */
    ResponseEntity<byte[]> answer(Upload upload, boolean forEverybody, @Nullable String known) {
        var headers = headers(upload, forEverybody);
        if (known != null && known.contains(tag(upload))) {
            return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
        }
        var content = store.read(upload.location()).orElseThrow(() -> {
            log.error("the file of picture {} is gone; restore it from the backup", upload.id());
            return new NotFound();
        });
        return new ResponseEntity<>(content, headers, HttpStatus.OK);
    }

    private static HttpHeaders headers(Upload upload, boolean forEverybody) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType(upload.format().type()));
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename(upload.id() + "." + upload.format().ending())
                .build());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
        headers.set("Cross-Origin-Resource-Policy", forEverybody ? "cross-origin" : "same-origin");
        headers.setETag(tag(upload));
        headers.setCacheControl(
                forEverybody
                        ? CacheControl.maxAge(PUBLIC_FOR).cachePublic()
                        : CacheControl.noStore().cachePrivate());
        return headers;
    }

    private static String tag(Upload upload) {
        return "\"" + upload.digest().substring(0, 32) + "\"";
    }
}
